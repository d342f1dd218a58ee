import type { DeviceNo } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';
import { DarkPlaces } from './dark-places.ts';

jest.setTimeout(120_000);

let village: WatchedVillage;
let places: DarkPlaces;
beforeEach(async () => {
  village = await WatchedVillage.start();
  places = new DarkPlaces(village);
  await village.target('/group');
  await village.target('/village', { unitId: village.village });
});
afterEach(() => village.stop());

const CUT = [
  expect.stringMatching(
    /^\/group Mất điện cả thôn Tháp Thượng từ 19h42: \d camera của tổ tự quản số 5 ngừng hoạt động\.$/,
  ),
  expect.stringMatching(/^\/village Mất điện cả thôn Tháp Thượng từ 19h42: \d camera ngừng hoạt động\.$/),
];
const BACK = [
  expect.stringMatching(/^\/group Thôn Tháp Thượng có điện lại lúc \d+h\d\d, sau \d+ phút\.$/),
  expect.stringMatching(/^\/village Thôn Tháp Thượng có điện lại lúc \d+h\d\d, sau \d+ phút\.$/),
];
/** One message of the group about so many devices, each by itself. */
const single = (what: string) => [expect.stringMatching(new RegExp(`^/group Tổ tự quản số 5: ${what},? mất tín hiệu`))];

/** A village in which the power went off two minutes ago, and has been told so. */
async function cutOf(cameras: number): Promise<DeviceNo[]> {
  const mains = await places.cameras(cameras);
  await places.lights(2);
  await places.silence(...mains);
  await village.pass(2 * MINUTE);
  expect(places.sent()).toEqual(CUT);
  return mains;
}

describe('the power of a village', () => {
  it('mains_silent_witnesses_talk, fell_with_it, explained_by_power_cut, most_talk_again, over: sent, one sentence for the group and one for the village, and one each when the power is back', async () => {
    const mains = await cutOf(4);
    expect(await places.reasons('explained')).toEqual(['fell_with_it']);
    expect(await places.reasons('not_told')).toEqual(['explained_by_power_cut']);
    await village.pass(27 * MINUTE);
    await village.hear(...mains);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual(BACK);
    expect(
      await village.rows(`SELECT DISTINCT left_reason FROM incident_parent UNION ALL
        SELECT resolved_reason FROM incident WHERE cause = 'power_cut' ORDER BY 1`),
    ).toEqual([{ left_reason: 'most_talk_again' }, { left_reason: 'over' }]);
  });

  it('mains_silent_witnesses_talk, fell_with_it, explained_by_power_cut, most_talk_again, over: not sent, when a quarter of the cameras still talks', async () => {
    const mains = await places.cameras(4);
    await places.lights(2);
    await places.silence(...mains.slice(1));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual(single('3 camera'));
    await village.hear(...mains);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([expect.stringMatching(/^\/group Tổ tự quản số 5: 3 camera đã trở lại/)]);
    expect(await village.rows(`SELECT 1 FROM incident WHERE cause <> 'device'`)).toEqual([]);
  });

  it('many_still_talk: sent, three cameras by themselves while the fourth talks', async () => {
    const mains = await places.cameras(4);
    await places.lights(2);
    await places.silence(...mains.slice(1));
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual(single('3 camera'));
  });

  it('many_still_talk: not sent, when the fourth falls silent, too', async () => {
    await cutOf(4);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([]);
  });

  it('too_few_silent: sent, two cameras by themselves though there are no others', async () => {
    const mains = await places.cameras(2);
    await places.lights(2);
    await places.silence(...mains);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual(single('2 camera'));
  });

  it('too_few_silent: not sent, with a third one', async () => {
    await cutOf(3);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([]);
  });

  it('witnesses_silent_too: sent, everything by itself when the lights fall silent with the cameras', async () => {
    const [mains, lights] = [await places.cameras(4), await places.lights(2)];
    await places.silence(...mains, ...lights);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual(single('4 camera, 2 đèn'));
  });

  it('witnesses_silent_too: not sent, when only one of three lights does: the light alone is told', async () => {
    const [mains, lights] = [await places.cameras(4), await places.lights(3)];
    await places.silence(...mains, ...lights.slice(2));
    await village.pass(10 * MINUTE, 20 * SECOND);
    expect(places.sent()).toEqual([
      expect.stringMatching(
        /^\/group Mất điện cả thôn Tháp Thượng .*: 4 camera.*\nTổ tự quản số 5: đèn Ngõ 7 .* mất tín hiệu/,
      ),
      CUT[1],
    ]);
  });

  it('mains_silent_no_witness: sent, as what it probably is', async () => {
    const mains = await places.cameras(3);
    await places.silence(...mains);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      '/group Có thể đang mất điện cả thôn Tháp Thượng từ 19h42: 3 camera của tổ tự quản số 5 ngừng hoạt động.',
      '/village Có thể đang mất điện cả thôn Tháp Thượng từ 19h42: 3 camera ngừng hoạt động.',
    ]);
    await village.hear(...mains);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      expect.stringMatching(/^\/group Thôn Tháp Thượng hoạt động trở lại lúc/),
      expect.stringMatching(/^\/village Thôn Tháp Thượng hoạt động trở lại lúc/),
    ]);
  });

  it('mains_silent_no_witness: not sent, where a light testifies: then it is certain', async () => {
    await cutOf(3);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([]);
  });

  it('nobody_offline_yet: not sent, as long as all are only late', async () => {
    const mains = await places.cameras(4);
    await places.lights(2);
    village.hush(...mains);
    await village.pass(9 * SECOND);
    await village.fallSilent(...mains);
    await village.pass(2 * SECOND);
    await village.hear(...mains);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual([]);
    expect(await village.rows('SELECT 1 FROM incident')).toEqual([]);
  });

  it('nobody_offline_yet: sent, from the first deadline on, with the late ones as evidence', async () => {
    const mains = await places.cameras(4);
    await places.lights(2);
    village.hush(...mains);
    await village.pass(9 * SECOND);
    await village.fallSilent(...mains);
    await village.pass(7 * SECOND);
    await village.fallSilent(...mains.slice(0, 1));
    await village.pass(SECOND);
    expect(await village.rows(`SELECT cause FROM incident WHERE cause <> 'device'`)).toEqual([{ cause: 'power_cut' }]);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual(CUT);
  });
});

describe('what happens during a cut', () => {
  it('fell_later: not sent, a camera that falls silent while the power is off', async () => {
    const late = await places.cameras(1);
    const mains = await places.cameras(7);
    await places.lights(2);
    await places.silence(...mains);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual(CUT);
    await places.silence(...late);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual([]);
    expect(await places.reasons('explained')).toEqual(['fell_later', 'fell_with_it']);
  });

  it('fell_later: sent, when it falls silent after the power came back', async () => {
    const mains = await cutOf(4);
    await village.hear(...mains);
    await village.pass(3 * MINUTE);
    expect(places.sent()).toEqual(BACK);
    await places.silence(...mains.slice(0, 1));
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual(single('camera .*'));
  });

  it('cause_over: sent, the camera that stays dead, when it had time to start', async () => {
    const mains = await cutOf(5);
    await village.hear(...mains.slice(1));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      expect.stringMatching(
        /^\/group Thôn .* có điện lại lúc .*\. Còn 1 camera của tổ tự quản số 5 chưa hoạt động lại\.$/,
      ),
      expect.stringMatching(/^\/village Thôn .* có điện lại lúc .*\. Còn 1 camera chưa hoạt động lại\.$/),
    ]);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual(single('camera Ngã ba 1 .*'));
    expect(await places.reasons('unexplained')).toEqual(['cause_over']);
  });

  it('cause_over: not sent, the camera that starts up within three minutes', async () => {
    const mains = await cutOf(5);
    await village.hear(...mains.slice(1));
    await village.pass(100 * SECOND);
    expect(places.sent()).toHaveLength(2);
    await village.hear(...mains);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([]);
  });

  it('returns_have_stopped: sent, when half of them are back and nothing more comes for five minutes', async () => {
    const mains = await cutOf(6);
    await village.hear(...mains.slice(3));
    await village.pass(4 * MINUTE);
    expect(places.sent()).toEqual([]);
    await village.pass(150 * SECOND);
    expect(places.sent()).toEqual([
      expect.stringMatching(/^\/group Thôn .* có điện lại .*\. Còn 3 camera của tổ tự quản số 5 chưa hoạt động lại\.$/),
      expect.stringMatching(/^\/village Thôn .* có điện lại .*\. Còn 3 camera chưa hoạt động lại\.$/),
    ]);
    await village.pass(3 * MINUTE);
    expect(places.sent()).toEqual(single('3 camera'));
  });

  it('returns_have_stopped: not sent, while only one of six is back', async () => {
    const mains = await cutOf(6);
    await village.hear(...mains.slice(5));
    await village.pass(20 * MINUTE);
    expect(places.sent()).toEqual([]);
  });

  it('cause_tells: not sent, the return of a camera that was told before the cut was known', async () => {
    const mains = await places.cameras(4);
    await places.lights(2);
    await places.silence(...mains.slice(0, 1));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual(single('camera .*'));
    await places.silence(...mains.slice(1));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual(CUT);
    await village.hear(...mains);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual(BACK);
    expect(await places.reasons('not_told')).toEqual(['cause_tells', 'explained_by_power_cut', 'opening_never_told']);
  });

  it('cause_tells: sent, when it returns after the cut that explained it is over', async () => {
    const mains = await places.cameras(6);
    await places.lights(2);
    await places.silence(...mains.slice(0, 1));
    await village.pass(2 * MINUTE);
    await places.silence(...mains.slice(1));
    await village.pass(2 * MINUTE);
    places.sent();
    await village.hear(...mains.slice(1));
    await village.pass(10 * MINUTE);
    expect(places.sent()).toHaveLength(2);
    await village.hear(...mains);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([expect.stringMatching(/^\/group .*camera Ngã ba 1 .* đã hoạt động trở lại/)]);
  });

  it('nobody_restarted: sent, it was the line when nobody comes back restarted', async () => {
    const mains = await cutOf(4);
    await places.bootIds(mains, false);
    await village.hear(...mains);
    await village.pass(2 * MINUTE);
    const words = 'có tín hiệu lại lúc .* Nguyên nhân là đường mạng, không phải mất điện\\.$';
    expect(places.sent()).toEqual([
      expect.stringMatching(new RegExp(`^/group Thôn Tháp Thượng ${words}`)),
      expect.stringMatching(new RegExp(`^/village Thôn Tháp Thượng ${words}`)),
    ]);
    expect(await places.reasons('corrected')).toEqual(['nobody_restarted']);
  });

  it('nobody_restarted: not sent, when one of them did', async () => {
    const mains = await cutOf(4);
    await places.bootIds(mains, false);
    await places.bootIds(mains.slice(0, 1), true);
    await village.hear(...mains);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual(BACK);
    expect(await places.reasons('corrected')).toEqual([]);
  });
});
