import type { DeviceNo } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, WatchedVillage } from '../../alerting/watched-village.ts';
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

/** One message of the group about a device by itself. */
const single = (what: string) => [expect.stringMatching(new RegExp(`^/group Tổ tự quản số 5: ${what},? mất tín hiệu`))];

describe('what is registered behind something', () => {
  it('uplink_silent, behind_one_uplink, behind_uplink, explained_by_uplink: sent, the hotspot once, with what is behind it', async () => {
    const hotspot = await places.hotspot();
    const behind = await places.cameras(4, village.group, hotspot.id);
    await places.lights(1);
    await places.silence(hotspot.no, ...behind);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([
      expect.stringMatching(
        /^\/group Điểm wifi Nhà văn hóa 1 \(mã D-1\) ở cổng làng, cột C-1, mất tín hiệu từ 19h42, nên 4 camera nối qua đó cũng mất tín hiệu\. Ai đi kiểm tra xin bấm/,
      ),
    ]);
    expect(await places.reasons('explained')).toEqual(['behind_uplink', 'fell_with_it']);
    await village.hear(hotspot.no, ...behind);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      expect.stringMatching(/^\/group Điểm wifi Nhà văn hóa 1 .* đã hoạt động trở lại lúc \d+h\d\d, sau \d+ phút\.$/),
    ]);
  });

  it('uplink_silent, behind_one_uplink, behind_uplink, explained_by_uplink: not sent, when the hotspot goes on talking', async () => {
    const hotspot = await places.hotspot();
    const behind = await places.cameras(2, village.group, hotspot.id);
    await places.silence(...behind);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual(single('2 camera'));
  });

  it('uplink_talks: sent, the camera behind it by itself', async () => {
    const hotspot = await places.hotspot();
    const [camera] = (await places.cameras(2, village.group, hotspot.id)) as [DeviceNo];
    await places.silence(camera);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual(single('camera Ngã ba 2 .*'));
  });

  it('uplink_talks: not sent, when the hotspot is silent, too: one message for both', async () => {
    const hotspot = await places.hotspot();
    const [camera] = (await places.cameras(2, village.group, hotspot.id)) as [DeviceNo];
    await places.silence(hotspot.no, camera);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual([expect.stringMatching(/^\/group Điểm wifi .*, nên 1 camera nối qua đó/)]);
  });

  it('nothing_behind_silent: sent, the hotspot by itself while what is behind it talks', async () => {
    const hotspot = await places.hotspot();
    await places.cameras(2, village.group, hotspot.id);
    await places.silence(hotspot.no);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual(single('điểm wifi Nhà văn hóa 1 .*'));
  });

  it('nothing_behind_silent: not sent, by itself once a camera behind it is silent', async () => {
    const hotspot = await places.hotspot();
    const [camera] = (await places.cameras(2, village.group, hotspot.id)) as [DeviceNo];
    await places.silence(camera, hotspot.no);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual([expect.stringMatching(/^\/group Điểm wifi .*, nên 1 camera nối qua đó/)]);
  });
});
