import { Injectable } from '@nestjs/common';
import {
  assumedProfile,
  batteryWear,
  completed,
  type DeviceId,
  type LightMemory,
  type LightProfile,
  panelWear,
  PLANNED_FROM,
  type UnitId,
  type Wear,
} from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { OF_PROFILE, PROFILE_OR_NULL } from './light-rows.ts';

export type LightPart = 'battery' | 'panel';

interface Row {
  readonly deviceId: DeviceId;
  readonly deviceNo: number;
  readonly code: string;
  readonly name: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly landmark: string | null;
  readonly wear: number;
}
type ReadRow = Row & { readonly memory: LightMemory; readonly profile: LightProfile | null };
export type PlannedLightRow = Row & Pick<Wear, 'reasons' | 'trend'>;

/** Which batteries to replace and which panels to wipe first. */
@Injectable()
export class LightPlanStore {
  constructor(private readonly database: Database) {}

  /** The most worn first. */
  async list(
    scope: Scope,
    { part, unitId, limit, cursor }: PageRequest & { readonly part: LightPart; readonly unitId?: string | undefined },
  ): Promise<PageOf<PlannedLightRow>> {
    const within = await narrowed(this.database, scope, unitId);
    const { bind, values } = new Parameters();
    const wear = part === 'battery' ? 'm.battery_wear::float8' : 'm.panel_wear::float8';
    const conditions = [
      `${wear} >= ${bind(PLANNED_FROM)}`,
      `d.lifecycle = 'active'`,
      inScope('d.unit_id', bind(within)),
    ];
    const key = readCursor(cursor, ['number', 'number']);
    if (key) conditions.push(`(-${wear}, d.device_no) > (${bind(key[0])}, ${bind(key[1])})`);
    const rows = await this.database.query<ReadRow>(
      `SELECT d.id AS "deviceId", d.device_no AS "deviceNo", d.code, d.name, d.unit_id AS "unitId", u.name AS "unitName",
         s.landmark, ${wear} AS wear, m.memory, ${PROFILE_OR_NULL} AS profile
       FROM light_memory m JOIN device d USING (device_no) JOIN unit u ON u.id = d.unit_id JOIN site s ON s.id = d.site_id
         ${OF_PROFILE}
       WHERE ${conditions.join(' AND ')} ORDER BY -${wear}, d.device_no LIMIT ${bind(limit + 1)}`,
      values,
    );
    const page = toPage(rows, limit, (row) => [-row.wear, row.deviceNo]);
    return { ...page, items: page.items.map((row) => explained(row, part)) };
  }
}

function explained({ memory: stored, profile, ...row }: ReadRow, part: LightPart): PlannedLightRow {
  const memory = completed(stored);
  const found = part === 'panel' ? panelWear(memory) : batteryWear(memory, profile ?? assumedProfile(null));
  return { ...row, reasons: found?.reasons ?? [], trend: found?.trend ?? [] };
}
