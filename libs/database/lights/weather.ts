import {
  cloudySpell,
  DAY,
  type DeviceNo,
  type EpochMs,
  type IncidentId,
  type LightMemory,
  scopeIncidentIdentity,
  type UnitId,
} from '#libs/domain';
import { lockCauses } from '../causes/cause-work.ts';
import { Findings } from '../causes/findings.ts';
import { recordFindings } from '../causes/record-findings.ts';
import type { Database, Sql } from '../sql.ts';

/** What want of sun does to a light, and its sky explains. */
const OF_WEATHER = `('battery_low', 'battery_empty')`;
/** A commune is told of little sun once in so long (ms); what is explained meanwhile is not told either. */
const TOLD_EVERY = 7 * DAY;

export interface LightUnderSky {
  readonly deviceNo: DeviceNo;
  readonly memory: LightMemory;
}

/**
 * One transaction: does this neighbourhood lack sun together, or no longer? While it does, its empty batteries are
 * explained; the commune is told once, and nobody of the end: what is still empty then is told as ever.
 */
export function lookAtSky(
  database: Database,
  unitId: UnitId,
  lights: readonly LightUnderSky[],
  now: EpochMs,
): Promise<void> {
  return database.transaction(async (tx) => {
    const memories = lights.map(({ memory }) => memory);
    const [lasting] = await tx.query<{ id: IncidentId }>(
      `SELECT id FROM incident WHERE cause = 'weather' AND scope_unit_id = $1 AND ended_at IS NULL`,
      [unitId],
    );
    const spell = cloudySpell(memories, lasting !== undefined);
    if (spell.change === null || !(await lockCauses(tx, `weather ${unitId}`))) return;
    const findings = new Findings(now);
    if (spell.change === 'over') {
      const end = { cause: 'weather', reason: 'sun_is_back', endedAt: now, correction: null, units: [] } as const;
      findings.end({ id: lasting!.id, ...end });
    } else {
      const causeId = findings.open({
        ...{ cause: 'weather', identity: scopeIncidentIdentity('weather', unitId), scopeUnitId: unitId },
        ...{ deviceNo: null, severity: 'minor', reason: 'little_sun_for_days', startedAt: spell.startedAt },
        detail: { units: await tellable(tx, unitId, now) },
      });
      findings.members.push(...spell.low.map((index) => ({ causeId, deviceNo: lights[index]!.deviceNo })));
      for (const { id } of await unexplainedIn(tx, unitId)) findings.join(id, causeId, 'under_the_same_sky');
    }
    await recordFindings(tx, findings);
  });
}

/** The neighbourhood itself, unless it was told of its sky lately. */
async function tellable(sql: Sql, unitId: UnitId, now: EpochMs): Promise<UnitId[]> {
  const told = await sql.query(
    `SELECT 1 FROM incident WHERE cause = 'weather' AND scope_unit_id = $1 AND detail->'units' <> '[]'
       AND opened_at > $2 LIMIT 1`,
    [unitId, new Date(now - TOLD_EVERY)],
  );
  return told.length > 0 ? [] : [unitId];
}

const UNEXPLAINED = `i.ended_at IS NULL AND i.cause = 'device' AND i.fault_code IN ${OF_WEATHER}
  AND NOT EXISTS (SELECT 1 FROM incident_parent p WHERE p.child_id = i.id AND p.left_at IS NULL)`;

const unexplainedIn = (sql: Sql, unitId: UnitId): Promise<{ id: IncidentId }[]> =>
  sql.query(
    `SELECT i.id FROM incident i JOIN unit_closure c ON c.descendant_id = i.unit_id AND c.ancestor_id = $1
     WHERE ${UNEXPLAINED}`,
    [unitId],
  );

/** Incidents that open while the sky over them is known to be poor are explained before anybody is told. */
export async function explainByWeather(sql: Sql, opened: readonly IncidentId[], now: EpochMs): Promise<void> {
  if (opened.length === 0) return;
  const rows = await sql.query<{ id: IncidentId; causeId: IncidentId }>(
    `SELECT DISTINCT ON (i.id) i.id, w.id AS "causeId"
     FROM incident i JOIN unit_closure c ON c.descendant_id = i.unit_id
       JOIN incident w ON w.scope_unit_id = c.ancestor_id AND w.cause = 'weather' AND w.ended_at IS NULL
     WHERE i.id = ANY($1) AND ${UNEXPLAINED} ORDER BY i.id, c.depth`,
    [opened],
  );
  const findings = new Findings(now);
  for (const { id, causeId } of rows) findings.join(id, causeId, 'under_the_same_sky');
  await recordFindings(sql, findings);
}
