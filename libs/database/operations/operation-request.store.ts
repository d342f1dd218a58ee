import { Injectable } from '@nestjs/common';
import type { EpochMs, UnitId } from '#libs/domain';
import { type Access, inScope, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { orRefuse } from '../refusal.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed';
  readonly progress: number;
  readonly result: unknown;
  readonly errorCode: string | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

/** Long work as people see it: asked for, then looked at until it is over. */
@Injectable()
export class OperationRequestStore {
  constructor(private readonly database: Database) {}

  async ask(
    { actor, scope }: Access,
    work: {
      readonly id: string;
      readonly kind: string;
      readonly unitId: string;
      readonly request: object;
      /** What it works on, when that is too long for a request. */
      readonly file?: Buffer;
    },
    now: EpochMs,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, work.unitId);
      await insertOperation(tx, { ...work, unitId, requestedBy: actor.id }, now);
      if (work.file) {
        await tx.query(
          `INSERT INTO operation_file (operation_id, position, name, content, created_at) VALUES ($1, 0, '', $2, $3)`,
          [work.id, work.file, new Date(now)],
        );
      }
      const record = { action: `operation.${work.kind}`, objectKind: 'operation', objectId: work.id, unitId };
      await recordAudit(tx, actor, record, now);
    });
  }

  /** `scopes`: where the caller may see operations of which kinds. */
  async get(
    scopes: readonly { readonly scope: Scope; readonly kinds: readonly string[] }[],
    id: string,
  ): Promise<OperationRow> {
    const { bind, values } = new Parameters();
    const seen = scopes.map(
      ({ scope, kinds }) => `(o.kind = ANY(${bind(kinds)}) AND ${inScope('o.unit_id', bind(scope))})`,
    );
    const [row] = await this.database.query<OperationRow>(
      `SELECT o.id, o.kind, o.state, o.progress, o.result, o.error_code AS "errorCode",
         ${epoch('o.created_at')} AS "createdAt", ${epoch('o.updated_at')} AS "updatedAt"
       FROM operation o WHERE o.id = ${bind(id)} AND (${seen.join(' OR ')})`,
      values,
    );
    return orRefuse(row, 'operation_not_found');
  }
}

/** Puts work into the queue in the transaction that needs it done. */
export async function insertOperation(
  tx: Sql,
  work: {
    readonly id: string;
    readonly kind: string;
    readonly unitId: UnitId;
    readonly requestedBy: string | null;
    readonly request: object;
  },
  now: EpochMs,
): Promise<void> {
  await tx.query(
    `INSERT INTO operation (id, kind, unit_id, requested_by, request, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [work.id, work.kind, work.unitId, work.requestedBy, JSON.stringify(work.request), new Date(now)],
  );
  await tx.query(`SELECT pg_notify('operation', $1)`, [work.kind]);
}
