import {
  type Cover,
  type CoverFacts,
  coverOf,
  type Connectivity,
  type DeviceNo,
  type DeviceTrouble,
  type DeviceKind,
  type EpochMs,
  OUTAGE_GRACE,
  type PowerSource,
} from '#libs/domain';
import type { Sql } from '../sql.ts';
import { COVERS_DEVICE, toWindow, WINDOW_COLUMNS, type WindowColumns } from './window-columns.ts';

/** Not over yet, as far as the columns tell; `at` is a placeholder. */
const notOver = (at: string): string => `(w.ended_at IS NULL OR w.ended_at > ${at})
  AND (w.until_at IS NULL OR w.until_at > ${at}::timestamptz - interval '${OUTAGE_GRACE} milliseconds')
  AND (w.last_day IS NULL OR w.last_day >= ${at}::date - 3)`;

interface Row {
  device_no: DeviceNo;
  maintenance_until: Date | null;
  kind: DeviceKind;
  power_source: PowerSource;
  connectivity: Connectivity;
  windows: WindowColumns[] | null;
}

/** What is planned for some devices: ask it of one device and one trouble at a time. */
export class Covers {
  private constructor(
    private readonly byDevice: ReadonlyMap<DeviceNo, CoverFacts & { readonly connectivity: Connectivity }>,
    private readonly now: EpochMs,
  ) {}

  static async read(sql: Sql, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<Covers> {
    const rows = await sql.prepared<Row>(
      `SELECT d.device_no, d.maintenance_until, d.kind, d.power_source, h.connectivity,
         (SELECT json_agg(found) FROM (
            SELECT ${WINDOW_COLUMNS} FROM maintenance_window w WHERE ${notOver('$2')} AND ${COVERS_DEVICE}
          ) found) AS windows
       FROM device d JOIN device_health h USING (device_no) WHERE d.device_no = ANY($1)`,
      [deviceNos, new Date(now)],
    );
    return new Covers(
      new Map(
        rows.map((row) => [
          row.device_no,
          {
            maintenanceUntil: row.maintenance_until?.getTime() ?? null,
            kind: row.kind,
            powerSource: row.power_source,
            connectivity: row.connectivity,
            windows: (row.windows ?? []).map(toWindow),
          },
        ]),
      ),
      now,
    );
  }

  /** `trouble` null: of a device that talks. */
  of(deviceNo: DeviceNo, trouble: DeviceTrouble | null): Cover | null {
    const facts = this.byDevice.get(deviceNo);
    return facts === undefined ? null : coverOf(facts, trouble, this.now);
  }

  /** What hides how the device is: planned work always, a planned power outage only its silence. */
  shown(deviceNo: DeviceNo): Cover | null {
    const connectivity = this.byDevice.get(deviceNo)?.connectivity;
    const silent = connectivity === 'offline' || connectivity === 'suspect';
    return this.of(deviceNo, silent ? 'offline' : null);
  }
}

/** onMains (libs/domain) in SQL. */
const ON_MAINS = `(d.power_source IN ('mains','poe') OR (d.power_source = 'unknown' AND d.kind <> 'solar_light'))`;

/**
 * "Planned work or a planned power outage hides the device `d` with the health row `h`" (Covers.shown in SQL, for lists
 * and counts); `now` is a placeholder.
 */
export const isHidden = (now: string): string => `(d.maintenance_until > ${now}
  OR d.unit_id IN (SELECT c.descendant_id FROM open_maintenance(${now}) m JOIN unit_closure c ON c.ancestor_id = m.unit_id
      WHERE m.kind = 'work')
  OR d.site_id IN (SELECT m.site_id FROM open_maintenance(${now}) m WHERE m.kind = 'work' AND m.site_id IS NOT NULL)
  OR d.device_no IN (SELECT m.device_no FROM open_maintenance(${now}) m WHERE m.kind = 'work' AND m.device_no IS NOT NULL)
  OR (h.connectivity IN ('suspect','offline') AND ${ON_MAINS} AND (
    d.unit_id IN (SELECT c.descendant_id FROM open_maintenance(${now}) m JOIN unit_closure c ON c.ancestor_id = m.unit_id)
    OR d.site_id IN (SELECT m.site_id FROM open_maintenance(${now}) m WHERE m.site_id IS NOT NULL)
    OR d.device_no IN (SELECT m.device_no FROM open_maintenance(${now}) m WHERE m.device_no IS NOT NULL))))`;
