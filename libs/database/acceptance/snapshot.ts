import { createHash } from 'node:crypto';
import type { CameraCheckResult, Certificate, EpochMs, StepResult } from '#libs/domain';
import type { Sql } from '../sql.ts';
import type { RunningTest } from './read-facts.ts';

/** Everything about a finished test but its number, which counts the passed ones. */
export type Snapshot = Omit<Certificate, 'number' | 'checkCode'>;

/** The device, its place and its steps as they are at the end of the test; `says`: what a camera tells of itself. */
export async function takeSnapshot(
  sql: Sql,
  test: RunningTest & { readonly startedName: string | null },
  steps: readonly StepResult[],
  says: CameraCheckResult['says'],
  now: EpochMs,
): Promise<Snapshot> {
  const [row] = await sql.query<Pick<Snapshot, 'device' | 'site' | 'units' | 'timeZone'>>(
    `SELECT json_build_object('id', d.id, 'code', d.code, 'kind', d.kind, 'name', d.name,
         'manufacturer', coalesce(w.manufacturer, $2::jsonb ->> 'manufacturer', l.facts ->> 'manufacturer'),
         'model', coalesce(w.model, $2::jsonb ->> 'model', l.facts ->> 'model'), 'serial', coalesce(w.serial, $2::jsonb ->> 'serial', l.facts ->> 'serial'),
         'mac', w.mac, 'firmware', coalesce(w.firmware, $2::jsonb ->> 'firmware', l.facts ->> 'firmware')) AS device,
       json_build_object('id', s.id, 'code', s.code, 'landmark', s.landmark, 'latitude', s.latitude,
         'longitude', s.longitude) AS site,
       ARRAY(SELECT up.name FROM unit_closure c JOIN unit up ON up.id = c.ancestor_id
         WHERE c.descendant_id = d.unit_id ORDER BY c.depth) AS units,
       u.time_zone AS "timeZone"
     FROM device d JOIN site s ON s.id = d.site_id JOIN unit u ON u.id = d.unit_id
     LEFT JOIN hardware w ON w.id = d.hardware_id LEFT JOIN device_latest l ON l.device_no = d.device_no
     WHERE d.device_no = $1`,
    [test.deviceNo, JSON.stringify(says)],
  );
  if (row === undefined) throw new Error(`no device ${test.deviceNo}`);
  return { ...row, startedAt: test.startedAt, finishedAt: now, startedBy: test.startedName, steps };
}

/** Twelve characters over all of it, the same on paper and on the screen. */
export function checkCodeOf(snapshot: Snapshot): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(snapshot)))
    .digest('hex')
    .toUpperCase();
  return [digest.slice(0, 4), digest.slice(4, 8), digest.slice(8, 12)].join('-');
}

/** The database keeps no order of names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
