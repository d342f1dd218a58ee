import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { probeCamera, type ProbeRequest } from '#apps/poller';
import { AddressPolicy, loadConfig } from '#libs/runtime';
import { CameraServer, SimulatedCamera, type SimulatedCameraOptions } from '#apps/simulator';

/** The lean probe against simulated cameras over real HTTP. */

const noon = Date.UTC(2026, 10, 21, 5, 0, 0, 250);
const policy = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8' }));
const clock = { now: () => noon };
const hikvision = { kind: 'silent', tries: 5, lockMinutes: 30 } as const;

describe('probeCamera', () => {
  let server: CameraServer;
  beforeEach(() => {
    server = new CameraServer(clock);
  });
  afterEach(() => server.stop());

  async function install(options: Partial<SimulatedCameraOptions> = {}): Promise<SimulatedCamera> {
    const camera = new SimulatedCamera({ address: '127.21.0.1', lockout: hikvision, ...options });
    await server.add(camera);
    return camera;
  }

  const probe = (camera: SimulatedCamera, more: Partial<ProbeRequest> = {}): ReturnType<typeof probeCamera> =>
    probeCamera({
      url: new URL(server.urlOf(camera)),
      credential: { username: 'admin', password: 'Thon-2026' },
      knownMethod: null,
      deadlineMs: 2000,
      clock,
      policy,
      ...more,
    });

  it('reads a healthy camera: clock, login, and texts as the camera writes them', async () => {
    expect(await probe(await install())).toEqual({
      kind: 'onvif',
      clock: { kind: 'read', driftSeconds: 0.3 },
      authentication: { state: 'accepted', method: 'ws_username_token', clockOffset: 250 },
      information: {
        manufacturer: 'Canh Thon Simulator',
        model: 'SC-200',
        firmware: '2.10',
        serial: '00000000000000000001',
        hardwareId: 'rev1',
      },
    });
  });

  it.each(['digest_md5', 'digest_sha256', 'digest_md5_without_qop'] as const)(
    'logs in by %s with a hostile realm, name and password',
    async (method) => {
      const [username, password] = ['trưởng "thôn"', 'Mật khẩu & <"2026">'];
      const camera = await install({
        loginMethods: ['ws_username_token', method],
        realm: 'IP "Cam", x=1',
        username,
        password,
      });
      expect(await probe(camera, { credential: { username, password } })).toMatchObject({
        authentication: { state: 'accepted', method: 'digest' },
      });
      expect(camera.guard).toMatchObject({ attempts: 1, failures: 0 });
    },
  );

  it('logs in by WS-UsernameToken with Vietnamese letters and markup in name and password', async () => {
    const [username, password] = [`Đan&<"'>`, 'Phượng & <"2026">'];
    const camera = await install({ username, password });
    expect(await probe(camera, { credential: { username, password } })).toMatchObject({
      authentication: { state: 'accepted' },
    });
  });

  it.each([
    ['WS-UsernameToken', ['ws_username_token']],
    ['Digest', ['digest_md5', 'digest_sha256']],
    ['either', ['ws_username_token', 'digest_md5']],
  ] as const)('spends exactly one attempt on a wrong password with %s', async (_what, loginMethods) => {
    const camera = await install({ loginMethods });
    camera.password = 'changed';
    expect(await probe(camera)).toMatchObject({
      kind: 'onvif',
      clock: { kind: 'read' },
      authentication: { state: 'rejected' },
      information: null,
    });
    expect(camera.guard.attempts).toBe(1);
  });

  it('keeps measuring the clock while the credential is withheld, without a login', async () => {
    const camera = await install();
    expect(await probe(camera, { credential: 'withheld' })).toMatchObject({
      kind: 'onvif',
      clock: { kind: 'read' },
      authentication: { state: 'not_tried', reason: 'withheld' },
    });
    expect(camera.guard.attempts).toBe(0);
  });

  it.each([
    ['two hours behind', -7200],
    ['ten years ahead', 315_360_000],
    ['ten years behind', -315_360_000],
    ['seven hours ahead, as a wrong zone is', 25_200],
  ])('logs in with the clock %s and tells the drift', async (_what, clockOffsetSeconds) => {
    const camera = await install();
    camera.faults.clockOffsetSeconds = clockOffsetSeconds;
    expect(await probe(camera)).toMatchObject({
      clock: { kind: 'read', driftSeconds: clockOffsetSeconds + 0.3 },
      authentication: { state: 'accepted' },
    });
    expect(camera.guard.attempts).toBe(1);
  });

  it('tries once more with the other clock when the camera labels local time as UTC', async () => {
    const camera = await install();
    camera.faults.clockAnswer = 'local_labelled_utc';
    expect(await probe(camera)).toMatchObject({
      clock: { driftSeconds: 25_200.3 },
      authentication: { state: 'accepted' },
    });
    expect(camera.guard.attempts).toBe(2);
  });

  it.each(['missing_utc', 'not_a_number'] as const)(
    'calls the drift unknown when the time is %s, and still logs in',
    async (clockAnswer) => {
      const camera = await install();
      camera.faults.clockAnswer = clockAnswer;
      expect(await probe(camera)).toMatchObject({ clock: { kind: 'unknown' }, authentication: { state: 'accepted' } });
    },
  );

  it('falls back on the HTTP date when a drifted camera does not tell its time', async () => {
    const camera = await install();
    Object.assign(camera.faults, { clockAnswer: 'missing_utc', clockOffsetSeconds: 7200 });
    expect(await probe(camera)).toMatchObject({ clock: { kind: 'unknown' }, authentication: { state: 'accepted' } });
    expect(camera.guard.attempts).toBe(2);
  });

  it('reads the attempts that are left, and does not try twice when they are few', async () => {
    const camera = await install({ lockout: { kind: 'tells_attempts_left', tries: 3, lockMinutes: 30 } });
    camera.faults.clockOffsetSeconds = 60;
    camera.password = 'changed';
    expect(await probe(camera)).toMatchObject({ authentication: { state: 'rejected', attemptsLeft: 2 } });
    expect(camera.guard.attempts).toBe(1);
  });

  it('recognises a locked account even with the right password', async () => {
    const camera = await install();
    camera.guard.lockedUntil = noon + 60_000;
    expect(await probe(camera)).toMatchObject({ authentication: { state: 'locked_out' } });
  });

  it('reads a camera that hides even its clock behind Digest', async () => {
    const camera = await install({ loginMethods: ['digest_sha256'] });
    camera.faults.passwordForEverything = true;
    expect(await probe(camera)).toMatchObject({
      clock: { kind: 'read', driftSeconds: 0.3 },
      authentication: { state: 'accepted' },
    });
    expect(await probe(camera, { credential: 'none' })).toMatchObject({
      kind: 'onvif',
      clock: { reason: 'asks_password' },
      authentication: { reason: 'no_credential' },
    });
  });

  it('asks only twice when it knows the method', async () => {
    const camera = await install();
    await probe(camera, { knownMethod: 'ws_username_token' });
    expect(Object.fromEntries(camera.asked)).toEqual({ GetSystemDateAndTime: 1, GetDeviceInformation: 1 });
    expect(camera.connections).toBe(1);
  });

  it.each([
    ['refuse', { kind: 'no_answer', reason: 'refused' }],
    ['hang', { kind: 'no_answer', reason: 'deadline' }],
    ['reset', { kind: 'no_answer' }],
    ['slow_header', { kind: 'no_answer', reason: 'deadline' }],
    ['slow_body', { kind: 'no_answer', reason: 'deadline' }],
    ['cut_body', { kind: 'no_answer', reason: 'cut_short' }],
    ['huge_body', { kind: 'not_onvif', reason: 'too_large' }],
    ['gzip_bomb', { kind: 'not_onvif', reason: 'encoded' }],
    ['endless_body', { kind: 'not_onvif', reason: 'too_large' }],
    ['garbage', { kind: 'not_onvif', reason: 'not_http' }],
    ['garbage_body', { kind: 'not_onvif' }],
    ['login_page', { kind: 'not_onvif', reason: 'web_page' }],
    ['empty', { kind: 'not_onvif', reason: 'empty' }],
    ['redirect', { kind: 'not_onvif', reason: 'redirect' }],
  ] as const)(
    'ends with a reason when the wire is "%s", and comes back when it is normal again',
    async (wire, expected) => {
      const camera = await install();
      await server.setWire(camera, wire);
      expect(await probe(camera, { deadlineMs: 400 })).toMatchObject(expected);
      expect(camera.guard.attempts).toBe(0);
      await server.setWire(camera, 'normal');
      expect(await probe(camera)).toMatchObject({ kind: 'onvif', authentication: { state: 'accepted' } });
    },
  );

  it('sees another camera in the same place by what it says of itself, and spends one login on it', async () => {
    const camera = await install();
    await probe(camera);
    Object.assign(camera.identity, { serial: '99999999999999999999', model: 'X-1' });
    camera.password = 'another';
    const before = camera.guard.attempts;
    expect(await probe(camera)).toMatchObject({ authentication: { state: 'rejected' }, information: null });
    expect(camera.guard.attempts).toBe(before + 1);
    camera.password = 'Thon-2026';
    expect(await probe(camera)).toMatchObject({ information: { serial: '99999999999999999999', model: 'X-1' } });
  });

  it('never follows the address a camera announces', async () => {
    const camera = await install();
    const other = await install({ address: '127.21.0.2' });
    camera.faults.announcedHost = other.address;
    await probe(camera);
    expect(other.connections).toBe(0);
  });
});
