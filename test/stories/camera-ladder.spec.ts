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
    world = await World.start();
    unitId = await world.unit('Tổ tự quản số 1', 'group');
    path = await world.webhookTarget(unitId);
    await install('lành');
    (await install('mất luồng')).camera.faults.stream = 'dead_encoder';
    await world.advance(22 * MINUTE);
  });
  afterAll(() => world.stop());

  it('shows what is well as ok, and what a camera cannot say as unknown', async () => {
    const ladder = await ladderOf('lành');
    expect(ladder).toMatchObject({
      ...{ reachable: { state: 'ok' }, speaks: { state: 'ok' }, login: { state: 'ok' }, clock: { state: 'ok' } },
      stream: { state: 'ok', reason: 'stream_flows', evidence: { codecs: 'H264', packet: 'seen' } },
    });
    expect(await faultsOf('lành')).toEqual([]);
    expect(told('lành', 'vi')).toBe('');
    expect(cameras['lành']!.camera.guard.failures).toBe(0);
  });

  it.each([
    ['mất luồng', 'stream', 'stream_unavailable', 'stream_stands_still', /không lấy được hình/, /no video/],
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
