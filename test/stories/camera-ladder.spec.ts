import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type RegisteredCamera, STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const MINUTE = 60_000;

interface RungOfLadder {
  readonly rung: string;
  readonly state: string;
  readonly reason: string;
  readonly at: string | null;
  readonly evidence: Record<string, unknown>;
}

/** One village, one camera for each rung: from what the camera does to what people are told. */
describe('would this camera help tonight', () => {
  let world: World;
  let unitId: string;
  let path: string;
  const cameras: Record<string, RegisteredCamera> = {};
  const install = async (name: string, more: Record<string, unknown> = {}): Promise<RegisteredCamera> =>
    (cameras[name] = await world.registerCamera(unitId, { name: `Camera ${name}`, ...more }));
  const ladderOf = async (name: string): Promise<Record<string, RungOfLadder>> => {
    const id = cameras[name]!.device.id;
    const { ladder } = await world.admin.get<{ ladder: RungOfLadder[] }>(`/devices/${id}/health`);
    return Object.fromEntries(ladder.map((rung) => [rung.rung, rung]));
  };
  const faultsOf = async (name: string): Promise<string[]> => {
    const device = await world.admin.get<{ faults: { code: string }[] }>(`/devices/${cameras[name]!.device.id}`);
    return device.faults.map(({ code }) => code);
  };
  const told = (name: string, language: 'vi' | 'en'): string =>
    world
      .messagesTo(path)
      .map(({ body }) => body.data.text[language])
      .join('\n')
      .split('\n')
      .filter((line) => line.includes(name))
      .join('\n');

  beforeAll(async () => {
    world = await World.start({ roles: ['api', 'poller', 'alerting'] });
    unitId = await world.unit('Tổ tự quản số 1', 'group');
    path = await world.webhookTarget(unitId);
    await install('lành');
    (await install('mất luồng')).camera.faults.stream = 'no_video';
    (await install('tối đen')).camera.faults.picture = 'black';
    (await install('bị che')).camera.faults.picture = 'covered';
    (await install('đứng hình')).camera.faults.picture = 'frozen';
    (await install('không ghi')).camera.faults.recording = 'stopped';
    (await install('bị phá')).camera.faults.alarm = 'tamper';
    (await install('hỏng thẻ')).camera.faults.alarm = 'storage';
    const modest = (await install('đơn sơ')).camera;
    Object.assign(modest.faults, { recording: 'none', alarm: 'none' });
    for (const name of ['mờ', 'xoay']) await install(name);
    await world.advance(18 * MINUTE);
    cameras['mờ']!.camera.faults.picture = 'blurred';
    cameras['xoay']!.camera.faults.picture = 'moved';
    // A password typed again: everything is looked at again within a minute.
    for (const name of ['mờ', 'xoay']) {
      const { camera, device } = cameras[name]!;
      await world.admin.patch(`/devices/${device.id}`, { onvif: { password: camera.password } });
    }
    await world.advance(15 * MINUTE);
  });
  afterAll(() => world.stop());

  it('shows what is well as ok, and what a camera cannot say as unknown', async () => {
    const ladder = await ladderOf('lành');
    expect(ladder).toMatchObject({
      ...{ reachable: { state: 'ok' }, speaks: { state: 'ok' }, login: { state: 'ok' }, clock: { state: 'ok' } },
      stream: { state: 'ok', reason: 'stream_flows', evidence: { codecs: 'H264', packet: 'seen' } },
      picture: { state: 'ok', reason: 'picture_good', evidence: { mode: 'infrared' } },
      recording: { state: 'ok', evidence: { minutesSinceFootage: 0, jobs: 'Active' } },
      tamper: { state: 'ok' },
      hygiene: { state: 'ok', evidence: { firmware: '2.10', plainOnly: true, factoryPassword: false } },
    });
    expect(await faultsOf('lành')).toEqual([]);
    expect(told('lành', 'vi')).toBe('');
    expect(cameras['lành']!.camera.guard.failures).toBe(0);
    expect(cameras['lành']!.camera.pullPoints.size).toBe(0);
    expect(await ladderOf('đơn sơ')).toMatchObject({
      recording: { state: 'unknown', reason: 'recording_not_told' },
      tamper: { state: 'unknown', reason: 'no_such_events' },
    });
  });

  it.each([
    ['mất luồng', 'stream', 'stream_unavailable', 'stream_without_video', /không lấy được hình/, /no video/],
    ['không ghi', 'recording', 'not_recording', 'recording_old', /không ghi hình/, /does not record/],
    ['bị phá', 'tamper', 'camera_tampered', 'tamper_event', /bị che, xoay hoặc phá/, /covered, turned or damaged/],
    ['hỏng thẻ', 'tamper', 'storage_failure', 'storage_event', /thẻ nhớ hoặc ổ cứng bị hỏng/, /card or disk is broken/],
    ['tối đen', 'picture', 'image_black', 'picture_black', /hình tối đen/, /picture is black/],
    ['bị che', 'picture', 'image_covered', 'picture_covered', /ống kính bị che/, /lens is covered/],
    ['đứng hình', 'picture', 'image_frozen', 'picture_frozen', /hình đứng im/, /stands still/],
    ['mờ', 'picture', 'image_blurred', 'picture_blurred', /hình bị mờ/, /blurred/],
    ['xoay', 'picture', 'image_moved', 'picture_moved', /không nhìn chỗ cũ/, /no longer looks where/],
  ] as const)(
    '%s: rung %s is the fault %s, told in both languages with its numbers',
    async (name, rung, code, reason, vi, en) => {
      expect(await ladderOf(name)).toMatchObject({ reachable: { state: 'ok' }, [rung]: { state: 'fault', reason } });
      expect(await faultsOf(name)).toEqual([code]);
      expect(told(name, 'vi')).toMatch(vi);
      expect(told(name, 'en')).toMatch(en);
    },
  );
});
