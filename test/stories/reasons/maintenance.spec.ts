import { CommandDelivery, CommandStore, DeviceLife, MaintenanceStore, type NewMaintenance } from '#libs/database';
import type { DeviceNo, UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, T0, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start();
  await village.target('/group');
});
afterEach(() => village.stop());

const HOUR = 60 * MINUTE;
const access = async () => {
  const [root] = await village.rows<{ id: UnitId }>('SELECT id FROM unit WHERE parent_id IS NULL');
  return { actor: { kind: 'system', id: null }, scope: [root?.id as UnitId] } as const;
};

/** From now on, for so long; of the whole village unless said otherwise. */
const plan = async (forMs: number, more: Partial<NewMaintenance> = {}): Promise<string> => {
  const now = village.clock.now();
  const window: NewMaintenance = {
    kind: 'work',
    source: 'person',
    place: { kind: 'unit', id: village.village },
    schedule: { kind: 'once', from: now, until: now + forMs },
    reason: 'Thay dây',
    ...more,
  };
  return (await village.app.get(MaintenanceStore).create(await access(), window, now)).id;
};

const deviceId = async (deviceNo: DeviceNo): Promise<string> =>
  (await village.rows<{ id: string }>('SELECT id FROM device WHERE device_no = $1', deviceNo))[0]?.id as string;

const mains = async (deviceNo: DeviceNo): Promise<DeviceNo> => {
  await village.rows(`UPDATE device SET power_source = 'mains' WHERE device_no = $1`, deviceNo);
  return deviceNo;
};

/** Falls silent a quarter of a minute from now. */
const die = async (...deviceNos: DeviceNo[]): Promise<void> => {
  village.hush(...deviceNos);
  await village.pass(16 * SECOND);
  await village.fallSilent(...deviceNos);
};

const held = () =>
  village.rows<{ reason: string; minutes: number }>(
    `SELECT reason, round(extract(epoch FROM (detail->>'until')::timestamptz - $1::timestamptz) / 60)::int AS minutes
     FROM incident_event WHERE kind = 'held' ORDER BY at, id`,
    new Date(T0),
  );
const all = () => village.receiver.received.map(({ body }) => `${body.type}: ${body.data.text.vi}`);
const silent = (name: string) => expect.stringMatching(new RegExp(`^incident\\.opened: .*${name}.*mất tín hiệu`));
const back = (name: string) => expect.stringMatching(new RegExp(`^incident\\.resolved: .*${name}.*hoạt động trở lại`));

describe('planned work', () => {
  it('in_maintenance: not sent, as long as the work lasts, and what is well again by then never', async () => {
    const light = await village.device('Đèn cổng làng');
    await plan(30 * MINUTE);
    await die(light);
    await village.pass(25 * MINUTE);
    await village.hear(light);
    await village.pass(HOUR);
    expect(all()).toEqual([]);
    expect(await held()).toEqual([{ reason: 'in_maintenance', minutes: 30 }]);
    expect(await village.rows('SELECT state, reason FROM notification')).toEqual([
      { state: 'suppressed', reason: 'healed_within_group_wait' },
    ]);
  });

  it('in_maintenance: sent, once, when the work is over and the device is not back', async () => {
    const light = await village.device('Đèn cổng làng');
    await plan(30 * MINUTE);
    await die(light);
    await village.pass(29 * MINUTE);
    expect(all()).toEqual([]);
    await village.pass(2 * MINUTE);
    expect(all()).toEqual([silent('Đèn cổng làng')]);
    await village.pass(3 * HOUR);
    await village.hear(light);
    await village.pass(MINUTE);
    expect(all()).toEqual([silent('Đèn cổng làng'), back('Đèn cổng làng')]);
  });

  it('in_maintenance: sent at once when somebody ends it before its time', async () => {
    const light = await village.device('Đèn cổng làng');
    const window = await plan(10 * HOUR);
    await die(light);
    await village.pass(10 * MINUTE);
    expect(all()).toEqual([]);
    await village.app.get(MaintenanceStore).end(await access(), window, village.clock.now());
    await village.pass(2 * SECOND);
    expect(all()).toEqual([silent('Đèn cổng làng')]);
  });

  it('in_maintenance: sent at once of a device that was moved out of it, not of its neighbour', async () => {
    await village.target('/village', { unitId: village.village });
    const [mover, stayer] = [await village.device('Đèn 1'), await village.device('Đèn 2')];
    await plan(10 * HOUR, { place: { kind: 'unit', id: village.group } });
    await die(mover, stayer);
    await village.pass(10 * MINUTE);
    expect(all()).toEqual([]);
    await village.app
      .get(DeviceLife)
      .update(await access(), await deviceId(mover), { responsibleUnitId: village.village }, null, village.clock.now());
    await village.pass(2 * SECOND);
    expect(all()).toEqual([silent('Đèn 1')]);
  });

  it('in_maintenance: sent of what lies outside of it, not of the pole it is about', async () => {
    const [here, there] = [await village.device('Đèn 1'), await village.device('Đèn 2')];
    const [site] = await village.rows<{ id: string }>('SELECT site_id AS id FROM device WHERE device_no = $1', here);
    await plan(HOUR, { place: { kind: 'site', id: site?.id as string } });
    await die(here, there);
    await village.pass(5 * MINUTE);
    expect(all()).toEqual([silent('Đèn 2')]);
    expect(await held()).toEqual([{ reason: 'in_maintenance', minutes: 60 }]);
  });

  it('in_maintenance: not sent in the hours of every week, sent outside of them', async () => {
    const light = await village.device('Đèn cổng làng');
    // It is Saturday, 19:42.
    const weekly = { kind: 'weekly', weekdays: [6], from: '19:00', to: '20:00', lastDay: null } as const;
    await plan(0, { schedule: weekly, place: { kind: 'device', id: await deviceId(light) } });
    await die(light);
    await village.pass(15 * MINUTE);
    expect(all()).toEqual([]);
    expect(await held()).toEqual([{ reason: 'in_maintenance', minutes: 18 }]);
    await village.pass(4 * MINUTE);
    expect(all()).toEqual([silent('Đèn cổng làng')]);
  });

  it('in_maintenance: not sent while a device upgrades itself, sent when it refused to', async () => {
    const [upgrading, refusing] = [await village.device('Đèn 1'), await village.device('Đèn 2')];
    const order = { name: 'upgrade_firmware', arguments: { version: '2.1' }, expiresAt: T0 + HOUR } as const;
    for (const deviceNo of [upgrading, refusing])
      await village.app.get(CommandStore).send(await access(), await deviceId(deviceNo), order, T0);
    const listeners = [upgrading, refusing].map((deviceNo) => ({ deviceNo, sessionEpoch: 2 }));
    const sent = await village.app.get(CommandDelivery).claim(listeners, [], T0);
    const refused = sent.find(({ deviceNo }) => deviceNo === refusing);
    await village.answer(refusing, refused?.id as string, 'refused');
    await die(upgrading, refusing);
    await village.pass(5 * MINUTE);
    expect(all()).toEqual([silent('Đèn 2')]);
    await village.pass(24 * MINUTE);
    expect(all()).toHaveLength(1);
    await village.pass(2 * MINUTE);
    expect(all()).toEqual([silent('Đèn 2'), silent('Đèn 1')]);
  });
});

describe('a planned power outage', () => {
  const outage = () => plan(HOUR, { kind: 'power_outage', reason: 'Điện lực cắt điện sửa lưới' });

  it('planned_outage: not sent of a device on the mains, nor for a quarter of an hour after it', async () => {
    const camera = await mains(await village.device('Camera ngã ba', 'camera'));
    await outage();
    await die(camera);
    await village.pass(70 * MINUTE);
    await village.hear(camera);
    await village.pass(HOUR);
    expect(all()).toEqual([]);
    expect(await held()).toEqual([{ reason: 'planned_outage', minutes: 75 }]);
  });

  it('planned_outage: sent of a device with power of its own, and of one on the mains that stays silent', async () => {
    const light = await village.device('Đèn cổng làng');
    const camera = await mains(await village.device('Camera ngã ba', 'camera'));
    await outage();
    await die(light, camera);
    await village.pass(5 * MINUTE);
    expect(all()).toEqual([silent('Đèn cổng làng')]);
    await village.pass(69 * MINUTE);
    expect(all()).toHaveLength(1);
    await village.pass(2 * MINUTE);
    expect(all()).toEqual([silent('Đèn cổng làng'), silent('Camera ngã ba')]);
  });
});
