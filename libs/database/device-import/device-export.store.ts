import { Injectable } from '@nestjs/common';
import type { CameraAddress, DeviceKind, DeviceNo, EpochMs, Health, PowerSource, UnitId } from '#libs/domain';
import { UnitFinder } from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import { filterConditions } from '../registry/device-list.store.ts';
import { Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { readUnits } from './read-world.ts';

export interface ExportFilter {
  readonly unitId?: string | undefined;
  readonly kind?: DeviceKind | undefined;
  readonly health?: Health | undefined;
  readonly q?: string | undefined;
}

export interface ExportedRow {
  readonly code: string;
  readonly kind: DeviceKind;
  readonly name: string;
  /** As an import finds it again. */
  readonly unit: string;
  /** Empty when it is that of the device. */
  readonly siteUnit: string;
  readonly siteCode: string;
  readonly siteName: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly camera: (CameraAddress & { readonly username: string | null }) | null;
  readonly powerSource: PowerSource;
  readonly uplink: string | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  readonly payer: string | null;
  readonly funding: string | null;
}

type Row = Omit<ExportedRow, 'unit' | 'siteUnit'> & {
  readonly deviceNo: DeviceNo;
  readonly unitId: UnitId;
  readonly siteUnitId: UnitId;
};

const PAGE = 1_000;

/** Devices as a table that an import reads back without a change. */
@Injectable()
export class DeviceExportStore {
  constructor(private readonly database: Database) {}

  /** Throws at once what the caller may not see; the rows come page by page. */
  async rows(scope: Scope, filter: ExportFilter, now: EpochMs): Promise<AsyncGenerator<ExportedRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const finder = new UnitFinder(await readUnits(this.database, within));
    return this.#pages(within, filter, finder, now);
  }

  async *#pages(scope: Scope, filter: ExportFilter, finder: UnitFinder, now: EpochMs): AsyncGenerator<ExportedRow> {
    const named = new Map<UnitId, string>();
    const nameOf = (id: UnitId): string => {
      const known = named.get(id) ?? finder.written(id);
      named.set(id, known);
      return known;
    };
    for (let after = 0; ;) {
      const rows = await this.#page(scope, filter, after, now);
      for (const { deviceNo, unitId, siteUnitId, ...row } of rows) {
        yield { ...row, unit: nameOf(unitId), siteUnit: siteUnitId === unitId ? '' : nameOf(siteUnitId) };
        after = deviceNo;
      }
      if (rows.length < PAGE) return;
    }
  }

  #page(scope: Scope, filter: ExportFilter, after: number, now: EpochMs): Promise<Row[]> {
    const { bind, values } = new Parameters();
    const at = bind(new Date(now));
    const conditions = [
      inScope('d.unit_id', bind(scope)),
      `d.device_no > ${bind(after)}`,
      ...(filter.health === undefined ? [`d.lifecycle = 'active'`] : []),
      ...filterConditions(filter, at, bind),
    ];
    return this.database.query<Row>(
      `SELECT d.device_no AS "deviceNo", d.code, d.kind, d.name, d.unit_id AS "unitId", s.unit_id AS "siteUnitId",
         s.code AS "siteCode", s.name AS "siteName", s.landmark, s.latitude, s.longitude, w.serial, w.mac,
         w.manufacturer, w.model, d.power_source AS "powerSource", d.payer, d.funding,
         d.interval_seconds AS "intervalSeconds", d.offline_after_seconds AS "offlineAfterSeconds",
         (SELECT u.code FROM device u WHERE u.id = d.uplink_device_id) AS uplink,
         CASE WHEN e.device_id IS NOT NULL THEN json_build_object('scheme', e.scheme, 'host', e.host, 'port', e.port,
           'path', e.path, 'username', e.username) END AS camera
       FROM device d JOIN site s ON s.id = d.site_id JOIN device_health h USING (device_no)
         LEFT JOIN hardware w ON w.id = d.hardware_id LEFT JOIN camera_endpoint e ON e.device_id = d.id
       WHERE ${at}::timestamptz IS NOT NULL AND ${conditions.join(' AND ')} ORDER BY d.device_no LIMIT ${bind(PAGE)}`,
      values,
    );
  }
}
