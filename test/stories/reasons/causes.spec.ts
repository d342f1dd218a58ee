import type { DeviceNo } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start();
  looked = 0;
});
afterEach(() => village.stop());

/** Cameras on the mains and lights on their own, all talking. */
async function settle(cameras: number, lights: number, unitId = village.group): Promise<[DeviceNo[], DeviceNo[]]> {
  const [mains, solar]: [DeviceNo[], DeviceNo[]] = [[], []];
  for (let n = 1; n <= cameras; n++) mains.push(await village.device(`Ngã ba ${n}`, 'camera', unitId));
  for (let n = 1; n <= lights; n++) solar.push(await village.device(`Ngõ ${n}`, 'solar_light', unitId));
  await village.hear(...mains, ...solar);
  return [mains, solar];
}

/** All that was sent since the last look: to whom, and the words; in order for each of them. */
let looked = 0;
const sent = (): string[] => {
  const fresh = village.receiver.received.slice(looked);
  looked += fresh.length;
  const paths = [...new Set(fresh.map(({ path }) => path))].sort();
  return paths.flatMap((path) =>
    fresh.filter((message) => message.path === path).map(({ body }) => `${path} ${body.data.text.vi}`),
  );
};

describe('power cut', () => {
  it('mains_silent_witnesses_talk, explained_by_power_cut, most_talk_again: sent, one sentence for the group and one for the village, and one each when the power is back', async () => {
    await village.target('/group');
    await village.target('/village', { unitId: village.village });
    const [mains] = await settle(4, 2);
    await village.pass(20 * SECOND);
    village.hush(...mains);
    await village.pass(16 * SECOND);
    await village.fallSilent(...mains);
    await village.pass(2 * MINUTE);
    expect(sent()).toEqual([
      '/group Mất điện cả thôn Tháp Thượng từ 19h42: 4 camera của tổ tự quản số 5 ngừng hoạt động.',
      '/village Mất điện cả thôn Tháp Thượng từ 19h42: 4 camera ngừng hoạt động.',
    ]);
    await village.pass(28 * MINUTE);
    await village.hear(...mains);
    await village.pass(10 * MINUTE);
    expect(sent()).toEqual([
      '/group Thôn Tháp Thượng có điện lại lúc 20h12, sau 30 phút.',
      '/village Thôn Tháp Thượng có điện lại lúc 20h12, sau 30 phút.',
    ]);
  });
});
