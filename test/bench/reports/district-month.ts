import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { Database, DatabaseModule } from '#libs/database';
import { DAY, type DeviceKind, monthAt, monthSpan, type UnitId } from '#libs/domain';
import { registerCrowd } from '../../harness/crowd.ts';
import { Registry } from '../../harness/registry.ts';

const COMMUNES = 3;
const VILLAGES = 101;
const GROUPS_A_VILLAGE = 6;
const OUTAGES_A_DEVICE = 10;
const ZONE = 'Asia/Ho_Chi_Minh';

@Module({})
class Root {}

/** As the district of the demo: of a hundred devices 58 cameras, 39 lights and 3 hotspots. */
const kindOf = (index: number): DeviceKind => {
  const place = index % 100;
  return place < 58 ? 'camera' : place < 97 ? 'solar_light' : 'wifi_hotspot';
};

/** A region of the demo's size with a month of outages behind it, each an incident of its own. */
export class DistrictMonth {
  private constructor(
    readonly unitId: UnitId,
    readonly villages: readonly UnitId[],
    readonly month: string,
    readonly transitions: number,
    readonly incidents: number,
  ) {}

  static async found(url: string, devices: number): Promise<DistrictMonth> {
    const root = { module: Root, imports: [DatabaseModule.forRoot({ url, poolSize: 4 })] };
    const app = await NestFactory.createApplicationContext(root, { logger: false });
    const now = Date.now();
    // The last month that is over.
    const month = monthAt(monthSpan(monthAt(now, ZONE), ZONE).from - DAY, ZONE);
    const span = monthSpan(month, ZONE);
    const registry = await Registry.on(app, now);
    const region = await registry.unit('region', 'Huyện Đan Phượng', now);
    const villages: UnitId[] = [];
    const groups: UnitId[] = [];
    for (let commune = 0; commune < COMMUNES; commune += 1) {
      const above = await registry.unit('commune', `Xã ${commune + 1}`, now, region);
      for (let village = commune; village < VILLAGES; village += COMMUNES) {
        const villageId = await registry.unit('village', `Thôn ${village + 1}`, now, above);
        villages.push(villageId);
        for (let group = 1; group <= GROUPS_A_VILLAGE; group += 1)
          groups.push(await registry.unit('group', `Tổ tự quản số ${group}`, now, villageId));
      }
    }
    const crowd = Array.from({ length: devices }, (_, index) => ({
      code: `tb-${index}`,
      name: `Thiết bị ${index}`,
      kind: kindOf(index),
      unitId: groups[index % groups.length] as UnitId,
      ...{ power: 'mains' as const, landmark: `ngõ số ${index % 40}`, behind: null },
      ...{ intervalSeconds: 60, offlineAfterSeconds: 180 },
    }));
    await registerCrowd(app.get(Database), crowd, span.from - DAY);
    await app.close();
    const log = await writeLog(url, span.from, span.until);
    return new DistrictMonth(region, villages, month, log.transitions, log.incidents);
  }
}

/** Every device falls silent ten times, each time for up to a day, spread over the month. */
async function writeLog(url: string, from: number, until: number): Promise<{ transitions: number; incidents: number }> {
  const sql = new Client(url);
  await sql.connect();
  const step = (until - from) / OUTAGES_A_DEVICE / 1_000;
  const outages = `
    SELECT d.device_no, d.unit_id, d.site_id, d.kind,
      $1::timestamptz + (n * ${step} + abs(hashint4(d.device_no * 100 + n)) % ${Math.floor(step / 2)}) * interval '1 second' AS began,
      (abs(hashint4(d.device_no * 100 + n + 50)) % ${Math.floor(step / 3)} + 60) * interval '1 second' AS length
    FROM device d CROSS JOIN generate_series(0, ${OUTAGES_A_DEVICE - 1}) n`;
  const transition = `INSERT INTO transition (id, device_no, unit_id, site_id, kind, to_value, blame, reason, rule, occurred_at, known_at)`;
  await sql.query(
    `${transition} SELECT gen_random_uuid(), device_no, unit_id, site_id, 'connectivity', 'online', 'device', 'first_contact', 'bench/1', $1, $1 FROM device`,
    [new Date(from - DAY)],
  );
  await sql.query(
    `${transition} SELECT gen_random_uuid(), device_no, unit_id, site_id, 'connectivity', to_value, blame, 'bench', 'bench/1', at, at
     FROM (${outages}) o CROSS JOIN LATERAL (VALUES
       ('offline', (ARRAY['device','grid','uplink'])[1 + device_no % 3], began), ('online', 'device', began + length)
     ) AS change (to_value, blame, at) ORDER BY at`,
    [new Date(from)],
  );
  await sql.query(
    `INSERT INTO incident (id, identity, cause, device_no, scope_unit_id, unit_id, site_id, severity, state, reason, rule,
       started_at, opened_at, ended_at, resolved_at)
     SELECT gen_random_uuid(), 'device:' || device_no || ':offline', 'device', device_no, unit_id, unit_id, site_id, 'major',
       'resolved', 'bench', 'bench/1', began, began + interval '3 minutes', began + length,
       greatest(began + length, began + interval '3 minutes') FROM (${outages}) o`,
    [new Date(from)],
  );
  await sql.query(
    `INSERT INTO incident_event (id, incident_id, at, kind, reason, actor_kind, actor_name)
     SELECT gen_random_uuid(), id, opened_at + interval '10 minutes', 'acknowledged', 'going_to_check', 'link', 'Tổ ' || device_no % 7
     FROM incident WHERE device_no % 3 > 0`,
  );
  const { rows } = await sql.query<{ transitions: number; incidents: number }>(
    `SELECT (SELECT count(*)::int FROM transition) AS transitions, (SELECT count(*)::int FROM incident) AS incidents`,
  );
  await sql.query('VACUUM ANALYZE');
  await sql.end();
  return rows[0] ?? { transitions: 0, incidents: 0 };
}
