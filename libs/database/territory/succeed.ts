import { type Belongings, type DeviceNo, type EpochMs, type IncidentId, momentOf, type UnitId } from '#libs/domain';
import type { Actor } from '../access.ts';
import { moveUnit } from '../registry/unit-tree.ts';
import { insertAlias, refreshUnitSearch } from '../registry/unit.store.ts';
import type { Sql } from '../sql.ts';
import { followIncidents, moveDevices } from './follow-devices.ts';

/** A change of the map of units, from a local day on. */
export interface Change {
  readonly kind: 'split' | 'merge';
  readonly actor: Actor;
  readonly effectiveOn: string;
  readonly now: EpochMs;
}

export interface OldUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly timeZone: string;
}

export async function belongingsOf(sql: Sql, id: UnitId): Promise<Belongings> {
  const [row] = await sql.query<Belongings>(
    `SELECT ARRAY(SELECT id::text FROM unit WHERE parent_id = $1 AND NOT EXISTS (
         SELECT 1 FROM unit_succession s WHERE s.old_id = unit.id) ORDER BY id) AS units,
       ARRAY(SELECT id::text FROM site WHERE unit_id = $1 ORDER BY id) AS sites,
       ARRAY(SELECT id::text FROM device WHERE unit_id = $1 ORDER BY id) AS devices,
       ARRAY(SELECT id::text FROM target WHERE unit_id = $1 AND removed_at IS NULL ORDER BY id) AS targets`,
    [id],
  );
  return row ?? { units: [], sites: [], devices: [], targets: [] };
}

/** One successor takes its share of one old unit: what hangs below it, and the rules, rota and name that held there. */
export async function handOver(
  sql: Sql,
  old: OldUnit,
  to: UnitId,
  share: Belongings,
  { kind, actor, effectiveOn, now }: Change,
): Promise<void> {
  const since = momentOf(effectiveOn, 0, old.timeZone);
  for (const unit of share.units)
    await moveUnit(sql, unit as UnitId, to, now, await parentSince(sql, unit, since, now));
  const at = new Date(now);
  await sql.query('UPDATE site SET unit_id = $2, version = version + 1, updated_at = $3 WHERE id = ANY($1::uuid[])', [
    share.sites,
    to,
    at,
  ]);
  await sql.query(`UPDATE target SET unit_id = $2, version = version + 1, updated_at = $3 WHERE id = ANY($1::uuid[])`, [
    share.targets,
    to,
    at,
  ]);
  await handOverDevices(sql, share.devices, to, actor, now);
  await copyRules(sql, old.id, to, share.targets.length > 0, at);
  await insertAlias(sql, to, { name: old.name, validFrom: null, validTo: effectiveOn }, now);
  await refreshUnitSearch(sql, to);
  await sql.query(
    `INSERT INTO unit_succession (old_id, new_id, kind, effective_on, done_at) VALUES ($1, $2, $3, $4, $5)`,
    [old.id, to, kind, effectiveOn, at],
  );
}

/** The day itself, unless what hung there before began later in this installation. */
async function parentSince(sql: Sql, unit: string, since: EpochMs, now: EpochMs): Promise<EpochMs> {
  const [open] = await sql.query<{ later: boolean }>(
    'SELECT valid_from >= $2 AS later FROM unit_parent WHERE unit_id = $1 AND valid_to IS NULL',
    [unit, new Date(since)],
  );
  return open?.later === false ? since : now;
}

async function handOverDevices(
  sql: Sql,
  ids: readonly string[],
  to: UnitId,
  actor: Actor,
  now: EpochMs,
): Promise<void> {
  if (ids.length === 0) return;
  const locked = await sql.query<{ device_no: DeviceNo }>(
    'SELECT device_no FROM device WHERE id = ANY($1::uuid[]) ORDER BY device_no FOR NO KEY UPDATE',
    [ids],
  );
  const numbers = locked.map((row) => row.device_no);
  await moveDevices(sql, numbers, to, 'territory_changed', actor, now);
}

/** Rules hold on in every part; a rota goes where the targets went that it names. */
async function copyRules(sql: Sql, from: UnitId, to: UnitId, withRota: boolean, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO unit_policy SELECT (jsonb_populate_record(p, jsonb_build_object('unit_id', $2::uuid, 'updated_at', $3::timestamptz))).*
     FROM unit_policy p WHERE p.unit_id = $1 ON CONFLICT (unit_id) DO NOTHING`,
    [from, to, at],
  );
  // A step that names the old unit means the one that stands in its place.
  await sql.query(
    `UPDATE unit_policy SET escalation = replace(escalation::text, $1::text, $2::text)::jsonb, version = version + 1
     WHERE escalation::text LIKE '%' || $1::text || '%'
       AND unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = $2::uuid)`,
    [from, to],
  );
  if (!withRota) return;
  await sql.query(
    `INSERT INTO unit_duty SELECT (jsonb_populate_record(d, jsonb_build_object('unit_id', $2::uuid))).*
     FROM unit_duty d WHERE d.unit_id = $1 ON CONFLICT (unit_id) DO NOTHING`,
    [from, to],
  );
}

/**
 * What there is only once goes to one heir: keys of machines, home units of people, a power cut of the whole place,
 * planned work, the residents' page, what residents reported. The old unit stays, empty and ended, for what is past.
 */
export async function close(
  sql: Sql,
  old: OldUnit,
  heir: UnitId,
  successors: readonly UnitId[],
  { actor, effectiveOn, now }: Change,
): Promise<void> {
  const at = new Date(now);
  await sql.query('UPDATE api_key SET unit_id = $2 WHERE unit_id = $1 AND revoked_at IS NULL', [old.id, heir]);
  await sql.query('UPDATE app_user SET unit_id = $2 WHERE unit_id = $1', [old.id, heir]);
  await sql.query(
    `UPDATE village_page SET unit_id = $2 WHERE unit_id = $1 AND NOT EXISTS (SELECT 1 FROM village_page WHERE unit_id = $2)`,
    [old.id, heir],
  );
  await sql.query(
    `UPDATE public_report r SET unit_id = coalesce((SELECT d.unit_id FROM device d WHERE d.device_no = r.device_no),
       (SELECT s.unit_id FROM site s WHERE s.id = r.site_id)) WHERE r.unit_id = $1 AND r.state = 'open'`,
    [old.id],
  );
  await copyWindows(sql, old.id, heir, successors, at);
  await sql.query('DELETE FROM unit_duty WHERE unit_id = $1', [old.id]);
  await sql.query('UPDATE unit SET valid_to = $2, version = version + 1, updated_at = $3 WHERE id = $1', [
    old.id,
    effectiveOn,
    at,
  ]);
  const cuts = await moveCuts(sql, old.id, heir);
  await followIncidents(sql, cuts, 'territory_changed', actor, now);
}

async function copyWindows(
  sql: Sql,
  from: UnitId,
  heir: UnitId,
  successors: readonly UnitId[],
  at: Date,
): Promise<void> {
  const open = `unit_id = $1 AND ended_at IS NULL AND (until_at IS NULL OR until_at > $3)`;
  for (const unit of successors.filter((id) => id !== heir)) {
    await sql.query(
      `INSERT INTO maintenance_window SELECT (jsonb_populate_record(w,
         jsonb_build_object('id', gen_random_uuid(), 'unit_id', $2::uuid))).* FROM maintenance_window w WHERE ${open}`,
      [from, unit, at],
    );
  }
  await sql.query(`UPDATE maintenance_window SET unit_id = $2 WHERE ${open}`, [from, heir, at]);
}

/** A cut of the whole place goes on under the heir; if that one has a cut of its own, both are looked at again. */
const moveCuts = (sql: Sql, from: UnitId, to: UnitId): Promise<{ id: IncidentId; from: string; to: string }[]> =>
  sql.query(
    `UPDATE incident i SET unit_id = $2::uuid, scope_unit_id = $2::uuid, version = version + 1,
       identity = replace(identity, $1::text, $2::text)
     WHERE i.unit_id = $1::uuid AND i.cause <> 'device' AND i.ended_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM incident o WHERE o.identity = replace(i.identity, $1::text, $2::text) AND o.state <> 'resolved')
     RETURNING i.id, $1::text AS "from", $2::text AS "to"`,
    [from, to],
  );
