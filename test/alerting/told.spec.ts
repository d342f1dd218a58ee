import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(30_000);

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start();
});
afterEach(() => village.stop());

describe('one outage', () => {
  it('is told once to the responsible unit, signed, and its end once, with the duration', async () => {
    await village.target('/group');
    await village.target('/village', { unitId: village.village });
    await village.target('/households', { audience: 'households' });
    const light = await village.device('Đèn cổng làng');
    await village.pass(20 * SECOND);
    await village.fallSilent(light);
    await village.pass(59 * SECOND);
    expect(village.receiver.received).toEqual([]);
    await village.pass(2 * SECOND);
    expect(village.said('/group')).toEqual([
      expect.stringMatching(
        /^Tổ tự quản số 5: Đèn cổng làng \(mã D-1\) ở cổng làng, cột C-1, mất tín hiệu từ 19h42 ngày 21\/11\. Ai đi kiểm tra xin bấm “Tôi đi kiểm tra”: https:\/\/canhthon\.example\/a\/[\w-]{43}$/,
      ),
    ]);
    await village.pass(10 * MINUTE);
    await village.hear(light);
    await village.pass(MINUTE);
    expect(village.said('/group')).toHaveLength(2);
    expect(village.said('/group')[1]).toBe(
      'Tổ tự quản số 5: Đèn cổng làng (mã D-1) ở cổng làng, cột C-1, đã hoạt động trở lại lúc 19h53 ngày 21/11, sau 11 phút.',
    );
    expect(village.receiver.received.map(({ body, signed }) => [body.type, signed])).toEqual([
      ['incident.opened', true],
      ['incident.resolved', true],
    ]);
  });

  it('that heals within the group wait is never told, and why is stored', async () => {
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await village.pass(20 * SECOND);
    await village.fallSilent(light);
    await village.pass(30 * SECOND);
    await village.hear(light);
    await village.pass(5 * MINUTE);
    expect(village.receiver.received).toEqual([]);
    expect(await village.rows('SELECT event, state, reason FROM notification')).toEqual([
      { event: 'incident.opened', state: 'suppressed', reason: 'healed_within_group_wait' },
    ]);
    expect(await village.rows(`SELECT reason FROM incident_event WHERE kind = 'not_told'`)).toContainEqual({
      reason: 'healed_within_group_wait',
    });
  });
});
