import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { SimulatedCameraOptions } from '#apps/simulator';
import { type RegisteredCamera, STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Of waiting for one thing: long before that it is there, on any machine. */
const MOST_MINUTES = 60;

const NUMBER = expect.any(Number);

/** Camera, rung, fault, reason, what is told in Vietnamese and in English, the numbers. */
const FAULTY = [
  [
    'không phải',
    'speaks',
    'not_onvif',
    'speaks_neither',
    /không trả lời như một camera/,
    /does not answer like a camera/,
    { httpStatus: 200 },
  ],
  ['sai khóa', 'login', 'auth_failed', 'login_rejected', /mật khẩu không đúng/, /its password is wrong/, {}],
  ['sai giờ', 'clock', 'clock_drift', 'clock_wrong', /sai giờ/, /its clock is wrong/, { driftSeconds: NUMBER }],
  [
    ...(['mất luồng', 'stream', 'stream_unavailable', 'stream_without_video'] as const),
    ...([/không lấy được hình/, /no video/, { status: 200 }] as const),
  ],
  [
    ...(['không ghi', 'recording', 'not_recording', 'recording_old'] as const),
    ...([/không ghi hình/, /does not record/, { minutesSinceFootage: 3000, recordings: 1 }] as const),
  ],
  [
    ...(['bị phá', 'tamper', 'camera_tampered', 'tamper_event'] as const),
    ...([/bị che, xoay hoặc phá/, /covered, turned or damaged/, { watched: 3 }] as const),
  ],
  [
    ...(['hỏng thẻ', 'tamper', 'storage_failure', 'storage_event'] as const),
    ...([/thẻ nhớ hoặc ổ cứng bị hỏng/, /card or disk is broken/, { watched: 3 }] as const),
  ],
  [
    ...(['tối đen', 'picture', 'image_black', 'picture_black'] as const),
    ...([/hình tối đen/, /picture is black/, { mean: NUMBER, sd: NUMBER }] as const),
  ],
  [
    ...(['bị che', 'picture', 'image_covered', 'picture_covered'] as const),
    ...([/ống kính bị che/, /lens is covered/, { sd: NUMBER, usualSd: NUMBER, sharpness: NUMBER }] as const),
  ],
  [
    ...(['đứng hình', 'picture', 'image_frozen', 'picture_frozen'] as const),
    ...([/hình đứng im/, /stands still/, { change: 0, inARow: NUMBER }] as const),
  ],
  [
    ...(['mờ', 'picture', 'image_blurred', 'picture_blurred'] as const),
    ...([/hình bị mờ/, /blurred/, { sharpness: NUMBER, usualSharpness: NUMBER }] as const),
  ],
  [
    ...(['xoay', 'picture', 'image_moved', 'picture_moved'] as const),
    ...([/không nhìn chỗ cũ/, /no longer looks where/, { distance: NUMBER }] as const),
  ],
  [
    ...(['hết hạn', 'hygiene', 'certificate_ended', 'certificate_ended'] as const),
    ...([/chứng thư bảo mật đã hết hạn/, /certificate that has ended/, { certificateDaysLeft: -4 }] as const),
  ],
  [
    ...(['dễ đoán', 'hygiene', 'factory_password', 'factory_password'] as const),
    ...([/mật khẩu có sẵn của nhà máy/, /password from the factory/, { factoryPassword: true }] as const),
  ],
] as const;

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
  const cameras: Record<string, RegisteredCamera> = {};
  const paths: Record<string, string> = {};
  const units: Record<string, string> = {};
  /** Each in a group of its own, so that what is told of it stands by itself. */
  const install = async (
    name: string,
    simulated: Omit<SimulatedCameraOptions, 'address'> = {},
  ): Promise<RegisteredCamera> => {
    const unitId = (units[name] = await world.unit(`Tổ ${name}`));
    paths[name] = await world.webhookTarget(unitId);
    return (cameras[name] = await world.registerCamera(unitId, { name: `Camera ${name}` }, simulated));
  };
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
      .messagesTo(paths[name]!)
      .map(({ body }) => body.data.text[language])
      .join('\n');

  /** Lets time pass until nothing is missing: how many visits that takes depends on what else the machine does. */
  const until = async (missing: () => Promise<readonly string[]>): Promise<void> => {
    for (let minutes = 0; ; minutes += 1) {
      const left = await missing();
      if (left.length === 0) return;
      if (minutes === MOST_MINUTES) throw new Error(`After an hour still: ${left.join('; ')}`);
      await world.advance(MINUTE);
    }
  };
  const whereNot = async (names: readonly string[], isSo: (name: string) => Promise<boolean>): Promise<string[]> => {
    const answers = await Promise.all(names.map(async (name) => ({ name, isSo: await isSo(name) })));
    return answers.filter((answer) => !answer.isSo).map(({ name }) => name);
  };
  const allowThumbnails = (unitId: string, allowed: boolean) =>
    world.admin.put(`/units/${unitId}/thumbnail-leave`, { allowed });
  const thumbnailsOf = (name: string) =>
    world.admin.get<Record<string, string>[]>(`/devices/${cameras[name]!.device.id}/thumbnails`);
  const isFaulty = async (name: string): Promise<boolean> => (await faultsOf(name)).length > 0;
  const isSeen = async (name: string): Promise<boolean> => {
    const { picture, hygiene } = await ladderOf(name);
    return picture!.state === 'ok' && hygiene!.at !== null;
  };

  beforeAll(async () => {
    world = await World.start({ roles: ['api', 'poller', 'alerting'] });
    await install('lành', { certificateEndsAt: world.clock.now() + 30 * DAY });
    (await install('mất luồng')).camera.faults.stream = 'no_video';
    (await install('tối đen')).camera.faults.picture = 'black';
    (await install('đứng hình')).camera.faults.picture = 'frozen';
    (await install('không ghi')).camera.faults.recording = 'stopped';
    (await install('bị phá')).camera.faults.alarm = 'tamper';
    (await install('hỏng thẻ')).camera.faults.alarm = 'storage';
    (await install('không phải')).camera.faults.wire = 'login_page';
    (await install('sai giờ')).camera.faults.clockOffsetSeconds = 7_200;
    (await install('sai khóa')).camera.password = 'Doi-Roi-2026';
    await install('hết hạn', { certificateEndsAt: world.clock.now() - 3 * DAY - MINUTE });
    await install('dễ đoán', { password: '123456' });
    await install('đời cũ', { identity: { firmware: 'V5.5.82 build 190220' } });
    const modest = (await install('đơn sơ')).camera;
    Object.assign(modest.faults, { recording: 'none', alarm: 'none' });
    const spoilt = { 'bị che': 'covered', mờ: 'blurred', xoay: 'moved' } as const;
    const later = Object.entries(spoilt);
    for (const [name] of later) await install(name);
    await until(() => whereNot(['lành', 'đơn sơ', 'đời cũ', ...Object.keys(spoilt)], isSeen));
    // A password typed again: everything is looked at again within a minute.
    for (const [name, picture] of later) {
      const { camera, device } = cameras[name]!;
      camera.faults.picture = picture;
      // One unit allows a blurred thumbnail, the others never said anything.
      if (name === 'bị che') await allowThumbnails(units[name]!, true);
      await world.admin.patch(`/devices/${device.id}`, { onvif: { password: camera.password } });
    }
    await until(() =>
      whereNot(
        FAULTY.map(([name]) => name),
        isFaulty,
      ),
    );
    await world.advance(3 * MINUTE);
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
      hygiene: {
        ...{ state: 'ok', reason: 'hygiene_fine' },
        evidence: { firmware: '2.10', plainOnly: false, factoryPassword: false, certificateDaysLeft: 29 },
      },
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

  it.each(FAULTY)(
    '%s: rung %s is the fault %s, told in both languages with its numbers',
    async (name, rung, code, reason, vi, en, numbers) => {
      const ladder = await ladderOf(name);
      expect(ladder).toMatchObject({ reachable: { state: 'ok' }, [rung]: { state: 'fault', reason } });
      expect(ladder[rung]!.evidence).toMatchObject(numbers);
      expect(await faultsOf(name)).toEqual([code]);
      expect(told(name, 'vi')).toMatch(vi);
      expect(told(name, 'en')).toMatch(en);
    },
  );

  it('tells nobody of old firmware or of a camera without an encrypted door; its page says so with numbers', async () => {
    const { hygiene } = await ladderOf('đời cũ');
    expect(hygiene).toMatchObject({
      ...{ state: 'ok', reason: 'firmware_old' },
      evidence: { firmware: 'V5.5.82 build 190220', firmwareAgeDays: 2831, plainOnly: true },
    });
    expect((await ladderOf('đơn sơ'))['hygiene']).toMatchObject({ reason: 'plain_door_only' });
    expect(await faultsOf('đời cũ')).toEqual([]);
    expect(told('đời cũ', 'vi')).toBe('');
  });

  it('keeps a blurred thumbnail with a fault where the unit allowed it, until it no longer does, and no other picture', async () => {
    const [thumbnail, ...others] = await thumbnailsOf('bị che');
    expect([thumbnail!['code'], others]).toEqual(['image_covered', []]);
    expect(Date.parse(thumbnail!['deleteAt']!) - Date.parse(thumbnail!['at']!)).toBe(7 * DAY);
    for (const name of ['mờ', 'xoay', 'tối đen', 'đứng hình', 'lành']) expect(await thumbnailsOf(name)).toEqual([]);
    expect(await storedPictures(world.config.databaseUrl!)).toEqual(['camera_thumbnail.ciphertext: 1 rows']);
    await allowThumbnails(units['bị che']!, false);
    expect(await thumbnailsOf('bị che')).toEqual([]);
    expect(await storedPictures(world.config.databaseUrl!)).toEqual([]);
  });
});

/** Where in the whole database something lies that is or may hold a picture: anything long in bytes, and JPEG in base64. */
async function storedPictures(url: string): Promise<string[]> {
  const client = new Client(url);
  await client.connect();
  const { rows: columns } = await client.query<{ table: string; column: string; type: string }>(
    `SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND data_type IN ('bytea', 'text', 'jsonb', 'json')`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const holds =
      type === 'bytea'
        ? `length("${column}") > 300 OR substring("${column}" FROM 1 FOR 2) = '\\xffd8'`
        : `"${column}"::text LIKE '%/9j/%'`;
    const { rowCount } = await client.query(`SELECT 1 FROM "${table}" WHERE ${holds}`);
    if (rowCount! > 0) found.push(`${table}.${column}: ${rowCount} rows`);
  }
  await client.end();
  return found;
}
