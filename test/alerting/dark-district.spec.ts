import type { DeviceNo, UnitId } from '#libs/domain';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, T0, WatchedVillage } from './watched-village.ts';

jest.setTimeout(300_000);

const VILLAGES = 101;
const GROUPS_A_VILLAGE = 4;
const MAINS = 2_856;
const LIGHTS = 1_800;
const STRIDE = 5 * SECOND;

let district: WatchedVillage;
let [mains, lights]: [DeviceNo[], DeviceNo[]] = [[], []];

beforeAll(async () => {
  district = await WatchedVillage.start();
  const region = await district.unit('region', 'Huyện Đan Phượng');
  const groups: UnitId[] = [];
  await district.target('/district', { unitId: region });
  for (let c = 0; c < 3; c++) {
    const commune = await district.unit('commune', `Xã ${c + 1}`, region);
    await district.target(`/commune/${c}`, { unitId: commune });
    for (let v = c; v < VILLAGES; v += 3) {
      const village = await district.unit('village', `Thôn ${v + 1}`, commune);
      await district.target(`/village/${v}`, { unitId: village });
      for (let g = 0; g < GROUPS_A_VILLAGE; g++) {
        const group = await district.unit('group', `Tổ tự quản số ${g + 1}`, village);
        await district.target(`/group/${v}-${g}`, { unitId: group });
        groups.push(group);
      }
    }
  }
  mains = await register(groups, MAINS, 'camera', 'mains');
  lights = await register(groups, LIGHTS, 'solar_light', 'solar');
  await district.hear(...mains, ...lights);
  await district.rows('ANALYZE');
  await district.pass(10 * SECOND);
});
afterAll(() => district.stop());

/** Spread over the groups, each on a pole of its own. */
async function register(groups: UnitId[], count: number, kind: string, power: string): Promise<DeviceNo[]> {
  const rows = await district.rows<{ device_no: DeviceNo }>(
    `WITH pole AS (
       INSERT INTO site (id, code, unit_id, public_token, search, created_at, updated_at)
       SELECT gen_random_uuid(), $2 || '-' || n, ($1::uuid[])[1 + n % cardinality($1::uuid[])], gen_random_uuid(), '', $5, $5
       FROM generate_series(1, $4::int) n RETURNING id, code, unit_id),
     made AS (
       INSERT INTO device (id, kind, code, name, site_id, unit_id, power_source, interval_seconds, offline_after_seconds,
         search, created_at, updated_at)
       SELECT gen_random_uuid(), $2, code, code, id, unit_id, $3, 60, 180, '', $5, $5 FROM pole RETURNING device_no)
     INSERT INTO device_health (device_no, since, known_at) SELECT device_no, $5, $5 FROM made RETURNING device_no`,
    ...[groups, kind, power, count, new Date(T0)],
  );
  return rows.map((row) => row.device_no);
}

/** Time passes; the doors propose whom they have not heard, as they do each second. */
async function pass(ms: number, stride = STRIDE): Promise<void> {
  for (const until = district.clock.now() + ms; district.clock.now() < until;) {
    await district.rows(
      `INSERT INTO silence_candidate (device_no, proposed_at)
       SELECT l.device_no, $1 FROM device_latest l JOIN device_health h USING (device_no)
       WHERE h.connectivity IN ('online','suspect') AND l.last_contact_at <= $1::timestamptz
         - CASE h.connectivity WHEN 'online' THEN interval '90 s' ELSE interval '180 s' END
       ON CONFLICT DO NOTHING`,
      new Date(district.clock.now()),
    );
    await district.pass(stride, stride);
  }
}

/** In twelve parts over a minute. */
async function overAMinute(devices: DeviceNo[], change: (part: DeviceNo[]) => unknown): Promise<void> {
  const size = Math.ceil(devices.length / 12);
  for (let start = 0; start < devices.length; start += size) {
    await change(devices.slice(start, start + size));
    await pass(STRIDE);
  }
}

/** When messages left, by the clock of the district, and how many each target got. */
async function leaving(event: string) {
  const rows = await district.rows<{ name: string; count: number; first: Date; last: Date }>(
    `SELECT t.name, count(*)::int AS count, min(n.accepted_at) AS first, max(n.accepted_at) AS last
     FROM notification n JOIN target t ON t.id = n.target_id
     WHERE n.state = 'accepted' AND n.event = $1 GROUP BY t.name ORDER BY t.name`,
    event,
  );
  const times = rows.flatMap(({ first, last }) => [first.getTime(), last.getTime()]);
  return { targets: rows, first: Math.min(...times), last: Math.max(...times) };
}

const known = async (to: string): Promise<number> => {
  const [row] = await district.rows<{ at: Date }>(
    `SELECT min(known_at) AS at FROM transition WHERE kind = 'connectivity' AND to_value = $1 AND known_at > $2`,
    ...[to, new Date(T0 + MINUTE)],
  );
  return row?.at.getTime() ?? NaN;
};

const words = (path: string): string[] => district.said(path);

describe('a district without power', () => {
  it('is one message for each group, village, commune and the district, none for a device, all within five minutes', async () => {
    await pass(MINUTE);
    await overAMinute(mains, (part) => district.hush(...part));
    await pass(8 * MINUTE, 3 * STRIDE);
    const { targets, first, last } = await leaving('incident.opened');
    const deadline = await known('offline');
    expect(targets.map(({ count }) => count)).toEqual(targets.map(() => 1));
    expect(targets).toHaveLength(VILLAGES * (1 + GROUPS_A_VILLAGE) + 4);
    expect(first - deadline).toBeLessThanOrEqual(90 * SECOND);
    expect(last - deadline).toBeLessThanOrEqual(5 * MINUTE);
    expect(words('/district')).toEqual([
      expect.stringMatching(/^Mất điện ở 101 thôn của huyện Đan Phượng từ 19h4\d: 2856 camera ngừng hoạt động\.$/),
    ]);
    expect(words('/commune/0')).toEqual([expect.stringMatching(/^Mất điện ở 34 thôn của xã 1 từ 19h4\d: \d+ camera/)]);
    expect(words('/village/0')).toEqual([expect.stringMatching(/^Mất điện cả thôn 1 từ 19h4\d: \d+ camera/)]);
    expect(words('/group/0-0')).toEqual([expect.stringMatching(/^Mất điện cả thôn 1 .* của tổ tự quản số 1 ngừng/)]);
  });

  it('is told once to each when the power is back; three cameras that stay dead are told to their groups afterwards', async () => {
    const dead = mains.slice(0, 3);
    await overAMinute(mains.slice(3), (part) => district.hear(...part));
    const back = await known('online');
    await pass(12 * MINUTE, 3 * STRIDE);
    const { targets, first, last } = await leaving('incident.resolved');
    expect(targets.map(({ count }) => count)).toEqual(targets.map(() => 1));
    expect(targets).toHaveLength(VILLAGES * (1 + GROUPS_A_VILLAGE) + 4);
    expect(first).toBeGreaterThan(back);
    expect(last - back).toBeLessThanOrEqual(5 * MINUTE);
    expect(words('/district').slice(1)).toEqual([
      expect.stringMatching(
        /^101 thôn của huyện Đan Phượng có điện lại lúc \d+h\d\d, sau \d+ phút\. Còn 3 camera chưa hoạt động lại\.$/,
      ),
    ]);
    const opened = await leaving('incident.opened');
    const again = opened.targets.filter(({ count }) => count > 1).map(({ name }) => name);
    const groups = await district.rows<{ name: string }>(
      `SELECT t.name FROM device d JOIN target t ON t.unit_id = d.unit_id WHERE d.device_no = ANY($1) ORDER BY 1`,
      dead,
    );
    expect(again).toEqual(groups.map(({ name }) => name));
    expect(opened.targets.reduce((sum, { count }) => sum + count, 0)).toBe(targets.length + 3);
  });
});
