import { Injectable } from '@nestjs/common';
import type { DeviceId, EpochMs, SaidOfDevice } from '#libs/domain';
import { type Access, narrowed, type Scope } from '../access.ts';
import { refusing } from '../database-error.ts';
import { OperationStore, type ClaimedOperation } from '../operations/operation.store.ts';
import { DEVICE_UNIQUE } from '../registry/device-registry.store.ts';
import { Refusal } from '../refusal.ts';
import { Database } from '../sql.ts';
import { type ImportFacts, readImportFacts } from './read-world.ts';
import { type ImportBatch, writeBatch } from './write-rows.ts';

/** A file of the operation that is kept in the transaction that wrote the rows it reports on. */
export interface KeptPart {
  readonly position: number;
  readonly content: (codes: ReadonlyMap<DeviceId, string>) => Buffer;
}

/** Somebody registered or changed what the judgement was built on: read again, judge again. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof Refusal &&
  ['device_code_taken', 'site_code_taken', 'serial_taken', 'mac_taken', 'stale_version'].includes(error.code);

/** Lists of devices: what they meet in the registry, and writing them. */
@Injectable()
export class DeviceImportStore {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationStore,
  ) {}

  /** The caller's territory, or the part of it that the list is about. */
  within(scope: Scope, unitId: string | undefined): Promise<Scope> {
    return narrowed(this.database, scope, unitId);
  }

  facts(scope: Scope, rows: readonly { readonly said: SaidOfDevice }[]): Promise<ImportFacts> {
    return readImportFacts(this.database, scope, rows);
  }

  /**
   * Writes batches in one transaction, each with its part of the report: what is written is reported, whoever dies.
   * Throws a refusal that {@link isOvertaken} knows when somebody else was faster.
   */
  write(
    operation: ClaimedOperation,
    access: Access,
    batches: readonly (ImportBatch & { readonly part: KeptPart })[],
    now: EpochMs,
  ): Promise<void> {
    const work = this.database.transaction(async (tx) => {
      // Locks the operation's row: whoever lost the work stops here.
      await this.operations.advance(operation, 0, now, tx);
      for (const { part, ...batch } of batches) {
        const codes = await writeBatch(tx, access, batch, now);
        const file = { position: part.position, name: '', content: part.content(codes) };
        await this.operations.keepIn(tx, operation, file, now);
      }
    });
    return refusing(work, DEVICE_UNIQUE);
  }
}
