import { Injectable } from '@nestjs/common';
import { DAY } from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { orRefuse } from '../refusal.ts';
import { Database } from '../sql.ts';

/** How long what an operation made can be fetched. */
export const FILES_KEPT = DAY;

export interface OperationFile {
  readonly name: string;
  readonly content: Buffer;
}

/** What long work made, file by file, so that nobody holds all of it in memory. */
@Injectable()
export class OperationFileStore {
  constructor(private readonly database: Database) {}

  /** What the files of a finished operation of this kind inside the scope are called together; refuses any other. */
  async nameOf(scope: Scope, kind: string, operationId: string): Promise<string> {
    const [row] = await this.database.query<{ name: string }>(
      `SELECT regexp_replace(f.name, '^0+ |[.]\\w+$', '', 'g') AS name
       FROM operation o JOIN operation_file f ON f.operation_id = o.id
       WHERE o.id = $2 AND o.kind = $3 AND o.state = 'succeeded' AND ${inScope('o.unit_id', '$1')}
       ORDER BY f.position LIMIT 1`,
      [scope, operationId, kind],
    );
    return orRefuse(row, 'file_not_found').name;
  }

  /** The state of an operation of this kind inside the scope, for the one who asked for it; refuses any other. */
  async ownedBy(
    { actor, scope }: Access,
    kind: string,
    operationId: string,
  ): Promise<{ readonly state: string; readonly result: unknown }> {
    const [row] = await this.database.query<{ state: string; result: unknown }>(
      `SELECT o.state, o.result FROM operation o
       WHERE o.id = $2 AND o.kind = $3 AND o.requested_by = $4 AND ${inScope('o.unit_id', '$1')}`,
      [scope, operationId, kind, actor.id],
    );
    return orRefuse(row, 'operation_not_found');
  }

  /** One after the other, in their order. */
  async *read(operationId: string): AsyncGenerator<OperationFile & { readonly position: number }> {
    for (let after = -1; ;) {
      const [row] = await this.database.query<OperationFile & { position: number }>(
        `SELECT position, name, content FROM operation_file WHERE operation_id = $1 AND position > $2
         ORDER BY position LIMIT 1`,
        [operationId, after],
      );
      if (row === undefined) return;
      yield row;
      after = row.position;
    }
  }
}
