import {
  ApiKeyStore,
  AvailabilityStore,
  DeviceHardwareStore,
  DeviceListStore,
  DutyStore,
  GrantStore,
  IncidentStore,
  MaintenanceStore,
  PolicyStore,
  ReportStore,
  SuccessionStore,
  TargetStore,
  UnitListStore,
  UnitStore,
  UserStore,
  VillagePages,
} from '#libs/database';
import type { DeviceNo, TargetId, UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, T0, WatchedVillage } from '../alerting/watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
let light: DeviceNo;
let groupTarget: TargetId;
beforeEach(async () => {
  village = await WatchedVillage.start();
  groupTarget = await village.target('/group');
  light = await village.device('Đèn cổng làng');
  await village.hear(light);
});
afterEach(() => village.stop());

const sent = () => village.receiver.received.map(({ path, body }) => `${path} ${body.type.replace('incident.', '')}`);
const access = (scope = village.units) => ({ actor: { kind: 'system', id: null } as const, scope });
const idOf = async (deviceNo: DeviceNo): Promise<string> =>
  (await village.rows<{ id: string }>('SELECT id FROM device WHERE device_no = $1', deviceNo))[0]?.id ?? '';
async function fails(device: DeviceNo): Promise<void> {
  village.hush(device);
  await village.pass(16 * SECOND);
  await village.fallSilent(device);
  await village.pass(65 * SECOND);
}

describe('a light is replaced while it is dark', () => {
  it('one incident from the silence of the old one to the first word of the new one; availability runs through', async () => {
    await fails(light);
    await village.pass(20 * MINUTE, MINUTE);
    const id = await idOf(light);
    const replacedAt = village.clock.now();
    const thing = { serial: 'MOI-1', model: 'LED-60', secret: null, endpoint: null };
    const device = await village.app.get(DeviceHardwareStore).replace(access(), id, thing, replacedAt);
    expect(device).toMatchObject({ id, connectivity: 'offline', hardware: { serial: 'MOI-1' } });
    await village.pass(MINUTE);
    expect(sent()).toEqual(['/group opened']);
    await village.hear(light);
    await village.pass(65 * SECOND);
    expect(sent()).toEqual(['/group opened', '/group resolved']);
    const period = { from: T0, until: village.clock.now() };
    const fared = await village.app.get(AvailabilityStore).ofDevice(village.units, id, period);
    expect(fared.hardwareChanges).toEqual([{ at: replacedAt, from: null, to: 'LED-60 (MOI-1)' }]);
    const down = Object.values(fared.downMs).reduce((sum, ms) => sum + ms, 0);
    expect(fared.upMs + down).toBe(period.until - period.from);
    expect(down).toBeGreaterThan(20 * MINUTE);
  });
});

describe('a commune is split in two as on 1 July 2025', () => {
  const from = <Store>(store: new (...parts: never[]) => Store): Store => village.app.get(store);
  const rootId = async () => (await from(UnitStore).roots())[0] as UnitId;
  const manager = async () => ({
    ...access([await rootId()]),
    grants: [{ role: 'admin', unitId: await rootId() }] as const,
  });
  const commune = () => village.units[0] as UnitId;

  /** A rota, a key, planned work and a residents' page, all of the commune as a whole. */
  async function belongToTheCommune(targetId: TargetId): Promise<void> {
    const [by, now, unitId] = [await manager(), village.clock.now(), commune()];
    const shift = { targetId, weekday: 6, from: '18:00', to: '06:00' } as const;
    await from(DutyStore).put(by, unitId, { shifts: [shift], overrides: [] }, null, now);
    const key = { name: 'máy quét', role: 'viewer', unitId, expiresAt: now + 300 * MINUTE } as const;
    await from(ApiKeyStore).create(by, { ...key, prefix: 'ct', hash: Buffer.alloc(32, 1), hashKeyId: 'k1' }, now);
    const work = { kind: 'work', source: 'person', place: { kind: 'unit', id: unitId }, reason: 'Diễn tập' } as const;
    const from_ = now + 200 * MINUTE;
    const schedule = { kind: 'once', from: from_, until: from_ + 60 * MINUTE } as const;
    await from(MaintenanceStore).create(by, { ...work, schedule }, now);
    await from(VillagePages).put(by, unitId, { isOpen: true, links: [] }, null, now);
  }

  /** What there is once goes to the heir, planned work holds in every part, nothing stays behind or may come. */
  async function expectToFollow(old: UnitId, part: UnitId, heir: UnitId): Promise<void> {
    const [by, now] = [await manager(), village.clock.now()];
    expect((await from(DutyStore).get(by.scope, heir, now)).onDuty).toHaveLength(1);
    expect((await from(DutyStore).get(by.scope, part, now)).shifts).toEqual([]);
    const keys = await village.rows<{ unitId: UnitId }>('SELECT unit_id AS "unitId" FROM api_key');
    expect(keys).toEqual([{ unitId: heir }]);
    const planned = await village.rows<{ unitId: UnitId }>('SELECT unit_id AS "unitId" FROM maintenance_window');
    expect(planned.map(({ unitId }) => unitId).sort()).toEqual([part, heir].sort());
    expect((await from(VillagePages).get(by.scope, heir)).isOpen).toBe(true);
    const month = { month: '2026-11', period: { from: T0, until: now } };
    expect((await from(ReportStore).rows(old, month as never, 100)).devices).toEqual([]);
    const more = { name: 'Tổ mới', kind: 'group', parentId: old } as const;
    await expect(from(UnitStore).create(by, more, now)).rejects.toMatchObject({
      code: 'unit_has_ended',
      details: { names: 'Xã Tháp Thượng, Xã Ô Diên Mới' },
    });
  }

  it('devices, rights, open incidents, targets and reports end where they belong; the old name still finds them', async () => {
    const top = await rootId();
    const other = await village.unit('village', 'Thôn Đông Hạ', commune());
    const [away, own] = [
      await village.device('Đèn Đông Hạ', 'solar_light', other),
      await village.device('Đèn ủy ban', 'solar_light', commune()),
    ];
    await village.hear(away, own);
    const communeTarget = await village.target('/commune', { unitId: commune() });
    const provinceTarget = await village.target('/province', { unitId: top });
    const now = village.clock.now();
    // Who stands in for whom: the group for nobody, the commune for the group, the province for the commune.
    await from(TargetStore).update(await manager(), groupTarget, { fallbackTargetId: communeTarget }, null, now);
    await from(TargetStore).update(await manager(), communeTarget, { fallbackTargetId: provinceTarget }, null, now);
    await belongToTheCommune(communeTarget);
    await from(UnitStore).update(await manager(), commune(), { code: '09784' }, null, now);
    await from(PolicyStore).put(
      await manager(),
      village.village,
      { escalation: [{ afterMinutes: 30, unitId: commune() }] } as never,
      null,
      now,
    );
    const person = {
      email: 'xa@example.org',
      name: 'Cán bộ xã',
      unitId: commune(),
      passwordHash: null,
      phone: null,
      language: 'vi',
    } as const;
    const { id: officerId } = await from(UserStore).create(await manager(), person as never, now);
    await from(GrantStore).add(await manager(), officerId, { role: 'it_officer', unitId: commune() }, now);
    await fails(own);
    expect(sent()).toEqual(['/commune opened']);

    const split = {
      effectiveOn: '2025-07-01',
      parts: [
        { name: 'Xã Tháp Thượng', code: '09784', units: [village.village] },
        { name: 'Xã Ô Diên Mới', code: '09787', rest: true },
      ],
    };
    const rehearsed = await from(SuccessionStore).split(await manager(), commune(), split, true, village.clock.now());
    expect(rehearsed.parts).toMatchObject([
      {
        name: 'Xã Tháp Thượng',
        came: { units: 1, sites: 0, devices: 0, targets: 0 },
        devices: 1,
        openIncidents: 0,
        told: 'above',
      },
      {
        name: 'Xã Ô Diên Mới',
        came: { units: 1, sites: 1, devices: 1, targets: 1 },
        devices: 2,
        openIncidents: 1,
        told: 'here',
      },
    ]);
    expect(rehearsed.grants).toBe(1);
    expect(rehearsed.fallbacks).toEqual([
      { targetId: groupTarget, name: '/group', unitName: 'Tổ tự quản số 5', from: '/commune', to: '/province' },
    ]);
    expect(await village.rows('SELECT 1 FROM unit_succession')).toEqual([]);

    const done = await from(SuccessionStore).split(await manager(), commune(), split, false, village.clock.now());
    const [first, second] = done.parts.map(({ unitId }) => unitId) as [UnitId, UnitId];
    const devicesOf = async (unitId: UnitId) =>
      (
        await from(DeviceListStore).list(
          [unitId],
          { limit: 50, cursor: null, sort: 'name' } as never,
          village.clock.now(),
        )
      ).items.map(({ name }) => name);
    expect([await devicesOf(first), await devicesOf(second), await devicesOf(commune())]).toEqual([
      ['Đèn cổng làng'],
      ['Đèn Đông Hạ', 'Đèn ủy ban'],
      [],
    ]);
    const { grants } = await from(UserStore).get([top], officerId);
    expect(grants.map(({ role, unitId }) => [role, unitId])).toEqual(
      expect.arrayContaining([
        ['it_officer', first],
        ['it_officer', second],
      ]),
    );
    expect(grants).toHaveLength(2);
    await expectToFollow(commune(), first, second);
    const standIns = await village.rows<{ id: TargetId; to: TargetId | null }>(
      'SELECT id, fallback_target_id AS "to" FROM target WHERE fallback_target_id IS NOT NULL',
    );
    // The group went elsewhere than the commune's office: its stand-in is the one above both.
    expect(new Map(standIns.map(({ id, to }) => [id, to]))).toEqual(
      new Map([
        [groupTarget, provinceTarget],
        [communeTarget, provinceTarget],
      ]),
    );
    const policies = await village.rows<{ text: string }>(
      'SELECT escalation::text AS text FROM unit_policy WHERE unit_id = $1',
      village.village,
    );
    expect(policies[0]?.text).toContain(first);

    // The light in front of the office speaks again: who was told hears of it; later troubles find the new units.
    const [open] = (await from(IncidentStore).list([second], { limit: 5, cursor: null })).items;
    expect(open).toMatchObject({ unitId: second, state: 'open' });
    expect((await from(IncidentStore).get([second], open?.id ?? '')).timeline.map((line) => line.kind)).toContain(
      'moved',
    );
    await village.hear(own);
    await village.pass(65 * SECOND);
    await fails(light);
    await fails(away);
    expect(sent()).toEqual(['/commune opened', '/commune resolved', '/group opened', '/commune opened']);

    const found = async (q: string) =>
      (await from(UnitListStore).list([top], { q, limit: 10, cursor: null })).items.map(({ name }) => name);
    expect(await found('xa o dien')).toEqual(['Xã Tháp Thượng', 'Xã Ô Diên', 'Xã Ô Diên Mới']);
    const { items: coded } = await from(UnitListStore).list([top], { code: '09784', limit: 10, cursor: null });
    expect(coded.map(({ name, validFrom, validTo }) => [name, validFrom, validTo])).toEqual([
      ['Xã Tháp Thượng', '2025-07-01', null],
      ['Xã Ô Diên', null, '2025-07-01'],
    ]);
    expect(await from(SuccessionStore).succession([top], commune())).toMatchObject({
      before: [],
      after: [{ unitId: first, effectiveOn: '2025-07-01' }, { unitId: second }],
    });
    const month = { month: '2026-11', period: { from: T0, until: village.clock.now() } };
    const rows = await from(ReportStore).rows(second, month as never, 100);
    expect([rows.devices.map(({ name }) => name).sort(), rows.incidents.length]).toEqual([
      ['Đèn Đông Hạ', 'Đèn ủy ban'],
      2,
    ]);
    await expect(
      from(SuccessionStore).split(await manager(), commune(), split, false, village.clock.now()),
    ).rejects.toThrow('unit_has_ended');

    // And both are one again.
    const merge = { unitIds: [second], into: { unitId: first }, effectiveOn: '2026-11-21' };
    const merged = await from(SuccessionStore).merge(await manager(), merge, false, village.clock.now());
    expect(merged.parts).toMatchObject([{ unitId: first, devices: 3, openIncidents: 2, told: 'here' }]);
    expect((await from(UserStore).get([top], officerId)).grants).toHaveLength(1);
  });
});
