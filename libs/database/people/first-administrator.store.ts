import { Injectable } from '@nestjs/common';
import type { EpochMs, UnitId } from '#libs/domain';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { Database } from '../sql.ts';
import { insertUser } from './user.store.ts';

/** The first person of an installation. */
@Injectable()
export class FirstAdministratorStore {
  constructor(private readonly database: Database) {}

  async anybody(): Promise<boolean> {
    const rows = await this.database.query('SELECT 1 FROM app_user LIMIT 1');
    return rows.length > 0;
  }

  /** False when somebody is there already: of two first starts at once, one makes the administrator. */
  async create(
    person: { readonly email: string; readonly name: string; readonly passwordHash: string; readonly unitId: UnitId },
    now: EpochMs,
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('first_administrator'))`);
      const [any] = await tx.query('SELECT 1 FROM app_user LIMIT 1');
      if (any) return false;
      const { unitId } = person;
      const id = await insertUser(tx, { ...person, phone: null, language: 'vi' }, now);
      await tx.query(
        `INSERT INTO user_grant (id, user_id, role, unit_id, valid_from) VALUES ($1, $2, 'admin', $3, $4)`,
        [newId(now), id, unitId, new Date(now)],
      );
      const actor = { kind: 'system', id: null } as const;
      await recordAudit(tx, actor, { action: 'user.first', objectKind: 'user', objectId: id, unitId }, now);
      return true;
    });
  }
}
