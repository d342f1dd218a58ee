import type { DeviceNo } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

/** Where a minute is counted to the second. */
const FINE = 10_000;

jest.setTimeout(60_000);

let village: WatchedVillage;
let cameras: DeviceNo[];
beforeEach(async () => {
  village = await WatchedVillage.start();
  await village.rows(
    `INSERT INTO unit_policy (unit_id, group_wait_seconds, updated_at) VALUES ($1, 0, now())`,
    village.group,
  );
  await village.target('/group');
  cameras = [];
  for (let count = 1; count <= 6; count += 1) cameras.push(await village.device(`Camera ${count}`, 'camera'));
  await village.hear(...cameras);
  await village.pass(5 * SECOND);
});
afterEach(() => village.stop());

const camera = (number: number) => cameras[number - 1] as DeviceNo;
const fails = (number: number) => village.fault(camera(number), 'auth_failed', true);
const heals = (number: number) => village.fault(camera(number), 'auth_failed', false);

/** Everything that was sent so far: what, and about how many troubles. */
const sent = () => village.receiver.received.map(({ body }) => `${body.type} ${body.data.incidents.length}`);
const unsent = () =>
  village.rows(
    `SELECT event, reason, bundled_into IS NOT NULL AS "inAnother" FROM notification WHERE state = 'suppressed'
     ORDER BY created_at, event, id`,
  );
const held = () => village.rows(`SELECT reason FROM incident_event WHERE kind = 'held' ORDER BY at, id`);

describe('the budget of a target', () => {
  it('within_budget: sent, at once', async () => {
    await fails(1);
    await village.pass(2 * SECOND);
    expect(sent()).toEqual(['incident.opened 1']);
    expect(await held()).toEqual([]);
  });

  it('minute_limit, within_budget: not sent, within the minute after another message, but then', async () => {
    await fails(1);
    await village.pass(5 * SECOND);
    await fails(2);
    await village.pass(50 * SECOND);
    expect(sent()).toEqual(['incident.opened 1']);
    expect(await held()).toEqual([{ reason: 'minute_limit' }]);
    await village.pass(20 * SECOND);
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 1']);
    expect(await unsent()).toEqual([]);
  });

  it('minute_limit: sent, a minute after another message', async () => {
    await fails(1);
    await village.pass(72 * SECOND, FINE);
    await fails(2);
    await village.pass(2 * SECOND);
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 1']);
    expect(await held()).toEqual([]);
  });

  it.each([
    ['quarter_hour_limit: sent, then not sent, the sixth within a quarter of an hour', 5, 2 * MINUTE, 15 * MINUTE],
    ['hour_limit: sent, then not sent, the twelfth within an hour', 11, 5 * MINUTE, 60 * MINUTE],
    ['three_hour_limit: sent, then not sent, the twenty-second within three hours', 21, 8 * MINUTE, 180 * MINUTE],
  ])('%s', async (title, most, gap, within) => {
    const [reason] = title.split(':');
    const start = village.clock.now();
    for (let count = 0; count < most; count += 1) {
      await (count % 2 === 0 ? fails(1) : heals(1));
      await village.pass(gap);
    }
    expect(sent()).toHaveLength(most);
    expect(await held()).toEqual([]);
    await fails(2);
    await village.pass(start + within - village.clock.now() - 30 * SECOND);
    expect(sent()).toHaveLength(most);
    expect(await held()).toEqual([{ reason }]);
    await village.pass(2 * MINUTE);
    expect(sent()).toHaveLength(most + 1);
  });

  it('hour_limit: not sent, where the unit asked for two an hour, the third', async () => {
    await village.rows(`UPDATE unit_policy SET budget = '{"perHour":2}'`);
    for (const number of [1, 2, 3]) {
      await fails(number);
      await village.pass(2 * MINUTE);
    }
    expect(sent()).toHaveLength(2);
    expect(await held()).toEqual([{ reason: 'hour_limit' }]);
  });

  it('is each target’s own, and a test costs none', async () => {
    await village.target('/other', { unitId: village.village });
    const light = await village.device('Đèn', 'camera', village.village);
    await village.rows(
      `INSERT INTO notification (id, target_id, unit_id, channel, event, variables, severity, language, state, reason,
         rule, idempotency_key, created_at, next_attempt_at)
       SELECT gen_random_uuid(), id, unit_id, channel, 'test', '{}', 'info', 'vi', 'queued', 'asked_for', 'test/1',
         'test', $1, $1 FROM target WHERE name = '/group'`,
      new Date(village.clock.now()),
    );
    await village.pass(2 * SECOND);
    await fails(1);
    await village.fault(light, 'auth_failed', true);
    await village.pass(90 * SECOND, FINE);
    const paths = village.receiver.received.map(({ path, body }) => `${path} ${body.type}`);
    expect(paths.sort()).toEqual(['/group incident.opened', '/group test', '/other incident.opened']);
  });
});

describe('what waits together', () => {
  it('bundled, told_together: sent, as one message, the others not sent', async () => {
    await fails(1);
    await village.pass(5 * SECOND);
    await fails(2);
    await village.pass(5 * SECOND);
    await fails(3);
    await village.pass(70 * SECOND);
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 2']);
    expect(village.said('/group')[1]).toMatch(/^Tổ tự quản số 5: 2 camera .*:\n• Camera 2 .*\n• Camera 3 .*\nAi đi/);
    const bundled = { event: 'incident.opened', reason: 'bundled', inAnother: true };
    expect(await unsent()).toEqual([bundled, bundled]);
    await heals(2);
    await village.pass(70 * SECOND);
    expect(sent().slice(2)).toEqual(['incident.resolved 1']);
  });

  it('bundled, told_together: not sent so, what did not have to wait', async () => {
    for (const number of [1, 2, 3]) {
      await fails(number);
      await village.pass(62 * SECOND);
    }
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 1', 'incident.opened 1']);
    expect(await unsent()).toEqual([]);
  });

  it('told_together: sent, beginnings and ends in one message, that one press acknowledges', async () => {
    await fails(1);
    await village.pass(5 * SECOND);
    await heals(1);
    await fails(2);
    await village.pass(70 * SECOND);
    expect(sent()).toEqual(['incident.opened 1', 'incident.updated 2']);
    const [, text = ''] = village.said('/group');
    expect(text).toMatch(/Camera 2 .*mật khẩu không đúng/);
    expect(text).toMatch(/Camera 1 .*đã nhận đúng mật khẩu/);
    expect([...text].length).toBeLessThanOrEqual(400);
    const [told] = await village.rows(
      `SELECT count(*)::int AS links FROM ack_link l JOIN notification_incident m USING (notification_id)
       JOIN notification n ON n.id = l.notification_id WHERE n.event = 'incident.bundle'`,
    );
    expect(told).toEqual({ links: 2 });
  });

  it('healed_before_sent: not sent, neither a beginning nor its end that both wait', async () => {
    await fails(1);
    await village.pass(5 * SECOND);
    await fails(2);
    await village.pass(5 * SECOND);
    await heals(2);
    await village.pass(3 * MINUTE);
    expect(sent()).toEqual(['incident.opened 1']);
    expect(await unsent()).toEqual([
      { event: 'incident.opened', reason: 'healed_before_sent', inAnother: false },
      { event: 'incident.resolved', reason: 'healed_before_sent', inAnother: false },
    ]);
    expect(await village.rows(`SELECT count(*)::int FROM told`)).toEqual([{ count: 1 }]);
  });

  it('healed_before_sent: not sent, only what healed of a message that waits', async () => {
    await fails(1);
    await village.pass(5 * SECOND);
    await fails(2);
    await fails(3);
    await village.pass(5 * SECOND);
    await heals(2);
    await village.pass(70 * SECOND);
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 1']);
    expect(village.said('/group')[1]).toContain('Camera 3');
    await heals(3);
    await village.pass(70 * SECOND);
    expect(sent().slice(2)).toEqual(['incident.resolved 1']);
  });

  it('healed_before_sent: sent, both, when the beginning had left before the end came', async () => {
    await fails(1);
    await village.pass(72 * SECOND, FINE);
    await fails(2);
    await village.pass(2 * SECOND);
    await heals(2);
    await village.pass(72 * SECOND, FINE);
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 1', 'incident.resolved 1']);
  });
});

describe('whatever happens to those who send', () => {
  it('two engines keep one budget, and tell nothing twice', async () => {
    await village.addEngine();
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await fails(number);
      await village.pass(7 * SECOND);
    }
    await village.pass(2 * MINUTE);
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 5']);
  });

  it('a sender that dies takes nothing along: what waited is told by its successor, with the same key', async () => {
    await fails(1);
    await village.pass(5 * SECOND);
    await fails(2);
    await fails(3);
    await village.pass(2 * SECOND);
    await village.wait(60 * SECOND);
    expect(await village.claimAndDie()).toBe(1);
    await village.pass(40 * SECOND);
    expect(sent()).toEqual(['incident.opened 1', 'incident.opened 2']);
    expect(await village.rows('SELECT count(*)::int FROM notification_attempt')).toEqual([{ count: 3 }]);
  });

  it('what a clock that ran ahead sent and put off holds nothing up for long', async () => {
    await fails(1);
    await village.pass(5 * SECOND);
    const now = village.clock.now();
    village.clock.set(now + 60 * MINUTE);
    await fails(2);
    await village.pass(5 * SECOND);
    await fails(3);
    await village.pass(5 * SECOND);
    expect(sent()).toHaveLength(2);
    village.clock.set(now + 10 * SECOND);
    await village.pass(80 * SECOND);
    expect(sent()).toHaveLength(3);
  });
});
