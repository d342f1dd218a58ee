import type { DeviceNo } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

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

describe('several devices', () => {
  it('of one group are one message, and their end is one, too', async () => {
    await village.target('/group');
    const [first, second] = [await village.device('Đèn cổng làng'), await village.device('Ngõ 3', 'camera')];
    await village.pass(16 * SECOND);
    await village.fallSilent(first);
    await village.pass(20 * SECOND);
    await village.fallSilent(second);
    await village.pass(2 * MINUTE);
    expect(village.said('/group')).toEqual([
      expect.stringMatching(/^Tổ tự quản số 5: 1 đèn, 1 camera mất tín hiệu:\n• Đèn cổng làng .*\n• Camera Ngõ 3 /),
    ]);
    const [message] = village.receiver.at('/group');
    expect(message?.body.data.incident.devices).toHaveLength(2);
    expect(message?.body.data.incidents).toHaveLength(2);
    await village.hear(first, second);
    await village.pass(2 * SECOND);
    expect(village.said('/group')[1]).toMatch(/^Tổ tự quản số 5: 1 đèn, 1 camera đã trở lại bình thường/);
  });

  it('that just fell keep time to heal', async () => {
    await village.target('/group');
    const [first, second] = [await village.device('Đèn 1'), await village.device('Đèn 2')];
    await village.pass(16 * SECOND);
    await village.hear(second);
    await village.fallSilent(first);
    await village.pass(30 * SECOND);
    village.hush(second);
    await village.pass(15 * SECOND);
    await village.fallSilent(second);
    await village.pass(20 * SECOND);
    await village.hear(second);
    await village.pass(2 * MINUTE);
    expect(village.said('/group')).toEqual([expect.stringContaining('Đèn 1')]);
  });
});

describe('who is told', () => {
  it('is the nearest unit above when the group has nobody, and the unit is named', async () => {
    await village.target('/village', { unitId: village.village });
    await village.target('/commune', { unitId: village.units[0] as never });
    await village.target('/chat', { audience: 'households' });
    const light = await village.device('Đèn cổng làng');
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(2 * MINUTE);
    expect(village.said('/village')).toEqual([expect.stringMatching(/^Tổ tự quản số 5: /)]);
    expect(village.receiver.received).toHaveLength(1);
    expect(await village.rows('SELECT reason FROM notification')).toEqual([{ reason: 'no_target_in_unit' }]);
  });

  it('is not who asked for worse things, and nobody at all is said so', async () => {
    await village.target('/group', { minimumSeverity: 'critical' });
    const [own, other] = [await village.device('Đèn 1'), await village.device('Đèn 2', 'solar_light', village.village)];
    await village.pass(16 * SECOND);
    await village.fallSilent(own, other);
    await village.pass(2 * MINUTE);
    expect(village.receiver.received).toEqual([]);
    const reasons = await village.rows(`SELECT reason FROM incident_event WHERE kind = 'not_told' ORDER BY reason`);
    expect(reasons).toEqual([{ reason: 'below_minimum_severity' }, { reason: 'no_target_anywhere' }]);
  });
});

describe('faults', () => {
  it('are told as faults of a device that runs', async () => {
    await village.target('/group');
    const camera = await village.device('Camera ngã ba', 'camera');
    await village.hear(camera);
    await village.fault(camera, 'auth_failed', true);
    await village.fault(camera, 'bad_payload', true);
    await village.pass(62 * SECOND);
    await village.fault(camera, 'auth_failed', false);
    await village.pass(60 * SECOND);
    expect(village.said('/group')).toEqual([
      expect.stringContaining('vẫn chạy nhưng mật khẩu không đúng'),
      expect.stringContaining('đã nhận đúng mật khẩu'),
    ]);
  });

  it('of a device that fell silent wait until it is back', async () => {
    await village.target('/group');
    const camera = await village.device('Camera ngã ba', 'camera');
    await village.fault(camera, 'clock_drift', true);
    await village.pass(16 * SECOND);
    await village.fallSilent(camera);
    await village.pass(3 * MINUTE);
    expect(village.said('/group')).toEqual([expect.stringContaining('mất tín hiệu')]);
    await village.hear(camera);
    await village.pass(2 * MINUTE);
    expect(village.said('/group').slice(1)).toEqual([
      expect.stringContaining('đã hoạt động trở lại'),
      expect.stringContaining('đồng hồ bị sai giờ'),
    ]);
  });
});

describe('a device that comes and goes', () => {
  const quietHour = async (light: DeviceNo) => {
    for (let minutes = 0; minutes < 60; minutes += 6) {
      village.hush(light);
      await village.pass(MINUTE);
      await village.pass(2 * MINUTE);
      await village.hear(light);
      await village.pass(3 * MINUTE);
    }
  };

  it('is told in two messages an hour, with its history complete', async () => {
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await quietHour(light);
    expect(village.said('/group')).toEqual([
      expect.stringContaining('mất tín hiệu từ'),
      expect.stringContaining('đã hoạt động trở lại'),
    ]);
    expect(await village.rows(`SELECT count(*)::int FROM transition WHERE to_value = 'offline'`)).toEqual([
      { count: 10 },
    ]);
    await village.pass(5 * MINUTE);
    expect(village.said('/group').slice(2)).toEqual([expect.stringContaining('chập chờn')]);
    await village.pass(62 * MINUTE);
    expect(village.said('/group').slice(3)).toEqual([expect.stringContaining('đã ổn định trở lại')]);
  });

  it('and is gone for good in the end, is told so after half an hour', async () => {
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await quietHour(light);
    village.hush(light);
    await village.pass(35 * MINUTE);
    expect(village.said('/group').slice(3)).toEqual([expect.stringContaining('mất tín hiệu từ')]);
  });
});

describe('planned work', () => {
  it('is waited for, and told when it ends and the device does not come back', async () => {
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    const until = new Date(village.clock.now() + 10 * MINUTE);
    await village.rows('UPDATE device SET maintenance_until = $1', until);
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(9 * MINUTE);
    expect(village.receiver.received).toEqual([]);
    expect(await village.rows(`SELECT reason FROM incident_event WHERE kind = 'held'`)).toEqual([
      { reason: 'in_maintenance' },
    ]);
    await village.pass(2 * MINUTE);
    expect(village.said('/group')).toEqual([expect.stringContaining('mất tín hiệu từ 19h42')]);
  });
});
