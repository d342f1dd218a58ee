import { type EpochMs, type HardwareId, normalizeMac, normalizeSerial } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { newId } from '../new-id.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import type { Sql } from '../sql.ts';
import { assignments, Parameters } from '../sql-text.ts';

export interface HardwareFields {
  readonly manufacturer?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly serial?: string | null | undefined;
  readonly mac?: string | null | undefined;
}

/** Serial number and MAC in their one way of writing. */
export const normalizedHardware = (fields: HardwareFields): HardwareFields => ({
  ...fields,
  serial: fields.serial ? normalizeSerial(fields.serial) : fields.serial,
  mac: fields.mac ? normalizeMac(fields.mac) : fields.mac,
});

/** As stored: serial number and MAC in their one way of writing. */
export interface StoredHardware {
  readonly id: HardwareId;
  readonly model: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
}

export async function insertHardware(
  sql: Sql,
  scope: Scope,
  given: HardwareFields,
  now: EpochMs,
): Promise<StoredHardware> {
  const { manufacturer = null, model = null, serial = null, mac = null } = normalizedHardware(given);
  const id = newId<HardwareId>(now);
  await refuseTwins(sql, scope, { serial, mac }, id);
  await sql.prepared(
    `INSERT INTO hardware (id, manufacturer, model, serial, mac, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [id, manufacturer, model, serial, mac, new Date(now)],
  );
  return { id, model, serial, mac };
}

export async function updateHardware(
  sql: Sql,
  scope: Scope,
  id: HardwareId,
  given: HardwareFields,
  now: EpochMs,
): Promise<void> {
  const fields = normalizedHardware(given);
  await refuseTwins(sql, scope, fields, id);
  const { bind, values } = new Parameters();
  const { manufacturer, model, serial, mac } = fields;
  const set = assignments({ manufacturer, model, serial, mac }, bind);
  if (set === null) return;
  await sql.query(`UPDATE hardware SET ${set}, updated_at = ${bind(new Date(now))} WHERE id = ${bind(id)}`, values);
}

const TAKEN = { serial: 'serial_taken', mac: 'mac_taken' } as const satisfies Record<string, RefusalCode>;

/** One thing is registered once. What is in the way is named only to those who may see it. */
async function refuseTwins(
  sql: Sql,
  scope: Scope,
  numbers: Pick<HardwareFields, 'serial' | 'mac'>,
  own: HardwareId,
): Promise<void> {
  for (const field of ['serial', 'mac'] as const) {
    if (!numbers[field]) continue;
    const [twin] = await sql.prepared<{ id: string | null; code: string; name: string; visible: boolean }>(
      `SELECT d.id, d.code, d.name, ${inScope('d.unit_id', '$1')} AS visible
       FROM hardware w LEFT JOIN device d ON d.hardware_id = w.id
       WHERE w.${field} = $2 AND w.retired_at IS NULL AND w.id <> $3 LIMIT 1`,
      [scope, numbers[field], own],
    );
    if (!twin) continue;
    const { id, code, name } = twin;
    throw new Refusal(TAKEN[field], { field, ...(twin.visible && { device: { id, code, name } }) });
  }
}
