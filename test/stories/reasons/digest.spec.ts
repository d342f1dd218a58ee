import type { DeviceNo } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(60_000);

const NIGHT = { from: '22:00', to: '06:00' };

let village: WatchedVillage;
let light: DeviceNo;
beforeEach(async () => {
  village = await WatchedVillage.start();
  await village.target('/group', { quietHours: NIGHT });
  await village.target('/households', { audience: 'households' });
  light = await village.device('Đèn cổng làng');
  await village.hear(light);
  await village.pass(5 * SECOND);
});
afterEach(() => village.stop());

async function failsAt(local: string): Promise<void> {
  await village.until(local);
  village.hush(light);
  await village.pass(3 * MINUTE);
}
async function healsAt(local: string): Promise<void> {
  await village.until(local);
  await village.hear(light);
  await village.pass(3 * MINUTE);
}
const policy = (digestAt: string) =>
  village.rows(
    `INSERT INTO unit_policy (unit_id, digest_at, updated_at) VALUES ($1, $2, now())
     ON CONFLICT (unit_id) DO UPDATE SET digest_at = excluded.digest_at`,
    village.group,
    digestAt,
  );
/** Everything that was sent, to whomever. */
const sent = () => village.receiver.received.map(({ path, body }) => `${path} ${body.type}`);
const decided = () => village.rows(`SELECT day::text, reason FROM digest ORDER BY day`);

describe('the daily digest', () => {
  it('daily_digest, nothing_to_say, digest_off: sent, at half past six, of what lasts', async () => {
    await failsAt('2026-11-21T20:00');
    await village.until('2026-11-22T06:20');
    expect(sent()).toEqual(['/group incident.opened']);
    await village.until('2026-11-22T06:31');
    expect(sent()).toEqual(['/group incident.opened', '/group digest.daily']);
    expect(village.said('/group')[1]).toBe(
      'Tổ tự quản số 5, bản tin ngày 22/11.\nCòn 1 sự cố chưa xong:\n• Đèn cổng làng (D-1, cổng làng): mất tín hiệu từ 20h00 ngày 21/11',
    );
    expect(await decided()).toEqual([{ day: '2026-11-22', reason: 'daily_digest' }]);
  });

  it('daily_digest, healed_overnight: sent, the only word of what came and went in the night', async () => {
    await failsAt('2026-11-22T01:00');
    await healsAt('2026-11-22T02:30');
    await village.until('2026-11-22T07:00');
    expect(sent()).toEqual(['/group digest.daily']);
    expect(village.said('/group')).toEqual([
      'Tổ tự quản số 5, bản tin ngày 22/11.\nTrong đêm 1 thiết bị gặp sự cố rồi tự hết:\n• Đèn cổng làng (D-1, cổng làng): đã hoạt động trở lại sau 1 giờ 30 phút',
    ]);
  });

  it('daily_digest: sent, again the next day, of what still lasts, but not of the night before', async () => {
    await failsAt('2026-11-22T01:00');
    await healsAt('2026-11-22T02:30');
    await failsAt('2026-11-22T12:00');
    await village.until('2026-11-23T06:31', 30 * MINUTE);
    expect(sent()).toEqual(['/group digest.daily', '/group incident.opened', '/group digest.daily']);
    expect(village.said('/group')[2]).not.toContain('rồi tự hết');
  });

  it('daily_digest, nothing_to_say: not sent, of a quiet night', async () => {
    await village.until('2026-11-22T07:00');
    expect(sent()).toEqual([]);
    expect(await decided()).toEqual([{ day: '2026-11-22', reason: 'nothing_to_say' }]);
  });

  it('nothing_to_say: not sent, of what was told and is over', async () => {
    await failsAt('2026-11-21T20:00');
    await healsAt('2026-11-21T21:00');
    await village.until('2026-11-22T07:00');
    expect(sent()).toEqual(['/group incident.opened', '/group incident.resolved']);
  });

  it('digest_off: not sent, where the unit wants none', async () => {
    await policy('off');
    await failsAt('2026-11-21T20:00');
    await village.until('2026-11-22T07:00');
    expect(sent()).toEqual(['/group incident.opened']);
  });

  it('digest_not_due: not sent, before the time the unit chose, nor to a target that came after it', async () => {
    await policy('07:30');
    await failsAt('2026-11-21T20:00');
    await village.until('2026-11-22T07:29');
    expect(sent()).toEqual(['/group incident.opened']);
    await village.until('2026-11-22T07:40');
    const both = ['/group incident.opened', '/group digest.daily'];
    expect(sent()).toEqual(both);
    await village.target('/new');
    await village.until('2026-11-22T09:00');
    expect(sent()).toEqual(both);
  });

  it('digest_not_due: sent, in the end, when the quiet hours are over', async () => {
    await village.rows(`UPDATE target SET quiet_hours = '{"from":"22:00","to":"08:00"}'`);
    await failsAt('2026-11-21T20:00');
    await village.until('2026-11-22T07:50');
    expect(sent()).toHaveLength(1);
    await village.until('2026-11-22T08:01');
    expect(sent()).toEqual(['/group incident.opened', '/group digest.daily']);
  });

  it('too_late_today: not sent, when we come back after noon', async () => {
    await failsAt('2026-11-21T20:00');
    village.clock.set(Date.parse('2026-11-22T13:00:00+07:00'));
    await village.pass(2 * MINUTE);
    expect(sent()).toEqual(['/group incident.opened']);
    expect(await decided()).toEqual([{ day: '2026-11-22', reason: 'too_late_today' }]);
  });

  it('too_late_today: sent, when we come back in the morning', async () => {
    await failsAt('2026-11-21T20:00');
    village.clock.set(Date.parse('2026-11-22T09:00:00+07:00'));
    await village.pass(2 * MINUTE);
    expect(sent()).toEqual(['/group incident.opened', '/group digest.daily']);
  });
});

describe('a digest is sent once', () => {
  it('by two engines, whatever dies between two steps', async () => {
    await village.addEngine();
    await failsAt('2026-11-21T20:00');
    await village.until('2026-11-22T06:29');
    const dying = village.engine((step) => {
      if (step === 'digest') throw new Error('killed');
    });
    village.clock.set(Date.parse('2026-11-22T06:30:00+07:00'));
    await expect(dying.cycle(village.clock.now())).rejects.toThrow('killed');
    await village.pass(3 * MINUTE);
    expect(sent()).toEqual(['/group incident.opened', '/group digest.daily']);
  });

  it('when the clock is set back, and when the unit moves its time the same day', async () => {
    await failsAt('2026-11-21T20:00');
    await village.until('2026-11-22T06:40');
    const once = ['/group incident.opened', '/group digest.daily'];
    expect(sent()).toEqual(once);
    village.clock.set(Date.parse('2026-11-22T06:00:00+07:00'));
    await village.until('2026-11-22T07:00');
    expect(sent()).toEqual(once);
    await policy('20:00');
    await village.rows('UPDATE target SET digest_due_at = $1', new Date(village.clock.now()));
    await village.until('2026-11-22T20:10');
    expect(sent()).toEqual(once);
  });
});
