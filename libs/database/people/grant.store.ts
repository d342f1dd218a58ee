import { Injectable } from '@nestjs/common';
import type { EpochMs, Grant, UserId } from '#libs/domain';
import { inScope, type Manager } from '../access.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusing } from '../database-error.ts';
import { newId } from '../new-id.ts';
import { endSubscriptions } from '../push/ended-subscriptions.ts';
import { orRefuse } from '../refusal.ts';
import { Database } from '../sql.ts';
import { checkAdministratorRemains, checkMayGrant } from './grant-rules.ts';
import { type UserRow, UserStore } from './user.store.ts';

/** What people may do where. A grant ends by date and stays on record. */
@Injectable()
export class GrantStore {
  constructor(
    private readonly database: Database,
    private readonly users: UserStore,
  ) {}

  async add(
    manager: Manager,
    userId: string,
    wanted: { readonly role: Grant['role']; readonly unitId: string },
    now: EpochMs,
  ): Promise<UserRow> {
    const user = await this.users.get(manager.scope, userId);
    const work = this.database.transaction(async (tx) => {
      const unitId = await requireLivingUnit(tx, manager.scope, wanted.unitId);
      await checkMayGrant(tx, manager.grants, { role: wanted.role, unitId });
      const id = newId(now);
      await tx.query('INSERT INTO user_grant (id, user_id, role, unit_id, valid_from) VALUES ($1, $2, $3, $4, $5)', [
        id,
        user.id,
        wanted.role,
        unitId,
        new Date(now),
      ]);
      const detail = { userId: user.id, role: wanted.role };
      await recordAudit(
        tx,
        manager.actor,
        { action: 'grant.add', objectKind: 'grant', objectId: id, unitId, detail },
        now,
      );
    });
    await refusing(work, { user_grant_open: 'grant_exists' });
    return this.users.get(manager.scope, userId);
  }

  async end(manager: Manager, userId: string, grantId: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [found] = await tx.query<Grant & { userId: UserId }>(
        `SELECT g.role, g.unit_id AS "unitId", g.user_id AS "userId" FROM user_grant g
         WHERE g.id = $2 AND g.user_id = $3 AND g.valid_to IS NULL AND ${inScope('g.unit_id', '$1')} FOR UPDATE`,
        [manager.scope, grantId, userId],
      );
      const grant = orRefuse(found, 'grant_not_found');
      await checkMayGrant(tx, manager.grants, grant);
      await tx.query('UPDATE user_grant SET valid_to = $2 WHERE id = $1', [grantId, new Date(now)]);
      if (grant.role === 'admin') await checkAdministratorRemains(tx);
      await endSubscriptions(tx, now);
      const detail = { userId: grant.userId, role: grant.role };
      const record = { action: 'grant.end', objectKind: 'grant', objectId: grantId, unitId: grant.unitId, detail };
      await recordAudit(tx, manager.actor, record, now);
    });
  }
}
