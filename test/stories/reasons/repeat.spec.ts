import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { EscalatingVillage } from '../../alerting/escalating-village.ts';
import { MINUTE } from '../../alerting/watched-village.ts';

jest.setTimeout(90_000);

const HOUR = 60 * MINUTE;

let story: EscalatingVillage;
afterEach(() => story.village.stop());

describe('what nobody takes', () => {
  it('repeat_due, repeat_not_due: sent, to its own targets each hour, with the link', async () => {
    story = await EscalatingVillage.start({ policy: { repeatMinutes: 60 } });
    await story.fails();
    await story.village.pass(2 * HOUR);
    expect(story.sent()).toEqual(['/group opened', '/group updated', '/group updated']);
    expect(story.village.said('/group')[1]).toMatch(
      /^Nhắc lại, Tổ tự quản số 5 chưa ai nhận: Đèn cổng làng \(mã D-1\).* https:\/\/canhthon\.example\/a\/[\w-]{43}$/,
    );
    await story.heals();
    expect(story.sent().slice(3)).toEqual(['/group resolved']);
  });

  it('repeat_not_due: not sent, when somebody takes it before; after that expires it is counted anew', async () => {
    story = await EscalatingVillage.start({ policy: { repeatMinutes: 60 } });
    await story.fails();
    await story.village.pass(50 * MINUTE);
    await story.presses('/group', 'Ông Hùng');
    await story.village.pass(2 * HOUR + 55 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
    await story.village.pass(10 * MINUTE);
    expect(story.sent().slice(2)).toEqual(['/group updated']);
  });

  it('no_repeat: not sent, where no unit asks for it', async () => {
    story = await EscalatingVillage.start({ policy: {} });
    await story.fails();
    await story.village.pass(5 * HOUR);
    expect(story.sent()).toEqual(['/group opened']);
  });

  it('no_repeat, repeat_not_due: sent, once a policy asks for it while the trouble lasts', async () => {
    story = await EscalatingVillage.start({ policy: null });
    const { PolicyStore } = await import('#libs/database');
    const { BUILT_IN_POLICY } = await import('#libs/domain');
    await story.fails();
    await story.village.pass(2 * HOUR);
    const officer = await story.person('Cán bộ');
    const rules = { ...BUILT_IN_POLICY, repeatMinutes: 30 };
    const policies = story.village.app.get(PolicyStore);
    await policies.put(officer, story.village.village, rules, null, story.village.clock.now());
    await story.village.pass(MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group updated']);
  });

  it('repeat_due: not sent, a second time, by two engines that were away for hours', async () => {
    story = await EscalatingVillage.start({ engines: 2, policy: { repeatMinutes: 60 } });
    await story.fails();
    await story.village.wait(5 * HOUR);
    await story.village.pass(30 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group updated']);
  });

  it('quiet_hours: not sent, at night to who is not on duty, and sent once in the morning', async () => {
    story = await EscalatingVillage.start({ policy: { repeatMinutes: 60 } });
    await story.fails();
    await story.village.rows(
      `UPDATE target SET quiet_hours = $1 WHERE name = '/group'`,
      JSON.stringify({ from: '20:00', to: '06:00' }),
    );
    await story.village.until('2026-11-22T05:55');
    expect(story.sent()).toEqual(['/group opened']);
    await story.village.until('2026-11-22T06:30', MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group updated']);
  });
});
