import { CanaryStore, DeviceListStore, IncidentStore, MapStore, UnitListStore, UnitStore } from '#libs/database';
import { canaryNotice, type CanaryOutcome, type TargetId, type UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(90_000);

const HOUR = 60 * MINUTE;
let village: WatchedVillage;
let target: TargetId;
beforeEach(async () => {
  village = await WatchedVillage.start();
  target = await village.target('/canary', { unitId: await root() });
});
afterEach(() => village.stop());

const root = async (): Promise<UnitId> => (await village.app.get(UnitStore).roots())[0] as UnitId;
const access = async () => ({ actor: { kind: 'system', id: null }, scope: [await root()] }) as const;
const turnOn = async (targetId: TargetId | null = target, at = '19:45') =>
  village.app.get(CanaryStore).put(await access(), { targetId, at }, village.clock.now());
const runs = async () => (await village.app.get(CanaryStore).get((await access()).scope)).runs;
const outcomes = async (): Promise<[CanaryOutcome, string][]> =>
  (await runs()).map(({ outcome, reason }) => [outcome, reason]);
const notice = async () => canaryNotice(await village.app.get(CanaryStore).last(), village.clock.now())?.code ?? null;
/** Steps not longer than the lease of its door, so that it is listened to. */
const pass = (ms: number) => village.pass(ms, 10 * SECOND);
/** Everything that anybody was sent. */
const all = () => village.receiver.received.map(({ path, body }) => `${path} ${body.type}`);
const BEGUN = '/canary incident.opened';
const OVER = '/canary incident.resolved';

// It is 19:42 in Vietnam.
describe('the canary', () => {
  it('canary_told, canary_silent, canary_no_incident, canary_not_announced, canary_not_accepted, canary_end_not_told: sent, its silence and its end, once a day, with the time that took', async () => {
    await turnOn();
    await pass(3 * MINUTE);
    expect(all()).toEqual([]);
    await pass(6 * MINUTE);
    expect(all()).toEqual([BEGUN, OVER]);
    expect(village.said('/canary')[0]).toMatch(/^Tự kiểm tra hằng ngày, không có sự cố: .*Thiết bị thử của Canh Thôn/);
    const [run] = await runs();
    expect([run?.outcome, run?.reason]).toEqual(['told', 'canary_told']);
    const { deadlineAt, incidentAt, acceptedAt } = run as {
      deadlineAt: number;
      incidentAt: number;
      acceptedAt: number;
    };
    expect(incidentAt - deadlineAt).toBeLessThanOrEqual(10 * SECOND);
    expect(acceptedAt - deadlineAt).toBeLessThanOrEqual(75 * SECOND);
    expect(await notice()).toBeNull();
    await village.pass(30 * MINUTE, MINUTE);
    expect(all()).toEqual([BEGUN, OVER]);
  });

  it('canary_silent, canary_told_late: not sent before it is turned on, nor after it was turned off', async () => {
    await pass(5 * MINUTE);
    await turnOn();
    await turnOn(null);
    await pass(10 * MINUTE);
    expect(all()).toEqual([]);
    expect(await runs()).toEqual([]);
  });

  it('canary_told: not sent to anybody else, and no list, map, count or unit shows it', async () => {
    await village.target('/group');
    await village.target('/commune', { unitId: village.units[0] as UnitId });
    await turnOn();
    await pass(5 * MINUTE);
    const { scope } = await access();
    const page = { limit: 50, cursor: null };
    expect((await village.app.get(DeviceListStore).list(scope, page, village.clock.now())).items).toEqual([]);
    expect((await village.app.get(IncidentStore).list(scope, page)).items).toEqual([]);
    expect(await village.app.get(MapStore).summary(scope, {}, village.clock.now())).toMatchObject({
      ...{ devices: 0, sites: 0, openIncidents: 0 },
    });
    expect((await village.app.get(UnitListStore).list(scope, page)).items).toHaveLength(4);
    expect(await village.app.get(UnitStore).roots()).toEqual(scope);
    expect(all().filter((line) => !line.startsWith('/canary'))).toEqual([]);
  });

  it('canary_told: sent once by two engines, at a target’s quiet hours, and once more only the next day', async () => {
    await village.addEngine();
    const night = await village.target('/night', { unitId: await root(), quietHours: { from: '19:00', to: '06:00' } });
    await turnOn(night);
    await pass(9 * MINUTE);
    village.clock.set(village.clock.now() - 8 * MINUTE);
    await pass(12 * MINUTE);
    expect(all()).toEqual(['/night incident.opened', '/night incident.resolved']);
    await village.until('2026-11-22T19:40', HOUR);
    await pass(4 * MINUTE);
    await pass(8 * MINUTE);
    expect(all()).toHaveLength(4);
    expect(await outcomes()).toEqual([
      ['told', 'canary_told'],
      ['told', 'canary_told'],
    ]);
  });

  it('canary_told_late: sent too late, which is a notice until the next day’s is in time', async () => {
    village.receiver.answer('/canary', ...Array.from({ length: 7 }, () => ({ status: 503 })));
    await turnOn();
    await pass(6 * MINUTE);
    expect(await notice()).toBe('canary_told_late');
    await pass(15 * MINUTE);
    expect(await outcomes()).toEqual([['late', 'canary_told_late']]);
    expect(await notice()).toBe('canary_told_late');
    await village.until('2026-11-22T19:40', HOUR);
    await pass(4 * MINUTE);
    await pass(8 * MINUTE);
    expect((await outcomes())[0]).toEqual(['told', 'canary_told']);
    expect(await notice()).toBeNull();
  });

  it('canary_not_accepted: not sent where the channel refuses it, and it speaks again', async () => {
    village.receiver.answer('/canary', { status: 410 });
    await turnOn();
    await pass(8 * MINUTE);
    expect(await outcomes()).toEqual([['failed', 'canary_not_accepted']]);
    expect((await runs())[0]?.error).toBe('http_410');
    expect(all()).toEqual([BEGUN]);
    expect(await notice()).toBe('canary_not_accepted');
  });

  it('canary_not_announced: not sent where its target was switched off, and no notice once it has no target', async () => {
    await turnOn();
    await village.rows('UPDATE target SET enabled = false WHERE id = $1', target);
    await pass(6 * MINUTE);
    await village.pass(50 * MINUTE, 2 * MINUTE);
    expect(await outcomes()).toEqual([['failed', 'canary_not_announced']]);
    expect(all()).toEqual([]);
    expect(await notice()).toBe('canary_not_announced');
    await turnOn(null);
    expect(await notice()).toBeNull();
  });

  it('canary_no_incident: not sent when no incident is made of its silence', async () => {
    await turnOn();
    await pass(3 * MINUTE);
    // Its silences lead nowhere: as if the engine had lost them.
    await village.rows(`CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`);
    await village.rows('CREATE TRIGGER lose BEFORE INSERT ON transition_work FOR EACH ROW EXECUTE FUNCTION lose()');
    await village.pass(60 * MINUTE, 2 * MINUTE);
    expect(await outcomes()).toEqual([['failed', 'canary_no_incident']]);
    expect(all()).toEqual([]);
    expect(await notice()).toBe('canary_no_incident');
  });

  it('canary_end_not_told: not sent, its end, where the channel refuses that', async () => {
    await turnOn();
    await pass(4 * MINUTE);
    village.receiver.answer('/canary', { status: 204 }, ...Array.from({ length: 30 }, () => ({ status: 503 })));
    await pass(4 * MINUTE);
    await village.pass(40 * MINUTE, 2 * MINUTE);
    expect(await outcomes()).toEqual([['failed', 'canary_end_not_told']]);
    expect(await notice()).toBe('canary_end_not_told');
    expect(new Set(all())).toEqual(new Set([BEGUN, OVER]));
  });

  it('makes no outage of an engine that was away, and none of devices that only a broker hears', async () => {
    await turnOn(target, '23:00');
    await pass(MINUTE);
    await village.wait(HOUR);
    await pass(5 * MINUTE);
    expect(all()).toEqual([]);
    expect(await village.rows('SELECT 1 FROM incident')).toEqual([]);
  });

  it('counts an engine that was killed in the middle, and goes on where it was', async () => {
    await turnOn();
    await pass(3 * MINUTE);
    expect(await outcomes()).toEqual([['running', 'canary_silent']]);
    await village.wait(2 * MINUTE);
    await pass(8 * MINUTE);
    expect(all()).toEqual([BEGUN, OVER]);
    expect(await outcomes()).toEqual([['told', 'canary_told']]);
  });
});
