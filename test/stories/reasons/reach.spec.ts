import type { DeviceNo, TargetId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(60_000);

/** From Saturday, 21 November, 19:42 on. */
const NIGHT = { from: '22:00', to: '06:00' };
const SATURDAY = 6;

let village: WatchedVillage;
let light: DeviceNo;
beforeEach(async () => {
  village = await WatchedVillage.start();
  light = await village.device('Đèn cổng làng');
  await village.hear(light);
});
afterEach(() => village.stop());

/** The light says nothing more; three minutes later whoever is told at once has been told. */
async function fails(): Promise<void> {
  village.hush(light);
  await village.pass(3 * MINUTE);
}

async function heals(): Promise<void> {
  await village.hear(light);
  await village.pass(3 * MINUTE);
}

async function dutyOf(targetId: TargetId, from: string, to: string): Promise<void> {
  const shift = { targetId, weekday: SATURDAY, from, to };
  await village.rows(
    `INSERT INTO unit_duty (unit_id, shifts, overrides, updated_at) VALUES ($1, $2, '[]', now())`,
    village.group,
    JSON.stringify([shift]),
  );
}

/** Everything that was sent so far, in order: who, what. */
const sent = () => village.receiver.received.map(({ path, body }) => `${path} ${body.type}`);
const suppressed = () =>
  village.rows(
    `SELECT t.name, n.event, n.reason FROM notification n JOIN target t ON t.id = n.target_id
     WHERE n.state = 'suppressed' AND n.event LIKE 'incident.%' ORDER BY 1, 2`,
  );
const held = () =>
  village.rows(`SELECT reason, detail->>'until' AS until FROM incident_event WHERE kind = 'held' ORDER BY at, id`);

describe('a light that fails at night', () => {
  it('outside_quiet_hours: sent, a minute before they begin', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await village.until('2026-11-21T21:56');
    await fails();
    expect(sent()).toEqual(['/leader incident.opened']);
    expect(await village.rows('SELECT reach FROM notification')).toEqual([{ reach: 'outside_quiet_hours' }]);
  });

  it('outside_quiet_hours: not sent, a minute after they began, before the morning', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await village.until('2026-11-21T22:01');
    await fails();
    await village.until('2026-11-22T05:59');
    expect(sent()).toEqual([]);
    await village.pass(2 * MINUTE);
    expect(sent()).toEqual(['/leader incident.opened']);
  });

  it('quiet_hours: not sent, as long as they last, and said until when', async () => {
    await village.rows(
      `INSERT INTO unit_policy (unit_id, quiet_hours, digest_at, updated_at) VALUES ($1, $2, 'off', now())`,
      ...[village.units[0], NIGHT],
    );
    await village.target('/leader');
    await village.until('2026-11-21T23:00');
    await fails();
    await village.until('2026-11-22T05:50');
    expect(sent()).toEqual([]);
    expect(await held()).toEqual([{ reason: 'quiet_hours', until: '2026-11-21T23:00:00.000Z' }]);
  });

  it('quiet_hours: sent, with everything else of the night, in one message when they end', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    const camera = await village.device('Camera ngã ba', 'camera');
    await village.hear(camera);
    await village.until('2026-11-21T23:00');
    await fails();
    await village.until('2026-11-22T02:00');
    village.hush(camera);
    await village.until('2026-11-22T06:01');
    expect(village.said('/leader')).toEqual([expect.stringMatching(/^Tổ tự quản số 5: 1 đèn, 1 camera mất tín hiệu:/)]);
    expect(sent()).toHaveLength(1);
  });

  it('quiet_hours: sent at once, where a target wants none whatever its unit says', async () => {
    await village.rows(
      `INSERT INTO unit_policy (unit_id, quiet_hours, updated_at) VALUES ($1, $2, now())`,
      ...[village.group, NIGHT],
    );
    await village.target('/leader', { quietHours: { from: '00:00', to: '00:00' } });
    await village.until('2026-11-21T23:00');
    await fails();
    expect(sent()).toEqual(['/leader incident.opened']);
  });

  it('on_duty: sent, at once to who is on duty, in the morning to the others', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await dutyOf(await village.target('/guard', { quietHours: NIGHT }), '22:00', '05:00');
    await village.until('2026-11-22T01:00');
    await fails();
    expect(sent()).toEqual(['/guard incident.opened']);
    const [told] = await village.rows<{ targets: object[] }>(
      `SELECT detail->'targets' AS targets FROM incident_event WHERE kind = 'told'`,
    );
    expect(told?.targets).toMatchObject([{ name: '/guard', reach: 'on_duty' }]);
    await village.until('2026-11-22T06:01');
    expect(sent()).toEqual(['/guard incident.opened', '/leader incident.opened']);
  });

  it('on_duty: not sent, when the shift is over and nobody is on duty', async () => {
    await dutyOf(await village.target('/guard', { quietHours: NIGHT }), '20:00', '01:00');
    await village.until('2026-11-22T01:00');
    await fails();
    await village.until('2026-11-22T05:50');
    expect(sent()).toEqual([]);
  });

  it('critical_at_any_hour: sent, whoever sleeps', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await village.until('2026-11-22T01:00');
    village.hush(light);
    await village.pass(50 * SECOND, SECOND);
    await village.rows(`UPDATE incident SET severity = 'critical'`);
    await village.pass(3 * MINUTE);
    expect(sent()).toEqual(['/leader incident.opened']);
    expect(await village.rows('SELECT reach FROM notification')).toEqual([{ reach: 'critical_at_any_hour' }]);
  });

  it('critical_at_any_hour: not sent, when it is only major', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await village.until('2026-11-22T01:00');
    await fails();
    expect(sent()).toEqual([]);
  });
});

describe('a light that heals at night', () => {
  it('heard_tonight: sent, its end to who heard of it tonight, though no longer on duty', async () => {
    await dutyOf(await village.target('/guard', { quietHours: NIGHT }), '22:00', '01:00');
    await village.until('2026-11-22T00:30');
    await fails();
    await village.until('2026-11-22T03:00');
    await heals();
    expect(sent()).toEqual(['/guard incident.opened', '/guard incident.resolved']);
  });

  it('heard_tonight: not sent, to who heard of it by day, before the morning', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await village.until('2026-11-21T21:00');
    await fails();
    await village.until('2026-11-22T03:00');
    await heals();
    await village.until('2026-11-22T05:50');
    expect(sent()).toEqual(['/leader incident.opened']);
    await village.until('2026-11-22T06:01');
    expect(sent()).toEqual(['/leader incident.opened', '/leader incident.resolved']);
    expect(await suppressed()).toEqual([]);
  });

  it('healed_overnight: not sent, neither its beginning nor its end', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await village.until('2026-11-22T01:00');
    await fails();
    await village.until('2026-11-22T03:00');
    await heals();
    await village.until('2026-11-22T06:20');
    expect(sent()).toEqual([]);
    expect(await suppressed()).toEqual([{ name: '/leader', event: 'incident.opened', reason: 'healed_overnight' }]);
    expect(await village.rows(`SELECT reason FROM incident_event WHERE kind = 'not_told' ORDER BY at`)).toEqual([
      { reason: 'opening_never_told' },
      { reason: 'healed_overnight' },
    ]);
  });

  it('healed_overnight: sent in the morning, when it does not heal', async () => {
    await village.target('/leader', { quietHours: NIGHT });
    await village.until('2026-11-22T01:00');
    await fails();
    await village.until('2026-11-22T06:20');
    expect(sent()).toEqual(['/leader incident.opened']);
    expect(await suppressed()).toEqual([]);
  });
});

it('a night that only a wrong clock saw holds nothing back once the clock is right', async () => {
  await village.target('/leader', { quietHours: NIGHT });
  await village.until('2026-11-21T20:00');
  const now = village.clock.now();
  village.clock.set(now + 180 * MINUTE);
  await fails();
  expect(sent()).toEqual([]);
  village.clock.set(now + 5 * MINUTE);
  await village.pass(5 * SECOND);
  expect(sent()).toEqual(['/leader incident.opened']);
});

it('two engines, at night and in the morning, tell as one does', async () => {
  await village.addEngine();
  await village.target('/leader', { quietHours: NIGHT });
  await dutyOf(await village.target('/guard', { quietHours: NIGHT }), '22:00', '05:00');
  await village.until('2026-11-22T01:00');
  await fails();
  await village.until('2026-11-22T06:01');
  expect(sent().sort()).toEqual(['/guard incident.opened', '/leader incident.opened']);
});
