import { DrillLinks, DrillStore, PolicyStore } from '#libs/database';
import { BUILT_IN_POLICY, type DeviceNo, type DrillSchedule, type PolicyRules, type UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(90_000);

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start();
});
afterEach(() => village.stop());

const access = async () => {
  const [root] = await village.rows<{ id: UnitId }>(`SELECT id FROM unit WHERE parent_id IS NULL AND kind = 'country'`);
  return { actor: { kind: 'system', id: null }, scope: [root?.id as UnitId] } as const;
};
const SILENT = Object.fromEntries(Object.keys(BUILT_IN_POLICY).map((key) => [key, null])) as unknown as PolicyRules;
const policy = async (drill: DrillSchedule, unitId = village.village) =>
  village.app.get(PolicyStore).put(await access(), unitId, { ...SILENT, drill }, null, village.clock.now());
const ask = async () => village.app.get(DrillStore).start(await access(), village.group, village.clock.now());
const drills = async () =>
  (await village.app.get(DrillStore).list((await access()).scope, village.group, { limit: 50, cursor: null })).items;
const unreachable = async () =>
  village.app.get(DrillStore).unreachable((await access()).scope, village.group, village.clock.now());
const stand = async () => (await drills()).map(({ month, state, reason }) => ({ month, state, reason }));
const die = async (...deviceNos: DeviceNo[]): Promise<void> => {
  village.hush(...deviceNos);
  await village.pass(16 * SECOND, SECOND);
  await village.fallSilent(...deviceNos);
};

/** Everything that anybody was sent. */
const all = () => village.receiver.received.map(({ path, body }) => `${path} ${body.type}`);
const DRILL = '/group drill';

// It is Saturday, 21 November, 19:42 in Vietnam.
const TONIGHT = { day: 21, at: '20:00' };

describe('the drill of every month', () => {
  it('monthly_drill: sent, once, at its hour, to the responsible ones of the unit, with a link', async () => {
    await village.target('/group');
    await village.target('/households', { audience: 'households' });
    await village.target('/commune', { unitId: village.units[0] as UnitId });
    await policy(TONIGHT);
    await village.pass(17 * MINUTE, MINUTE);
    expect(all()).toEqual([]);
    await village.pass(2 * MINUTE, 20 * SECOND);
    expect(all()).toEqual([DRILL]);
    expect(village.said('/group')[0]).toMatch(
      /^Diễn tập, không có sự cố: .* Tổ tự quản số 5 .*“Tôi đi kiểm tra”: https:\/\/canhthon\.example\/d\/\S+$/,
    );
    await village.pass(3 * HOUR, 5 * MINUTE);
    expect(all()).toEqual([DRILL]);
    expect(await stand()).toEqual([{ month: '2026-11', state: 'told', reason: 'monthly_drill' }]);
    expect(await village.rows('SELECT 1 FROM incident')).toEqual([]);
  });

  it('monthly_drill: sent again the next month', async () => {
    await village.target('/group');
    await policy(TONIGHT);
    await village.pass(20 * MINUTE, MINUTE);
    await village.until('2026-12-21T19:00', 3 * 24 * HOUR);
    await village.until('2026-12-21T20:20', 20 * MINUTE);
    await village.pass(2 * MINUTE, 20 * SECOND);
    expect(all().filter((line) => line === DRILL)).toHaveLength(2);
    expect((await drills()).map(({ month }) => month)).toEqual(['2026-12', '2026-11']);
  });

  it('monthly_drill: not sent where the unit itself turned it off, nor before anybody turned it on', async () => {
    await village.target('/group');
    await village.pass(30 * MINUTE, MINUTE);
    await policy(TONIGHT);
    await policy({ day: 0, at: '00:00' }, village.group);
    await village.pass(30 * MINUTE, MINUTE);
    expect(all()).toEqual([]);
    expect(await drills()).toEqual([]);
  });

  it('monthly_drill: not sent a second time with two engines and the clock set back, sent by them once', async () => {
    await village.addEngine();
    await village.target('/group');
    await policy(TONIGHT);
    await village.pass(20 * MINUTE, MINUTE);
    expect(all()).toEqual([DRILL]);
    village.clock.set(village.clock.now() - HOUR);
    await village.pass(2 * HOUR, 5 * MINUTE);
    expect(all()).toEqual([DRILL]);
    expect(await stand()).toEqual([{ month: '2026-11', state: 'told', reason: 'monthly_drill' }]);
  });

  it('monthly_drill: sent when its month really comes, also when a clock ran ahead into it before', async () => {
    await village.target('/group');
    await policy({ day: 5, at: '09:00' });
    const now = village.clock.now();
    village.clock.set(Date.parse('2026-12-05T09:10:00+07:00'));
    await village.pass(2 * MINUTE, 20 * SECOND);
    expect(all()).toEqual([DRILL]);
    village.clock.set(now);
    await village.pass(2 * MINUTE, 20 * SECOND);
    await village.until('2026-12-05T08:30', 3 * 24 * HOUR);
    await village.until('2026-12-05T09:30', 20 * MINUTE);
    await village.pass(2 * MINUTE, 20 * SECOND);
    expect(all()).toEqual([DRILL, DRILL]);
  });
});

describe('a drill that somebody asks for', () => {
  it('drill_asked_for, nobody_to_tell: sent at once, and its answer is on record with the time it took', async () => {
    await village.target('/group');
    await ask();
    await village.pass(10 * SECOND, SECOND);
    expect(all()).toEqual([DRILL]);
    const link = village.receiver.at('/group')[0]?.body.data.acknowledgeUrl as string;
    const token = link.slice(link.lastIndexOf('/') + 1);
    await village.pass(4 * MINUTE, 20 * SECOND);
    const links = village.app.get(DrillLinks);
    const toldAt = (await drills())[0]?.toldAt as number;
    await links.acknowledge(token, 'Tổ trưởng tổ 5', toldAt + 4 * MINUTE);
    expect(await links.acknowledge(token, 'Người khác', village.clock.now())).toMatchObject({
      acknowledgedBy: 'Tổ trưởng tổ 5',
    });
    const [drill] = await drills();
    expect(drill).toMatchObject({ reason: 'drill_asked_for', acknowledgedBy: 'Tổ trưởng tổ 5' });
    expect(drill?.targets).toMatchObject([{ name: '/group', state: 'accepted', acknowledgedBy: 'Tổ trưởng tổ 5' }]);
    expect((drill?.acknowledgedAt ?? 0) - toldAt).toBe(4 * MINUTE);
    await expect(links.view(token, village.clock.now() + 4 * DAY)).rejects.toMatchObject({ code: 'link_not_found' });
    await village.pass(HOUR, MINUTE);
    expect(all()).toEqual([DRILL]);
  });

  it('drill_asked_for: not sent again within the hour, and the month’s drill of that day is spared', async () => {
    await village.target('/group');
    await policy(TONIGHT);
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'drill_too_soon' });
    await village.pass(10 * SECOND, SECOND);
    await expect(ask()).rejects.toMatchObject({ code: 'drill_too_soon' });
    await village.pass(2 * HOUR, 5 * MINUTE);
    expect(all()).toEqual([DRILL]);
    expect(await stand()).toEqual([{ month: null, state: 'told', reason: 'drill_asked_for' }]);
  });

  it('drill_asked_for: sent also with two engines once, and a kill between telling and recording repeats nothing', async () => {
    await village.addEngine();
    await village.target('/group');
    await ask();
    await village.pass(5 * SECOND, SECOND);
    await village.claimAndDie();
    await village.pass(2 * MINUTE, 20 * SECOND);
    const ids = new Set(village.receiver.at('/group').map(({ id }) => id));
    expect([...ids]).toHaveLength(1);
    expect(await village.rows('SELECT 1 FROM drill_target')).toHaveLength(1);
  });
});

describe('what a drill gives way to', () => {
  it('incident_open: not sent while an incident of the unit is open', async () => {
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await die(light);
    await village.pass(2 * MINUTE, 20 * SECOND);
    await ask();
    await village.pass(HOUR, MINUTE);
    expect(all()).toEqual(['/group incident.opened']);
    expect(await stand()).toEqual([{ month: null, state: 'waiting', reason: 'incident_open' }]);
  });

  it('incident_open: sent when it is over, and the drill is no outage of the unit', async () => {
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await die(light);
    await village.pass(2 * MINUTE, 20 * SECOND);
    await ask();
    await village.pass(10 * MINUTE, 20 * SECOND);
    await village.hear(light);
    await village.pass(10 * MINUTE, 20 * SECOND);
    expect(all()).toEqual(['/group incident.opened', '/group incident.resolved', DRILL]);
    expect(await village.rows('SELECT 1 FROM incident')).toHaveLength(1);
  });

  it('incident_open: sent at once when the incident is another unit’s', async () => {
    await village.target('/group');
    const other = await village.unit('group', 'Tổ tự quản số 6', village.village);
    await village.target('/six', { unitId: other });
    await die(await village.device('Đèn tổ 6', 'solar_light', other));
    await village.pass(2 * MINUTE, 20 * SECOND);
    await ask();
    await village.pass(20 * SECOND, SECOND);
    expect(all()).toEqual(['/six incident.opened', DRILL]);
  });

  it('quiet_hours: not sent at night, also not to who is on duty, sent in the morning', async () => {
    const night = { quietHours: { from: '19:00', to: '06:00' } };
    const target = await village.target('/group', night);
    const shifts = [{ targetId: target, weekday: 6, from: '18:00', to: '07:00' }];
    await village.rows(
      `INSERT INTO unit_duty (unit_id, shifts, overrides, updated_at) VALUES ($1, $2, '[]', $3)`,
      ...[village.group, JSON.stringify(shifts), new Date(village.clock.now())],
    );
    await ask();
    await village.until('2026-11-22T05:50');
    expect(all()).toEqual([]);
    expect(await stand()).toEqual([{ month: null, state: 'waiting', reason: 'quiet_hours' }]);
    await village.until('2026-11-22T06:10');
    await village.pass(10 * SECOND, SECOND);
    expect(all()).toEqual([DRILL]);
  });

  it('quiet_hours: sent at once where it is not night', async () => {
    await village.target('/group', { quietHours: { from: '22:00', to: '06:00' } });
    await ask();
    await village.pass(10 * SECOND, SECOND);
    expect(all()).toEqual([DRILL]);
  });

  it('drill_waited_too_long: not sent when a week was not enough', async () => {
    await village.target('/group');
    await die(await village.device('Đèn cổng làng'));
    await village.pass(2 * MINUTE, 20 * SECOND);
    await ask();
    await village.pass(8 * DAY, 12 * HOUR);
    expect(await stand()).toEqual([{ month: null, state: 'given_up', reason: 'drill_waited_too_long' }]);
    expect(all()).not.toContain(DRILL);
  });

  it('drill_waited_too_long: sent when the incident ended on the sixth day', async () => {
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await die(light);
    await village.pass(2 * MINUTE, 20 * SECOND);
    await ask();
    await village.pass(6 * DAY, 12 * HOUR);
    await village.hear(light);
    await village.pass(10 * MINUTE, 20 * SECOND);
    expect(all().filter((line) => line === DRILL)).toHaveLength(1);
  });

  it('nobody_to_tell: not sent where nobody is left to be told', async () => {
    const target = await village.target('/group', { quietHours: { from: '19:00', to: '20:00' } });
    await ask();
    await village.pass(MINUTE, 20 * SECOND);
    await village.rows('UPDATE target SET enabled = false WHERE id = $1', target);
    await village.pass(30 * MINUTE, MINUTE);
    expect(all()).toEqual([]);
    expect(await stand()).toEqual([{ month: null, state: 'given_up', reason: 'nobody_to_tell' }]);
    await expect(ask()).rejects.toMatchObject({ code: 'nobody_to_tell' });
  });

  it('nobody_to_tell: sent where somebody else is there by then', async () => {
    const target = await village.target('/group', { quietHours: { from: '19:00', to: '20:00' } });
    await ask();
    await village.pass(MINUTE, 20 * SECOND);
    await village.rows('UPDATE target SET enabled = false WHERE id = $1', target);
    await village.target('/new');
    await village.pass(30 * MINUTE, MINUTE);
    expect(all()).toEqual(['/new drill']);
  });
});

describe('who cannot be reached', () => {
  it('is named with the reason until a message arrives again', async () => {
    await village.target('/group');
    await village.target('/gone');
    village.receiver.answer('/gone', { status: 410 });
    await ask();
    await village.pass(10 * SECOND, SECOND);
    expect(await unreachable()).toMatchObject([{ name: '/gone', channel: 'webhook', reason: 'http_410' }]);
    expect((await drills())[0]?.targets).toMatchObject([{ state: 'accepted' }, { state: 'failed', error: 'http_410' }]);
    await village.pass(2 * HOUR, 5 * MINUTE);
    await ask();
    await village.pass(20 * SECOND, SECOND);
    expect(await unreachable()).toEqual([]);
  });
});
