import { IncidentStore, newId, OverviewStore, UnitContactStore } from '#libs/database';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, WatchedVillage } from '../alerting/watched-village.ts';
import { DarkPlaces } from '../stories/reasons/dark-places.ts';

jest.setTimeout(120_000);

let village: WatchedVillage;
let places: DarkPlaces;
beforeEach(async () => {
  village = await WatchedVillage.start();
  places = new DarkPlaces(village);
});
afterEach(() => village.stop());

const store = () => village.app.get(IncidentStore);
const list = async (filter: object = {}, scope = village.units.slice(0, 1)) =>
  (await store().list(scope, { limit: 100, cursor: null, ...filter })).items;

describe('the list of incidents', () => {
  it('shows a power cut once, with fifty of its devices by name and all by number; what it explains on request', async () => {
    const cameras = await places.cameras(60);
    await places.lights(1);
    await places.silence(...cameras);
    const [cut, ...others] = await list();
    expect(others).toEqual([]);
    expect(cut).toMatchObject({ cause: 'power_cut', deviceCount: 60, parentId: null, unitName: 'Thôn Tháp Thượng' });
    expect(cut?.devices).toHaveLength(50);
    expect(await list({ includeExplained: true })).toHaveLength(61);
    const explained = await list({ parentId: cut?.id });
    expect(explained).toHaveLength(60);
    expect(explained[0]).toMatchObject({ cause: 'device', deviceCount: 1, parentId: cut?.id });
    expect(await store().get(village.units, cut?.id ?? '')).toMatchObject({ explainedCount: 60 });
    await village.hear(...cameras);
    await village.pass(2 * MINUTE);
    expect(await list()).toEqual([expect.objectContaining({ cause: 'power_cut', state: 'resolved' })]);
  });

  it('shows the devices by themselves to those who do not see what explains them', async () => {
    await places.silence(...(await places.cameras(3)));
    expect(await list({}, [village.group])).toHaveLength(3);
    expect(await list({}, [village.village])).toEqual([expect.objectContaining({ cause: 'power_cut' })]);
  });

  it('names the devices of several places below the cut of the unit above them', async () => {
    const { group } = await places.newVillage('Thôn Thu Quế', village.units[0] as never);
    await places.silence(...(await places.cameras(3)), ...(await places.cameras(3, group)));
    const items = await list();
    expect(items).toEqual([expect.objectContaining({ unitName: 'Xã Ô Diên', deviceCount: 6 })]);
    expect(items[0]?.devices).toHaveLength(6);
    expect(items[0]?.extent).toEqual({ counts: { camera: 6 }, reaches: { commune: 1, village: 2, group: 2 } });
    expect(await store().get(village.units, items[0]?.id ?? '')).toMatchObject({ explainedCount: 2 });
  });
});

/** A person with an account and one grant. */
async function person(name: string, role: string, unitId: string, phone: string | null = null): Promise<string> {
  const id = newId(village.clock.now());
  const now = new Date(village.clock.now());
  await village.rows(
    `INSERT INTO app_user (id, email, name, phone, unit_id, created_at, updated_at) VALUES ($1, $6, $2, $3, $4, $5, $5)`,
    ...[id, name, phone, unitId, now, `${id}@example.org`],
  );
  await village.rows(
    `INSERT INTO user_grant (id, user_id, role, unit_id, valid_from) VALUES (gen_random_uuid(), $1, $2, $3, $4)`,
    ...[id, role, unitId, now],
  );
  return id;
}

it('is handed to a person of the caller’s own territory, as if that person had said so', async () => {
  const leaderId = await person('Trưởng thôn', 'unit_leader', village.village, '0912000001');
  const memberId = await person('Tổ viên', 'group_member', village.group);
  const officerId = await person('Cán bộ xã', 'it_officer', village.units[0] ?? '');
  await person('Thợ lắp đặt', 'installer', village.units[0] ?? '', '0912000002');
  const light = (await places.lights(1))[0] as never;
  await places.silence(light);
  const scope = [village.village];
  const [incident] = await list({}, scope);
  const id = incident?.id ?? '';
  expect((await store().people(scope, id)).map(({ name }) => name).sort()).toEqual(['Trưởng thôn', 'Tổ viên']);
  const access = { actor: { kind: 'user' as const, id: leaderId }, scope };
  const now = village.clock.now();
  const taken = await store().assign(access, id, { userId: memberId, text: 'Nhờ tổ ra xem', minutes: 60 }, now);
  expect(taken).toMatchObject({ state: 'acknowledged', acknowledgedBy: { userId: memberId, name: 'Tổ viên' } });
  expect(taken.timeline.at(-1)).toMatchObject({
    ...{ kind: 'acknowledged', reason: 'handed_over', actorName: 'Trưởng thôn', text: 'Nhờ tổ ra xem' },
    detail: { to: 'Tổ viên' },
  });
  await expect(store().assign(access, id, { userId: officerId, text: null, minutes: null }, now)).rejects.toMatchObject(
    {
      code: 'user_not_found',
    },
  );
  const contacts = await village.app.get(UnitContactStore).list([village.group], village.group);
  expect(contacts.map(({ name, phone }) => `${name} ${phone}`)).toEqual([
    'Trưởng thôn 0912000001',
    'Thợ lắp đặt 0912000002',
  ]);
});

it('the overview counts what its lists show, in the caller’s own territory only', async () => {
  const other = await places.newVillage('Thôn Thu Quế', village.units[0] as never);
  const cameras = await places.cameras(4);
  await places.lights(2);
  const [lone] = await places.lights(1, other.group);
  await places.silence(...cameras);
  await places.silence(lone as never);
  const overview = (scope: readonly string[], unitId?: string) =>
    village.app.get(OverviewStore).read(scope as typeof village.units, unitId, village.clock.now());
  const all = await overview(village.units.slice(0, 1));
  expect(all.total).toMatchObject({ devices: 7, withFaults: 0, byHealth: { offline: 5, online: 2 } });
  expect(all.byKind.map(({ kind, byHealth }) => [kind, byHealth.offline]).sort()).toEqual([
    ['camera', 4],
    ['solar_light', 1],
  ]);
  expect(all.byUnit.map(({ name, devices, byHealth }) => [name, devices, byHealth.offline])).toEqual([
    ['Thôn Tháp Thượng', 6, 4],
    ['Thôn Thu Quế', 1, 1],
  ]);
  expect(all.longest).toHaveLength(5);
  expect(all.causes).toMatchObject([{ cause: 'power_cut', extent: { counts: { camera: 4 } } }]);
  expect([all.unacknowledged, all.acknowledged]).toEqual([2, 0]);
  expect(all.unacknowledged).toBe((await list({ state: 'open' })).length);
  expect(all.trend).toHaveLength(14);
  const today = all.trend.at(-1);
  expect(today).toMatchObject({ day: '2026-11-21', incidents: 2 });
  expect(await list({ openedFrom: today?.from, openedBefore: today?.before, cause: 'shared' })).toHaveLength(1);
  expect(await list({ state: 'unresolved', cause: 'device' })).toHaveLength(1);
  const small = await overview([other.village]);
  expect(small).toMatchObject({ total: { devices: 1 }, causes: [], unacknowledged: 1, byUnit: [{ name: 'Tổ 1' }] });
});
