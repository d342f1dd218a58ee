import type { DeviceNo, UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, WatchedVillage } from '../../alerting/watched-village.ts';
import { DarkPlaces } from './dark-places.ts';

jest.setTimeout(180_000);

let village: WatchedVillage;
let places: DarkPlaces;
let commune: UnitId;
/** Three villages of one commune with one group each; `/v1` hears of the first village, `/g1` of its group, … */
let groups: UnitId[];
beforeEach(async () => {
  village = await WatchedVillage.start();
  places = new DarkPlaces(village);
  commune = village.units[0] as UnitId;
  await village.target('/commune', { unitId: commune });
  groups = [village.group];
  for (const name of ['Thôn Thu Quế', 'Thôn Thống Nhất']) groups.push((await places.newVillage(name, commune)).group);
  const villages = [
    village.village,
    ...(
      await village.rows<{ id: UnitId }>(
        `SELECT id FROM unit WHERE kind = 'village' AND id <> $1 ORDER BY id`,
        village.village,
      )
    ).map(({ id }) => id),
  ];
  for (const [index, id] of villages.entries()) await village.target(`/v${index + 1}`, { unitId: id });
  for (const [index, id] of groups.entries()) await village.target(`/g${index + 1}`, { unitId: id });
});
afterEach(() => village.stop());

/** In each village so many of them. */
async function everywhere(make: (unitId: UnitId) => Promise<DeviceNo[]>): Promise<DeviceNo[][]> {
  const made: DeviceNo[][] = [];
  for (const unitId of groups) made.push(await make(unitId));
  return made;
}

const begins = (path: string, words: string) => expect.stringMatching(new RegExp(`^${path} ${words}`));

describe('a cut of several places', () => {
  it('places_cut_together, part_of_larger_cut, all_below_over: sent, to each level once, of its own size', async () => {
    const cameras = await everywhere((unitId) => places.cameras(3, unitId));
    await everywhere((unitId) => places.lights(1, unitId));
    await places.silence(...cameras.slice(0, 2).flat());
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      '/commune Mất điện ở 2 thôn của xã Ô Diên từ 19h42: 6 camera ngừng hoạt động.',
      '/g1 Mất điện cả thôn Tháp Thượng từ 19h42: 3 camera của tổ tự quản số 5 ngừng hoạt động.',
      '/g2 Mất điện cả thôn Thu Quế từ 19h42: 3 camera của tổ 1 ngừng hoạt động.',
      '/v1 Mất điện cả thôn Tháp Thượng từ 19h42: 3 camera ngừng hoạt động.',
      '/v2 Mất điện cả thôn Thu Quế từ 19h42: 3 camera ngừng hoạt động.',
    ]);
    await village.hear(...(cameras[0] as DeviceNo[]));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/g1', 'Thôn Tháp Thượng có điện lại'),
      begins('/v1', 'Thôn Tháp Thượng có'),
    ]);
    await village.hear(...(cameras[1] as DeviceNo[]));
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/commune', '2 thôn của xã Ô Diên có điện lại lúc \\d+h\\d\\d, sau \\d+ phút\\.$'),
      begins('/g2', 'Thôn Thu Quế có điện lại'),
      begins('/v2', 'Thôn Thu Quế có điện lại'),
    ]);
    expect(await places.reasons('ended')).toEqual(['all_below_over', 'most_talk_again', 'spoke_again']);
  });

  it('places_cut_together, part_of_larger_cut, all_below_over: not sent, when the second village follows a quarter of an hour later', async () => {
    const cameras = await everywhere((unitId) => places.cameras(3, unitId));
    await everywhere((unitId) => places.lights(1, unitId));
    await places.silence(...(cameras[0] as DeviceNo[]));
    await village.pass(15 * MINUTE);
    await places.silence(...(cameras[1] as DeviceNo[]));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/g1', 'Mất điện cả thôn Tháp Thượng'),
      begins('/g2', 'Mất điện cả thôn Thu Quế'),
      begins('/v1', 'Mất điện cả thôn Tháp Thượng'),
      begins('/v2', 'Mất điện cả thôn Thu Quế'),
    ]);
  });
});

describe('a carrier', () => {
  /** Lights of two networks in every village. */
  async function networks(): Promise<{ viettel: DeviceNo[]; others: DeviceNo[] }> {
    const viettel = (await everywhere((unitId) => places.lights(4, unitId))).flat();
    const others = (await everywhere((unitId) => places.lights(4, unitId))).flat();
    await places.sims(viettel, 'viettel');
    await places.sims(others, 'vinaphone');
    return { viettel, others };
  }

  it('carrier_silent, explained_by_carrier: sent, to whoever answers for all of them, and its end', async () => {
    const { viettel } = await networks();
    await places.silence(...viettel);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      '/commune Mạng Viettel có vấn đề ở xã Ô Diên từ 19h42: 12 đèn không gửi được tín hiệu.',
    ]);
    await village.hear(...viettel.slice(1));
    await village.pass(3 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/commune', 'Mạng Viettel ở xã Ô Diên đã thông trở lại lúc .* Còn 1 đèn chưa hoạt động lại\\.$'),
    ]);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([begins('/g1', 'Tổ tự quản số 5: đèn Ngõ 1 .* mất tín hiệu')]);
  });

  it('carrier_silent, explained_by_carrier: not sent, when a third of its lights still talk', async () => {
    const { viettel } = await networks();
    await places.silence(...viettel.filter((_, index) => index % 4 !== 0));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/g1', 'Tổ tự quản số 5: 3 đèn mất tín hiệu'),
      begins('/g2', 'Tổ 1: 3 đèn mất tín hiệu'),
      begins('/g3', 'Tổ 1: 3 đèn mất tín hiệu'),
    ]);
  });

  it('other_carriers_silent: sent, each group of its own lights when a third of the other network is silent as well', async () => {
    const { viettel, others } = await networks();
    await places.silence(...viettel, ...others.filter((_, index) => index % 4 === 0));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/g1', 'Tổ tự quản số 5: 5 đèn mất tín hiệu'),
      begins('/g2', 'Tổ 1: 5 đèn mất tín hiệu'),
      begins('/g3', 'Tổ 1: 5 đèn mất tín hiệu'),
    ]);
  });

  it('other_carriers_silent: not sent, to the groups when only one of the other network is silent', async () => {
    const { viettel, others } = await networks();
    await places.silence(...viettel, ...others.slice(0, 1));
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/commune', 'Mạng Viettel có vấn đề ở xã Ô Diên'),
      begins('/g1', 'Tổ tự quản số 5: đèn Ngõ 13 .* mất tín hiệu'),
    ]);
  });
});

describe('ourselves', () => {
  async function fleet(): Promise<{ cameras: DeviceNo[]; lights: DeviceNo[]; all: DeviceNo[] }> {
    const cameras = (await everywhere((unitId) => places.cameras(3, unitId))).flat();
    const lights = (await everywhere((unitId) => places.lights(2, unitId))).flat();
    return { cameras, lights, all: [...cameras, ...lights] };
  }
  const HELD =
    '/commune Từ 19h42, Canh Thôn mất tín hiệu của gần như tất cả thiết bị ở xã Ô Diên: 9 camera, 6 đèn. Có thể máy chủ hoặc đường mạng của hệ thống gặp sự cố, cần kiểm tra ngay. Tạm chưa báo cho các tổ.';

  it('everything_silent, held_with_all, explained_by_self: sent, to those who look after the server, and nobody else', async () => {
    const { all } = await fleet();
    await places.silence(...all);
    await village.pass(20 * MINUTE);
    expect(places.sent()).toEqual([expect.stringContaining(HELD)]);
    expect(await places.reasons('explained')).toEqual(['held_with_all']);
    await village.hear(...all);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/commune', 'Canh Thôn đã nhận lại tín hiệu của các thiết bị ở xã Ô Diên lúc 20h0\\d, sau \\d+ phút\\.$'),
    ]);
  });

  it('everything_silent, held_with_all, explained_by_self: not sent, when a fifth of everything still talks', async () => {
    const { all } = await fleet();
    await places.silence(...all.filter((_, index) => index % 5 !== 0));
    await village.pass(5 * MINUTE);
    expect(places.sent().filter((line) => line.includes('Canh Thôn mất tín hiệu'))).toEqual([]);
    expect(await village.rows(`SELECT 1 FROM incident WHERE cause = 'self'`)).toEqual([]);
    expect(places.sent()).toEqual([]);
  });

  it('one_kind_of_power_talks: sent, as a power cut when the lights, few as they are, talk', async () => {
    const cameras = (await everywhere((unitId) => places.cameras(6, unitId))).flat();
    await places.lights(1);
    await places.silence(...cameras);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/commune', 'Mất điện ở 3 thôn của xã Ô Diên từ 19h42: 18 camera'),
      begins('/g1', 'Mất điện cả thôn Tháp Thượng'),
      begins('/g2', 'Có thể đang mất điện cả thôn Thu Quế'),
      begins('/g3', 'Có thể đang mất điện cả thôn Thống Nhất'),
      begins('/v1', 'Mất điện cả thôn Tháp Thượng'),
      begins('/v2', 'Có thể đang mất điện cả thôn Thu Quế'),
      begins('/v3', 'Có thể đang mất điện cả thôn Thống Nhất'),
    ]);
  });

  it('one_kind_of_power_talks: not sent, when the only light is silent, too: all is held', async () => {
    const cameras = (await everywhere((unitId) => places.cameras(6, unitId))).flat();
    const light = await places.lights(1);
    await places.silence(...cameras, ...light);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([begins('/commune', 'Từ 19h42, Canh Thôn mất tín hiệu .*: 18 camera, 1 đèn\\.')]);
  });

  it('held_too_long: sent, everything after an hour, and that it is told from now on', async () => {
    const { all } = await fleet();
    await places.silence(...all);
    await village.pass(58 * MINUTE);
    expect(places.sent()).toEqual([expect.stringContaining(HELD)]);
    await village.pass(10 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/commune', 'Gần như tất cả thiết bị ở xã Ô Diên vẫn mất tín hiệu sau 1 giờ'),
      begins('/g1', 'Tổ tự quản số 5: 3 camera, 2 đèn mất tín hiệu'),
      begins('/g2', 'Tổ 1: 3 camera, 2 đèn mất tín hiệu'),
      begins('/g3', 'Tổ 1: 3 camera, 2 đèn mất tín hiệu'),
    ]);
    await village.pass(60 * MINUTE);
    expect(places.sent()).toEqual([]);
  });

  it('held_too_long: not sent, when most of it is back after half an hour', async () => {
    const { all } = await fleet();
    await places.silence(...all);
    await village.pass(30 * MINUTE);
    places.sent();
    await village.hear(...all);
    await village.pass(60 * MINUTE);
    expect(places.sent()).toEqual([begins('/commune', 'Canh Thôn đã nhận lại tín hiệu')]);
  });

  it('closed_by_person: sent, everything, when somebody says that it is not us', async () => {
    const { all } = await fleet();
    await places.silence(...all);
    await village.pass(5 * MINUTE);
    expect(places.sent()).toEqual([expect.stringContaining(HELD)]);
    await village.closeByHand('self');
    await village.pass(6 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/g1', 'Tổ tự quản số 5: 3 camera, 2 đèn mất tín hiệu'),
      begins('/g2', 'Tổ 1: 3 camera, 2 đèn mất tín hiệu'),
      begins('/g3', 'Tổ 1: 3 camera, 2 đèn mất tín hiệu'),
    ]);
  });

  it('closed_by_person: not sent, of a power cut: its devices stay explained until facts say otherwise', async () => {
    const cameras = await places.cameras(3);
    await places.lights(1);
    await places.silence(...cameras);
    await village.pass(2 * MINUTE);
    expect(places.sent()).toHaveLength(2);
    await village.closeByHand('power_cut');
    await village.pass(20 * MINUTE);
    expect(places.sent()).toEqual([]);
    await village.hear(...cameras);
    await village.pass(3 * MINUTE);
    expect(places.sent()).toEqual([
      begins('/g1', 'Thôn Tháp Thượng có điện lại'),
      begins('/v1', 'Thôn Tháp Thượng có điện lại'),
    ]);
  });
});
