import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Manner } from './rude-receiver.ts';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start();
});
afterEach(() => village.stop());

/** One light of the group falls silent and its announcement falls due. */
async function failOne(): Promise<void> {
  const light = await village.device('Đèn cổng làng');
  await village.pass(16 * SECOND);
  await village.fallSilent(light);
  await village.pass(62 * SECOND);
}

const states = () =>
  village.rows<{ name: string; state: string; attempts: number; reason: string | null }>(
    `SELECT t.name, n.state, n.attempts, n.last_error AS reason FROM notification n JOIN target t ON t.id = n.target_id
     ORDER BY t.name, n.created_at, n.id`,
  );

describe('a receiver that misbehaves', () => {
  it.each<[string, Manner[], object]>([
    ['answers 500 twice', [{ status: 500 }, { status: 500 }], { state: 'accepted', attempts: 3 }],
    ['takes the message and resets', ['reset_after_reading'], { state: 'accepted', attempts: 2 }],
    ['never ends its answer', ['endless_answer'], { state: 'accepted', attempts: 1 }],
    [
      'sends us elsewhere',
      [{ status: 307, headers: { location: '/elsewhere' } }],
      { state: 'failed', attempts: 1, reason: 'redirect_refused' },
    ],
    ['is gone for good', [{ status: 410 }], { state: 'failed', attempts: 1, reason: 'http_410' }],
  ])('%s: nothing is lost, nothing called delivered that was not', async (_, manners, expected) => {
    await village.target('/group');
    village.receiver.answer('/group', ...manners);
    await failOne();
    await village.pass(30 * SECOND, 10 * SECOND);
    expect(await states()).toMatchObject([{ name: '/group', ...expected }]);
    expect(new Set(village.receiver.at('/group').map((message) => message.id)).size).toBe(1);
    expect(new Set(village.receiver.at('/group').map((message) => JSON.stringify(message.body))).size).toBe(1);
    expect(village.receiver.at('/elsewhere')).toEqual([]);
  });

  it('is left alone as long as it asked for', async () => {
    await village.target('/group');
    village.receiver.answer('/group', { status: 429, headers: { 'retry-after': '120' } });
    await failOne();
    await village.pass(110 * SECOND);
    expect(await states()).toMatchObject([{ state: 'queued', attempts: 1, reason: 'http_429' }]);
    await village.pass(20 * SECOND);
    expect(await states()).toMatchObject([{ state: 'accepted', attempts: 2 }]);
  });

  it('hears of the end only after it heard of the beginning', async () => {
    await village.target('/group');
    village.receiver.answer('/group', ...Array.from({ length: 5 }, () => ({ status: 503 })));
    const light = await village.device('Đèn cổng làng');
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(70 * SECOND);
    await village.hear(light);
    await village.pass(10 * MINUTE);
    const accepted = village.receiver.at('/group').slice(5);
    expect(accepted.map((message) => message.body.type)).toEqual(['incident.opened', 'incident.resolved']);
  });

  it('gets two signatures while its secret changes over, and one afterwards', async () => {
    const group = await village.target('/group');
    await village.rows(
      `UPDATE target SET old_secret_ciphertext = secret_ciphertext, old_secret_key_id = secret_key_id, old_secret_until = $2
       WHERE id = $1`,
      group,
      new Date(village.clock.now() + 2 * MINUTE),
    );
    const light = await village.device('Đèn cổng làng');
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(70 * SECOND);
    await village.pass(MINUTE);
    await village.hear(light);
    await village.pass(10 * SECOND);
    const seen = village.receiver.at('/group').map(({ signed, signatures }) => ({ signed, signatures }));
    expect(seen).toEqual([
      { signed: true, signatures: 2 },
      { signed: true, signatures: 1 },
    ]);
  });

  it('that hangs delays nobody else, and is tried again with the same key', async () => {
    await village.target('/hangs');
    for (const path of ['/a', '/b', '/c']) await village.target(path);
    village.receiver.answer('/hangs', 'hang');
    const failing = failOne();
    await Promise.all(['/a', '/b', '/c'].map((path) => village.receiver.until(path, 1)));
    expect((await states()).find((row) => row.name === '/hangs')).toMatchObject({ state: 'sending' });
    await failing;
    expect((await states()).find((row) => row.name === '/hangs')).toMatchObject({ state: 'queued', reason: 'timeout' });
    await village.pass(10 * SECOND);
    expect(village.receiver.at('/hangs')).toHaveLength(2);
    expect(village.said('/hangs')).toHaveLength(1);
    expect(await states()).toMatchObject(Array.from({ length: 4 }, () => ({ state: 'accepted' })));
  });
});

describe('what cannot be sent', () => {
  it('says which channel is not set up, and to which addresses we may not call', async () => {
    await village.target('/mail', { channel: 'email' });
    await village.target('/zalo', { channel: 'zalo_gmf' });
    const inside = await village.target('/inside');
    await village.rows(`UPDATE target SET address = '{"url":"http://169.254.169.254/"}' WHERE id = $1`, inside);
    await failOne();
    expect(await states()).toMatchObject([
      { name: '/inside', state: 'failed', reason: 'address_refused' },
      { name: '/mail', state: 'failed', reason: 'channel_not_configured' },
      { name: '/zalo', state: 'failed', reason: 'channel_not_configured' },
    ]);
  });

  it('is not followed by a recovery that nobody would understand', async () => {
    await village.target('/group');
    village.receiver.answer('/group', { status: 400 });
    const light = await village.device('Đèn cổng làng');
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(62 * SECOND);
    await village.hear(light);
    await village.pass(5 * SECOND);
    expect(village.receiver.at('/group')).toHaveLength(1);
    expect(await village.rows(`SELECT state, reason FROM notification WHERE event = 'incident.resolved'`)).toEqual([
      { state: 'suppressed', reason: 'opening_not_delivered' },
    ]);
  });
});
