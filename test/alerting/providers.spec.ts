import { ChannelCosts, type Database, DeliveryReceipts, fallBackInUnit, newId } from '#libs/database';
import { type Channel, HOUR, MINUTE, SECOND, type Severity, type TargetId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Conduct, PretendedProvider, SendingProcess } from './provider-at-work.ts';
import { WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start({ engines: 0 });
});
afterEach(() => village.stop());

async function target(channel: Channel, fallbackId: TargetId | null = null): Promise<TargetId> {
  const id = newId<TargetId>(village.clock.now());
  await village.rows(
    `INSERT INTO target (id, unit_id, channel, name, fallback_target_id, created_at, updated_at)
     VALUES ($1, $2, $3, 'Nơi nhận', $4, now(), now())`,
    ...[id, village.group, channel, fallbackId],
  );
  return id;
}

/** The opening of an incident of its own, due now. */
async function message(to: TargetId, severity: Severity = 'major'): Promise<string> {
  const id = newId(village.clock.now());
  const at = new Date(village.clock.now());
  const variables = {
    cause: 'power_cut',
    unit: { id: village.group, name: 'Tổ 5' },
    timeZone: 'UTC',
    lines: [],
    takenBy: null,
  };
  await village.rows(
    `WITH incident AS (
       INSERT INTO incident (id, identity, cause, scope_unit_id, unit_id, severity, state, reason, rule, started_at, opened_at)
       VALUES ($1, $7, 'power_cut', $2, $2, $3, 'open', 'r', 'r/1', $4, $4)),
     sent AS (
       INSERT INTO notification (id, target_id, unit_id, channel, event, variables, severity, language, state, reason, rule,
         idempotency_key, created_at, next_attempt_at)
       SELECT $1, id, unit_id, channel, 'incident.opened', $6, $3, 'vi', 'queued', 'r', 'r/1', $7, $4, $4
       FROM target WHERE id = $5),
     about AS (INSERT INTO notification_incident VALUES ($1, $1))
     INSERT INTO told (target_id, incident_id, event, notification_id, at) VALUES ($5, $1, 'incident.opened', $1, $4)`,
    ...[id, village.group, severity, at, to, JSON.stringify(variables), id],
  );
  return id;
}

const several = async <Thing>(count: number, make: () => Promise<Thing>): Promise<Thing[]> => {
  const things = [];
  for (let made = 0; made < count; made += 1) things.push(await make());
  return things;
};

describe('a provider that is in trouble for an hour', () => {
  const STRIDE = 2 * MINUTE;

  it.each<Conduct>(['hangs', 'html_with_200', 'resets_after_taking', 'asks_for_10_minutes'])(
    'and %s: others leave as ever, all is told in the end or told another way, nothing twice with another key',
    async (conduct) => {
      const [ill, well] = [new PretendedProvider('zalo_bot'), new PretendedProvider('email')];
      ill.conduct = conduct;
      const here = new SendingProcess(village, [ill, well]);
      const alone = await several(12, async () => message(await target('zalo_bot')));
      const covered = await several(8, async () => message(await target('zalo_bot', await target('email'))));
      const others = await several(20, () => target('email'));
      const waits: number[] = [];
      const begin = village.clock.now();
      const end = begin + HOUR;
      for (let turn = 0; village.clock.now() < end + 25 * MINUTE; turn += 1) {
        if (village.clock.now() >= end) ill.conduct = 'takes';
        const other = turn % 2 === 0 ? others[turn / 2] : undefined;
        const key = other && (await message(other));
        await here.turn();
        if (key) waits.push(well.taken.filter((taken) => taken.key === key).length);
        village.clock.set(begin + (turn + 1) * STRIDE);
      }
      await here.close();
      // Each was taken in the very turn in which it fell due.
      expect(waits).toEqual(waits.map(() => 1));
      expect(waits).toHaveLength(20);
      const unheard = alone.filter((key) => !ill.taken.some((taken) => taken.key === key));
      expect(unheard).toEqual([]);
      const rows = await village.rows<{ state: string; reason: string; key: string; from: string | null }>(
        `SELECT n.state, n.reason, n.idempotency_key AS key, n.fell_back_from AS from FROM notification n`,
      );
      expect(rows.filter(({ state }) => state !== 'accepted' && state !== 'fell_back')).toEqual([]);
      const instead = new Map(rows.flatMap(({ from, key }) => (from === null ? [] : [[from, key]])));
      expect([...instead.keys()].sort()).toEqual([...covered].sort());
      expect(well.taken.map(({ key }) => key)).toEqual(expect.arrayContaining([...instead.values()]));
      expect(well.taken).toHaveLength(20 + covered.length);
      const known = new Set(rows.map(({ key }) => key));
      expect([...ill.taken, ...well.taken].filter(({ key }) => !known.has(key))).toEqual([]);
      const twice = ill.taken.length - new Set(ill.taken.map(({ key }) => key)).size;
      expect(conduct === 'resets_after_taking' || twice === 0).toBe(true);
      expect(new Set(well.taken.map(({ key }) => key)).size).toBe(well.taken.length);
      // The breaker: a handful of calls, then a probe now and then.
      expect(ill.calls).toBeLessThan(100);
    },
  );
});

it('400 messages of one account after a storm leave within its limit in any minute, the critical ones first', async () => {
  const chat = new PretendedProvider('zalo_gmf');
  const here = new SendingProcess(village, [chat]);
  let made = 0;
  const keys = await several(400, async () =>
    message(await target('zalo_gmf'), (made += 1) % 8 === 0 ? 'critical' : 'minor'),
  );
  for (let turn = 0; turn < 65 && chat.taken.length < 400; turn += 1) {
    await here.turn();
    village.clock.advance(10 * SECOND);
  }
  await here.close();
  expect(chat.taken.map(({ key }) => key).sort()).toEqual([...keys].sort());
  const within = chat.taken.map(
    ({ at }) => chat.taken.filter((taken) => taken.at >= at && taken.at < at + MINUTE).length,
  );
  expect(Math.max(...within)).toBeLessThanOrEqual(60);
  expect(chat.taken.slice(0, 50).map(({ severity }) => severity)).toEqual(Array.from({ length: 50 }, () => 'critical'));
});

it('channel_budget_spent: sent, only what is critical, over paid channels; the rest goes to whoever is told instead', async () => {
  const [sms, mail] = [new PretendedProvider('sms'), new PretendedProvider('email')];
  const here = new SendingProcess(village, [sms, mail], { prices: { sms: 850 }, budgetDong: 1700 });
  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      await here.turn();
      village.clock.advance(MINUTE);
    }
  };
  const paid = [await message(await target('sms')), await message(await target('sms'))];
  await turns(2);
  expect(await new ChannelCosts(village.database).spentDong(village.clock.now())).toBe(1700);
  const covered = await message(await target('sms', await target('email')));
  const alone = await message(await target('sms'), 'minor');
  const urgent = await message(await target('sms'), 'critical');
  await turns(3);
  expect(sms.taken.map(({ key }) => key).sort()).toEqual([...paid, urgent].sort());
  expect(mail.taken).toHaveLength(1);
  const untold = `SELECT id, state, last_error AS error FROM notification WHERE state <> 'accepted' ORDER BY state DESC`;
  expect(await village.rows(untold)).toEqual([
    { id: covered, state: 'fell_back', error: 'channel_budget_spent' },
    { id: alone, state: 'failed', error: 'channel_budget_spent' },
  ]);
  // The next month begins with a full purse, by Vietnam's calendar.
  expect(await new ChannelCosts(village.database).spentDong(Date.parse('2026-11-30T17:00:00Z'))).toBe(0);
  await here.close();
});

it('an engine killed at any statement of falling back moves the message once', async () => {
  const instead = await target('email');
  await village.rows('UPDATE target SET only_as_fallback = true WHERE id = $1', instead);
  const first = await target('zalo_bot', instead);
  await message(first);
  await village.rows('UPDATE target SET enabled = false WHERE id = $1', first);
  let [statements, dieAt, crashes] = [0, 1, 0];
  const dying = new Proxy(village.database, {
    get: (database, name) =>
      name === 'transaction'
        ? (work: Parameters<Database['transaction']>[0]) =>
            database.transaction((tx) =>
              work({
                ...tx,
                query: (...query: Parameters<typeof tx.query>) => {
                  statements += 1;
                  if (statements >= dieAt) throw new Error('killed');
                  return tx.query(...query) as never;
                },
              }),
            )
        : (Reflect.get(database, name) as unknown),
  });
  for (let whole = false; !whole;) {
    [statements, whole] = [0, true];
    await fallBackInUnit(dying, village.group, village.clock.now()).catch((error: Error) => {
      expect(error.message).toBe('killed');
      [whole, dieAt, crashes] = [false, dieAt + 1, crashes + 1];
    });
  }
  await fallBackInUnit(village.database, village.group, village.clock.now());
  expect(crashes).toBeGreaterThan(10);
  const states = `SELECT n.state, n.channel FROM notification n ORDER BY n.created_at, n.channel DESC`;
  expect(await village.rows(states)).toEqual([
    { state: 'fell_back', channel: 'zalo_bot' },
    { state: 'queued', channel: 'email' },
  ]);
  const line = `SELECT reason FROM incident_event WHERE kind = 'fell_back'`;
  expect(await village.rows(line)).toEqual([{ reason: 'target_switched_off' }]);
});

it('a channel that waits for a person is tried by a test at once, and goes on when that arrives', async () => {
  const chat = new PretendedProvider('zalo_bot');
  const here = new SendingProcess(village, [chat]);
  const at = new Date(village.clock.now());
  await village.rows(
    `INSERT INTO channel_account (channel, account, paused_reason, paused_at, opened_at, probe_at)
     VALUES ('zalo_bot', 'main', 'unpaid', $1, $1, $2)`,
    ...[at, new Date(at.getTime() + 10 * MINUTE)],
  );
  const waiting = await message(await target('zalo_bot'), 'critical');
  await here.turn();
  expect(chat.taken).toEqual([]);
  const test = await message(await target('zalo_bot'), 'info');
  await village.rows(`UPDATE notification SET event = 'test' WHERE id = $1`, test);
  await here.turn();
  expect(chat.taken.map(({ key }) => key)).toEqual([test, waiting]);
  expect(await village.rows('SELECT paused_reason AS reason FROM channel_account')).toEqual([{ reason: null }]);
  await here.close();
});

describe('what a provider tells afterwards', () => {
  const state = () =>
    village.rows(`SELECT state, delivered_at IS NOT NULL AS delivered, read_at IS NOT NULL AS read FROM notification`);

  it('is on record, never goes back, and may come before the acceptance', async () => {
    const receipts = village.app.get(DeliveryReceipts);
    const chat = new PretendedProvider('zalo_bot');
    const here = new SendingProcess(village, [chat]);
    await message(await target('zalo_bot'));
    const at = village.clock.now();
    expect(await receipts.record('zalo_bot', 'm-1', 'delivered', at)).toBe(false);
    await here.turn();
    expect(await state()).toEqual([{ state: 'delivered', delivered: true, read: false }]);
    expect(await receipts.record('zalo_bot', 'm-1', 'read', at)).toBe(true);
    expect(await receipts.record('zalo_bot', 'm-1', 'delivered', at)).toBe(true);
    expect(await receipts.record('zalo_gmf', 'm-1', 'read', at)).toBe(false);
    expect(await state()).toEqual([{ state: 'read', delivered: true, read: true }]);
    await here.close();
  });
});
