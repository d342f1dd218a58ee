import { Injectable } from '@nestjs/common';
import { type EffectivePolicy, type EpochMs, inheritPolicy, type PolicyRules, type UnitId } from '#libs/domain';
import { type Access, requireUnit, type Scope } from '../access.ts';
import { askAgainBelow } from '../escalation/follow-up.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../refusal.ts';
import { Database, type Sql } from '../sql.ts';

export interface UnitPolicy extends EffectivePolicy {
  readonly unitId: UnitId;
  readonly own: PolicyRules | null;
  readonly version: number;
}

interface Layer {
  readonly unitId: UnitId;
  readonly rules: PolicyRules;
  readonly version: number;
}

/** How units want to be told. */
@Injectable()
export class PolicyStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string): Promise<UnitPolicy> {
    return readPolicy(this.database, await requireUnit(this.database, scope, id));
  }

  /** Replaces all that the unit itself says. */
  async put(
    { actor, scope }: Access,
    id: string,
    rules: PolicyRules,
    version: number | null,
    now: EpochMs,
  ): Promise<UnitPolicy> {
    return this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      await tx.query('SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE', [unitId]);
      if (version !== null && (await readPolicy(tx, unitId)).version !== version) throw new Refusal('stale_version');
      for (const step of rules.escalation ?? []) await requireUnit(tx, scope, step.unitId);
      await write(tx, unitId, rules, now);
      await askAboutDigests(tx, unitId, now);
      await askAgainBelow(tx, unitId, now);
      await recordAudit(tx, actor, { action: 'policy.put', objectKind: 'unit', objectId: unitId, unitId }, now);
      return readPolicy(tx, unitId);
    });
  }
}

/** What holds in a unit. */
export async function readPolicy(sql: Sql, unitId: UnitId): Promise<UnitPolicy> {
  const layers = await sql.query<Layer>(
    `SELECT p.unit_id AS "unitId", p.version, json_build_object('groupWaitSeconds', p.group_wait_seconds,
       'repeatMinutes', p.repeat_minutes, 'acknowledgeMinutes', p.acknowledge_minutes, 'escalation', p.escalation,
       'quietHours', p.quiet_hours, 'budget', p.budget, 'householdsEnabled', p.households_enabled,
       'showCameraState', p.show_camera_state, 'digestAt', p.digest_at, 'drill', p.drill) AS rules
     FROM unit_closure c JOIN unit_policy p ON p.unit_id = c.ancestor_id WHERE c.descendant_id = $1 ORDER BY c.depth`,
    [unitId],
  );
  const own = layers.find((layer) => layer.unitId === unitId);
  return { unitId, own: own?.rules ?? null, version: own?.version ?? 0, ...inheritPolicy(layers) };
}

async function write(sql: Sql, unitId: UnitId, rules: PolicyRules, now: EpochMs): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await sql.query(
    `INSERT INTO unit_policy AS p (unit_id, group_wait_seconds, repeat_minutes, escalation, quiet_hours, budget,
       households_enabled, show_camera_state, updated_at, digest_at, drill, acknowledge_minutes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (unit_id) DO UPDATE SET group_wait_seconds = excluded.group_wait_seconds,
       repeat_minutes = excluded.repeat_minutes, acknowledge_minutes = excluded.acknowledge_minutes, escalation = excluded.escalation, quiet_hours = excluded.quiet_hours,
       budget = excluded.budget, households_enabled = excluded.households_enabled,
       show_camera_state = excluded.show_camera_state, digest_at = excluded.digest_at,
       drill = excluded.drill, version = p.version + 1, updated_at = excluded.updated_at`,
    [
      unitId,
      rules.groupWaitSeconds,
      rules.repeatMinutes,
      json(rules.escalation),
      json(rules.quietHours),
      json(rules.budget),
      rules.householdsEnabled,
      rules.showCameraState,
      new Date(now),
      rules.digestAt,
      json(rules.drill),
      rules.acknowledgeMinutes,
    ],
  );
}

/** Digests here and below may fall due at another time: the engine asks anew. */
async function askAboutDigests(sql: Sql, unitId: UnitId, now: EpochMs): Promise<void> {
  await sql.query(
    `UPDATE target SET digest_due_at = least(digest_due_at, $2)
     WHERE unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = $1)`,
    [unitId, new Date(now)],
  );
}
