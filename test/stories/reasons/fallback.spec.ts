import { IncidentStore } from '#libs/database';
import type { DeviceNo, TargetId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Manner } from '../../alerting/rude-receiver.ts';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
let camera: DeviceNo;
let group: TargetId;
let leader: TargetId;
beforeEach(async () => {
  village = await WatchedVillage.start();
  await village.rows(
    `INSERT INTO unit_policy (unit_id, group_wait_seconds, updated_at) VALUES ($1, 0, now())`,
    village.group,
  );
  group = await village.target('/group');
  leader = await village.target('/leader', { unitId: village.village, host: '127.1' });
  await village.rows('UPDATE target SET only_as_fallback = true WHERE id = $1', leader);
  await village.rows('UPDATE target SET fallback_target_id = $2 WHERE id = $1', group, leader);
  camera = await village.device('Camera cổng làng', 'camera');
  await village.hear(camera);
  await village.pass(5 * SECOND);
});
afterEach(() => village.stop());

const fails = () => village.fault(camera, 'auth_failed', true);
const heals = () => village.fault(camera, 'auth_failed', false);
const groupAnswers = (...manners: Manner[]) => village.receiver.answer('/group', ...manners);
const busy = (times: number): Manner[] => Array.from({ length: times }, () => ({ status: 503 }));

/** What was taken, where: calls that were refused are told apart by their answers. */
const taken = () =>
  village.rows<{ line: string }>(
    `SELECT t.name || ' ' || n.event AS line FROM notification n JOIN target t ON t.id = n.target_id
     WHERE n.state = 'accepted' ORDER BY n.accepted_at, n.id`,
  );
const sent = async () => (await taken()).map(({ line }) => line.replace('incident.', ''));
const story = () =>
  village.rows(
    `SELECT reason, detail->'from'->>'name' AS from, detail->'targets'->0->>'name' AS to FROM incident_event
     WHERE kind = 'fell_back' ORDER BY at, id`,
  );
const moved = (reason: string) => [{ reason, from: '/group', to: '/leader' }];
const untold = () => village.rows(`SELECT state, last_error AS error FROM notification WHERE state <> 'accepted'`);

describe('what cannot be told to the group', () => {
  it('cannot_be_delivered: sent, to whoever speaks in its place, who hears of the end, too', async () => {
    groupAnswers({ status: 400 });
    await fails();
    await village.pass(5 * SECOND);
    expect(await sent()).toEqual(['/leader opened']);
    expect(await story()).toEqual(moved('cannot_be_delivered'));
    const words = (path: string) => village.said(path).map((text) => text.replace(/https:.*$/, ''));
    expect(words('/leader')).toEqual(words('/group'));
    await heals();
    await village.pass(2 * MINUTE);
    expect(await sent()).toEqual(['/leader opened', '/leader resolved']);
    expect(village.receiver.at('/group')).toHaveLength(1);
  });

  it('cannot_be_delivered, nobody_to_fall_back_to: not sent, to one that is switched off itself', async () => {
    await village.rows('UPDATE target SET enabled = false WHERE id = $1', leader);
    groupAnswers({ status: 400 });
    await fails();
    await village.pass(20 * SECOND);
    expect(await sent()).toEqual([]);
    expect(await untold()).toEqual([{ state: 'failed', error: 'http_400' }]);
  });

  it('not_accepted_in_time, still_trying, nobody_to_fall_back_to: sent, when half an hour is over and the leader can be reached', async () => {
    groupAnswers(...busy(99));
    await fails();
    await village.pass(29 * MINUTE);
    expect(await sent()).toEqual([]);
    // Nobody is behind that door either, for five minutes.
    await village.rows('UPDATE target SET enabled = false WHERE id = $1', leader);
    await village.pass(5 * MINUTE);
    expect(await sent()).toEqual([]);
    await village.rows('UPDATE target SET enabled = true WHERE id = $1', leader);
    await village.pass(20 * SECOND);
    expect(await sent()).toEqual(['/leader opened']);
    expect(await story()).toEqual(moved('not_accepted_in_time'));
  });

  it('not_accepted_in_time: sent, after two minutes when it is critical', async () => {
    groupAnswers(...busy(99));
    await fails();
    await village.pass(2 * SECOND, SECOND);
    await village.rows(`UPDATE notification SET severity = 'critical'`);
    await village.pass(116 * SECOND);
    expect(await sent()).toEqual([]);
    await village.pass(20 * SECOND);
    expect(await sent()).toEqual(['/leader opened']);
  });

  it('not_accepted_in_time, still_trying: not sent, to anybody else when the group takes it in time', async () => {
    groupAnswers(...busy(3));
    await fails();
    await village.pass(35 * MINUTE);
    expect(await sent()).toEqual(['/group opened']);
    expect(await story()).toEqual([]);
  });

  it.each([
    ['asked_to_wait_too_long: sent, at once when the group’s channel asks for two hours', '7200', ['/leader opened']],
    ['asked_to_wait_too_long: not sent, to anybody else when it asks for a minute', '60', ['/group opened']],
  ])('%s', async (_, seconds, expected) => {
    groupAnswers({ status: 429, headers: { 'retry-after': seconds } });
    await fails();
    await village.pass(90 * SECOND);
    expect(await sent()).toEqual(expected);
  });

  it('target_switched_off: sent, then not sent, to the group while it is off', async () => {
    groupAnswers(...busy(2));
    await fails();
    await village.pass(2 * SECOND, SECOND);
    await village.rows('UPDATE target SET enabled = false WHERE id = $1', group);
    await village.pass(5 * SECOND);
    expect(await sent()).toEqual(['/leader opened']);
    expect(await story()).toEqual(moved('target_switched_off'));
    await village.rows('UPDATE target SET enabled = true WHERE id = $1', group);
    await heals();
    await village.pass(2 * MINUTE);
    expect(await sent()).toEqual(['/leader opened', '/leader resolved']);
  });

  it('target_unusable: sent, without another call to an address that is gone', async () => {
    groupAnswers({ status: 410 });
    await fails();
    await village.pass(5 * SECOND);
    await heals();
    await village.pass(2 * MINUTE);
    await fails();
    await village.pass(2 * MINUTE);
    expect(await sent()).toEqual(['/leader opened', '/leader resolved', '/leader opened']);
    expect(village.receiver.at('/group')).toHaveLength(1);
    expect(await story()).toEqual([...moved('target_unusable'), ...moved('target_unusable')]);
  });

  it('target_unusable: not sent, to anybody else once a test got through', async () => {
    await village.rows(`UPDATE target SET unusable_reason = 'http_410', unusable_since = now() WHERE id = $1`, group);
    await village.rows(
      `INSERT INTO notification (id, target_id, unit_id, channel, event, variables, severity, language, state, reason, rule,
         idempotency_key, created_at, next_attempt_at)
       SELECT gen_random_uuid(), id, unit_id, channel, 'test', '{}', 'info', 'vi', 'queued', 'asked_for', 'test/1', 'k', $2, $2
       FROM target WHERE id = $1`,
      group,
      new Date(village.clock.now()),
    );
    await village.pass(2 * SECOND);
    await fails();
    await village.pass(5 * SECOND);
    expect(await sent()).toEqual(['/group test', '/group opened']);
  });

  it.each([
    ['channel_stopped: sent, at once when the group’s channel waits for a person', '127.0.0.1', ['/leader opened']],
    ['channel_stopped: not sent, to anybody else when it is another channel', 'other.example', ['/group opened']],
  ])('%s', async (_, host, expected) => {
    const port = new URL(village.receiver.urlOf('/')).port;
    await village.rows(
      `INSERT INTO channel_account (channel, account, paused_reason, paused_at, opened_at, probe_at)
       VALUES ('webhook', $1, 'unpaid', $2, $2, $3)`,
      `${host}:${port}`,
      new Date(village.clock.now()),
      new Date(village.clock.now() + 10 * MINUTE),
    );
    await fails();
    await village.pass(5 * SECOND);
    expect(await sent()).toEqual(expected);
  });

  it('follows_its_opening: sent, what came of it meanwhile, together with its beginning', async () => {
    groupAnswers(...busy(99));
    await fails();
    await village.pass(10 * SECOND);
    const access = { actor: { kind: 'system', id: null }, scope: village.units.slice(0, 1) } as const;
    const [incident] = await village.rows<{ id: string }>('SELECT id FROM incident');
    const wish = { text: null, minutes: 600, takeOver: false };
    await village.app.get(IncidentStore).acknowledge(access, incident?.id ?? '', wish, village.clock.now());
    await village.pass(35 * MINUTE);
    expect(await sent()).toEqual(['/leader bundle']);
    expect(await story()).toEqual([...moved('not_accepted_in_time'), ...moved('follows_its_opening')]);
  });

  it('follows_its_opening: not sent, when beginning and end both reached nobody', async () => {
    groupAnswers(...busy(99));
    await fails();
    await village.pass(10 * SECOND);
    await heals();
    await village.pass(35 * MINUTE);
    expect(await sent()).toEqual([]);
    expect(await story()).toEqual([...moved('not_accepted_in_time'), ...moved('follows_its_opening')]);
  });

  it('fallback_knows: sent, then not sent, a second time to a leader who hears everything himself', async () => {
    await village.rows('UPDATE target SET only_as_fallback = false, unit_id = $2 WHERE id = $1', leader, village.group);
    groupAnswers({ status: 400 });
    await fails();
    await village.pass(90 * SECOND);
    expect(await sent()).toEqual(['/leader opened']);
    expect(await story()).toEqual(moved('fallback_knows'));
  });
});
