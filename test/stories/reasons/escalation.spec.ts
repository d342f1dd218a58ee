import type { DeviceNo } from '#libs/domain';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { EscalatingVillage } from '../../alerting/escalating-village.ts';
import { MINUTE, SECOND } from '../../alerting/watched-village.ts';
import { DarkPlaces } from './dark-places.ts';

jest.setTimeout(120_000);

const HOUR = 60 * MINUTE;
const NIGHT = { from: '20:00', to: '06:00' };

let story: EscalatingVillage;
afterEach(() => story.village.stop());

/** What became of the steps: `kind reason`. */
const steps = () => story.story('escalated', 'not_escalated', 'reopened');

describe('nobody takes it', () => {
  it('step_due, step_not_due, no_steps, over, in_maintenance, step_unit_knows, step_unit_has_no_target: sent, to the village after half an hour, to the commune after two, and no more', async () => {
    story = await EscalatingVillage.start();
    await story.fails();
    await story.village.pass(26 * MINUTE);
    expect(story.sent()).toEqual(['/group opened']);
    await story.village.pass(5 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
    expect(story.village.said('/village')[0]).toMatch(
      /^Chưa ai nhận: Đèn cổng làng \(mã D-1\) ở cổng làng, cột C-1, mất tín hiệu từ 19h42 ngày 21\/11\. Tổ tự quản số 5 đã được báo lúc 19h43 ngày 21\/11\. Ai đi kiểm tra xin bấm “Tôi đi kiểm tra”: https:\/\/canhthon\.example\/a\/[\w-]{43}$/,
    );
    await story.village.pass(5 * HOUR);
    expect(story.sent()).toEqual(['/group opened', '/village escalated', '/commune escalated']);
    await story.heals();
    expect(story.sent().slice(3).sort()).toEqual(['/commune resolved', '/group resolved', '/village resolved']);
    expect(await steps()).toEqual(['escalated step_due', 'escalated step_due']);
  });

  it('step_not_due, step_due: not sent, when it works again before', async () => {
    story = await EscalatingVillage.start();
    await story.fails();
    await story.village.pass(25 * MINUTE);
    await story.heals();
    await story.village.pass(3 * HOUR);
    expect(story.sent()).toEqual(['/group opened', '/group resolved']);
  });

  it('no_steps: not sent, where no unit says who is next', async () => {
    story = await EscalatingVillage.start({ policy: null });
    await story.fails();
    await story.village.pass(3 * HOUR);
    expect(story.sent()).toEqual(['/group opened']);
  });

  it('several devices go up in one message', async () => {
    story = await EscalatingVillage.start();
    const camera = await story.village.device('Ngõ 3', 'camera');
    await story.village.hear(camera);
    story.village.hush(camera);
    await story.fails();
    await story.village.pass(30 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
    expect(story.village.receiver.at('/village')[0]?.body.data.incidents).toHaveLength(2);
  });
});

describe('nobody can be reached', () => {
  it('nobody_reachable: sent, to the village at once, and to the commune when that fails, too', async () => {
    story = await EscalatingVillage.start();
    const gone = Array.from({ length: 40 }, () => ({ status: 500 }));
    story.village.receiver.answer('/group', ...gone);
    story.village.receiver.answer('/village', ...gone);
    await story.fails();
    await story.village.pass(10 * SECOND);
    expect(story.sent()).toEqual(['/group opened', '/village escalated', '/commune escalated']);
    expect(story.village.said('/commune')[0]).toMatch(/^Chưa báo được cho Tổ tự quản số 5: Đèn cổng làng/);
    expect(await steps()).toEqual(['escalated nobody_reachable', 'escalated nobody_reachable']);
  });

  it('nobody_reachable: not sent, for something small, which waits its half hour', async () => {
    story = await EscalatingVillage.start();
    story.village.receiver.answer('/group', ...Array.from({ length: 40 }, () => ({ status: 500 })));
    await story.village.fault(story.light, 'clock_drift', true);
    await story.village.pass(20 * MINUTE);
    expect(story.sent()).toEqual(['/group opened']);
    await story.village.pass(12 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
  });

  it('step_unit_has_no_target: not sent, to a unit without targets, and the next step keeps its time', async () => {
    story = await EscalatingVillage.start();
    await story.village.rows(`UPDATE target SET enabled = false WHERE name = '/village'`);
    await story.fails();
    await story.village.pass(110 * MINUTE);
    expect(story.sent()).toEqual(['/group opened']);
    await story.village.pass(10 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/commune escalated']);
    expect(await steps()).toEqual(['not_escalated step_unit_has_no_target', 'escalated step_due']);
  });

  it('step_unit_knows: not sent, to who was told of the beginning in place of the group', async () => {
    story = await EscalatingVillage.start();
    await story.village.rows(`UPDATE target SET enabled = false WHERE name = '/group'`);
    await story.fails();
    await story.village.pass(2 * HOUR);
    expect(story.sent()).toEqual(['/village opened', '/commune escalated']);
    expect(story.village.said('/commune')[0]).toMatch(
      /^Tổ tự quản số 5, chưa ai nhận: .* Thôn Tháp Thượng đã được báo lúc/,
    );
    expect(await steps()).toEqual(['not_escalated step_unit_knows', 'escalated step_due']);
  });
});

describe('somebody takes it', () => {
  it('acknowledged, acknowledgement_expired: not sent, as long as that holds', async () => {
    story = await EscalatingVillage.start();
    await story.fails();
    await story.presses('/group', 'Ông Hùng');
    await story.village.pass(2 * HOUR);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
  });

  it('acknowledgement_expired, acknowledged, all_steps_done: sent, when he did not finish: the steps begin again, also for who was told before', async () => {
    story = await EscalatingVillage.start();
    await story.fails();
    await story.village.pass(32 * MINUTE);
    await story.presses('/village', 'Trưởng thôn');
    await story.village.pass(2 * HOUR + MINUTE);
    expect(story.sent().slice(2).sort()).toEqual(['/group acknowledged', '/village acknowledged']);
    expect(await story.state()).toBe('open');
    await story.village.pass(30 * MINUTE);
    expect(story.sent().slice(4)).toEqual(['/village escalated']);
    expect(story.village.said('/village').at(-1)).toMatch(
      /^Tổ tự quản số 5: Trưởng thôn đã nhận đi kiểm tra nhưng quá giờ mà chưa xong\. Đèn cổng làng/,
    );
    await story.village.pass(2 * HOUR);
    expect(story.sent().slice(5)).toEqual(['/commune escalated']);
    await story.heals();
    expect(story.sent().slice(6).sort()).toEqual(['/commune resolved', '/group resolved', '/village resolved']);
    expect(await steps()).toEqual([
      'escalated step_due',
      'reopened acknowledgement_expired',
      'escalated step_due',
      'escalated step_due',
    ]);
  });

  it('over: not sent, not even what already waited to be sent', async () => {
    story = await EscalatingVillage.start({ engines: 0 });
    const engine = story.village.engineOn(story.village.database);
    story.village.hush(story.light);
    const cycle = async (ms: number) => {
      await story.village.wait(ms);
      await engine.cycle(story.village.clock.now());
    };
    await story.village.wait(16 * SECOND);
    await story.village.fallSilent(story.light);
    await cycle(SECOND);
    await cycle(2 * MINUTE);
    await cycle(HOUR);
    await story.closes(await story.person('Tổ trưởng'));
    await story.village.addEngine();
    await story.village.pass(MINUTE);
    expect(story.sent()).toEqual(['/group opened']);
    expect(await story.village.rows(`SELECT reason FROM notification WHERE state = 'suppressed'`)).toEqual([
      { reason: 'overtaken' },
    ]);
    await story.heals();
    expect(story.sent()).toEqual(['/group opened', '/group resolved']);
  });

  it('in_maintenance: not sent, while planned work lasts, and sent after it', async () => {
    story = await EscalatingVillage.start();
    await story.fails();
    const until = new Date(story.village.clock.now() + 3 * HOUR);
    await story.village.rows('UPDATE device SET maintenance_until = $1 WHERE device_no = $2', until, story.light);
    await story.village.pass(3 * HOUR - MINUTE);
    expect(story.sent()).toEqual(['/group opened']);
    await story.village.pass(2 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/commune escalated']);
  });
});

describe('quiet hours of the next level', () => {
  const quiet = (path: string) =>
    story.village.rows('UPDATE target SET quiet_hours = $1 WHERE name = $2', JSON.stringify(NIGHT), path);

  it('quiet_hours: not sent, to a village that sleeps; in the morning it is first, and the commune follows at its distance', async () => {
    story = await EscalatingVillage.start();
    await quiet('/village');
    await quiet('/commune');
    await story.fails();
    await story.village.until('2026-11-22T05:55');
    expect(story.sent()).toEqual(['/group opened']);
    await story.village.pass(6 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
    await story.village.pass(85 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
    await story.village.pass(5 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated', '/commune escalated']);
    expect(await story.story('held')).toEqual(['held quiet_hours']);
  });

  it('superseded: not sent, to the village that sleeps, when the commune is awake', async () => {
    story = await EscalatingVillage.start();
    await quiet('/village');
    await story.fails();
    await story.village.until('2026-11-22T09:00');
    expect(story.sent()).toEqual(['/group opened', '/commune escalated']);
    expect(await steps()).toEqual(['not_escalated superseded', 'escalated step_due']);
  });
});

describe('we were away', () => {
  it('superseded: sent, only the latest of the steps that fell due meanwhile, once', async () => {
    story = await EscalatingVillage.start();
    await story.fails();
    await story.village.wait(3 * HOUR);
    await story.village.pass(2 * HOUR);
    expect(story.sent()).toEqual(['/group opened', '/commune escalated']);
    expect(await steps()).toEqual(['not_escalated superseded', 'escalated step_due']);
  });

  it('superseded, all_steps_done: not sent, when we were there: each step in its time, and no more', async () => {
    story = await EscalatingVillage.start({ engines: 2 });
    await story.fails();
    await story.village.pass(3 * HOUR);
    expect(story.sent()).toEqual(['/group opened', '/village escalated', '/commune escalated']);
    expect(await steps()).toEqual(['escalated step_due', 'escalated step_due']);
  });

  it('killed after every step of every cycle, tells the same as one that lives', async () => {
    story = await EscalatingVillage.start({ engines: 0 });
    class Crash extends Error {}
    let border = 0;
    const engine = story.village.engine(() => {
      border += 1;
      if (border % 3 !== 0) throw new Crash();
    });
    const sender = await story.village.addEngine();
    expect(sender).toBeDefined();
    await story.fails();
    for (let minutes = 0; minutes < 180; minutes += 5) {
      await story.village.wait(5 * MINUTE);
      for (let count = 0; count < 4; count += 1)
        await engine.cycle(story.village.clock.now()).catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
      await story.village.pass(2 * SECOND);
    }
    expect(story.sent()).toEqual(['/group opened', '/village escalated', '/commune escalated']);
  });
});

describe('what stands for many', () => {
  it('cause_not_escalated: sent, for a hotspot that takes its cameras along: somebody can go and look at it', async () => {
    story = await EscalatingVillage.start();
    const places = new DarkPlaces(story.village);
    const hotspot = await places.hotspot();
    const behind = await places.cameras(2, story.village.group, hotspot.id);
    await places.silence(hotspot.no, ...behind);
    await story.village.pass(35 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
    expect(story.village.said('/village')[0]).toMatch(
      /^Chưa ai nhận: Điểm wifi Nhà văn hóa 1 .*nên 2 camera nối qua đó cũng mất tín hiệu\. Tổ tự quản số 5 đã được báo lúc 19h\d\d ngày 21\/11\. Ai đi kiểm tra/,
    );
    await story.village.hear(hotspot.no, ...behind);
    await story.village.pass(10 * MINUTE);
    expect(story.sent().slice(2).sort()).toEqual(['/group resolved', '/village resolved']);
  });
});

describe('what was taken before anybody was told, and was not done', () => {
  /** The group sleeps; a person on duty took it from the screen. */
  const takenAtNight = async (): Promise<void> => {
    story = await EscalatingVillage.start();
    await story.village.rows(
      `UPDATE target SET quiet_hours = $1 WHERE name = '/group'`,
      JSON.stringify({ from: '19:00', to: '06:00' }),
    );
    await story.fails();
    await story.goes(await story.person('Người trực'), { minutes: 60 });
    await story.village.until('2026-11-22T05:50');
  };

  it('nobody_told: not sent, at night: the steps count from the moment somebody is told', async () => {
    await takenAtNight();
    expect(await story.state()).toBe('open');
    expect(story.sent()).toEqual([]);
  });

  it('nobody_told: sent, in the morning, and to the village half an hour later', async () => {
    await takenAtNight();
    await story.village.pass(35 * MINUTE);
    expect(story.sent()).toEqual(['/group opened']);
    await story.village.pass(10 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
  });
});

describe('a clock set back', () => {
  it('keeps the length of an acknowledgement and asks again about what waits', async () => {
    story = await EscalatingVillage.start();
    const { forgetFuture } = await import('#libs/database');
    await story.fails();
    await story.presses('/group', 'Ông Hùng');
    await story.village.pass(MINUTE);
    const back = story.village.clock.now() - 5 * HOUR;
    await forgetFuture(story.village.database, back);
    const [row] = await story.village.rows<{ until: Date; due: Date; device: DeviceNo }>(
      `SELECT i.acknowledged_until AS until, f.due_at AS due FROM incident i JOIN incident_follow_up f ON f.incident_id = i.id`,
    );
    expect(row?.until).toEqual(new Date(back + 2 * HOUR));
    expect(row?.due).toEqual(new Date(back));
  });
});
