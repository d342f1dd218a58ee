import { createSocket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { discoverCameras, identifyCamera } from '#apps/poller';
import { CameraServer, DiscoveryResponder, SimulatedCamera, type SimulatedCameraOptions } from '#apps/simulator';
import { AddressPolicy, loadConfig } from '#libs/runtime';

/** The installer's aids: node-onvif in its own thread against simulated cameras. */

const policy = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8' }));
// node-onvif reads the machine's clock, so these cameras do too.
const clock = { now: () => Date.now() };

let server: CameraServer;
beforeEach(() => {
  server = new CameraServer(clock);
});
afterEach(() => server.stop());

async function install(options: Partial<SimulatedCameraOptions> = {}): Promise<SimulatedCamera> {
  const camera = new SimulatedCamera({
    address: '127.22.0.1',
    lockout: { kind: 'silent', tries: 5, lockMinutes: 30 },
    ...options,
  });
  await server.add(camera);
  return camera;
}

describe('discoverCameras', () => {
  it('finds the cameras that answer, with what they say of themselves', async () => {
    const gate = await install({ identity: { name: 'Cổng làng', hardwareId: 'SC-200' } });
    const silent = await install({ address: '127.22.0.2', discoverable: false });
    const responder = new DiscoveryResponder({ cameras: () => server.cameras, urlOf: (one) => server.urlOf(one) });
    await responder.start();
    const { cameras } = await discoverCameras(policy, 1_500).finally(() => responder.stop());
    expect(cameras.find((camera) => camera.urn === gate.urn)).toEqual({
      url: server.urlOf(gate),
      name: 'Cổng làng',
      model: 'SC-200',
      location: 'Dan Phuong',
      urn: gate.urn,
    });
    expect(cameras.map((camera) => camera.urn)).not.toContain(silent.urn);
  });

  it('survives hostile answers: broken XML, missing parts, an address it may not visit', async () => {
    const hostile = createSocket({ type: 'udp4', reuseAddr: true });
    await new Promise<void>((resolve) => hostile.bind(3702, '239.255.255.250', resolve));
    hostile.addMembership('239.255.255.250', '127.0.0.1');
    let asked = 0;
    hostile.on('message', (_message, from) => {
      asked += 1;
      for (const answer of hostileAnswers) hostile.send(answer, from.port, from.address);
    });
    const { cameras } = await discoverCameras(policy, 1_500).finally(() => hostile.close());
    expect(asked).toBeGreaterThan(0);
    expect(cameras.filter((camera) => camera.urn.startsWith('urn:hostile'))).toEqual([]);
  });
});

const match = (inner: string): string =>
  `<E><Body><ProbeMatches><ProbeMatch><EndpointReference><Address>urn:hostile:1</Address></EndpointReference>${inner}</ProbeMatch></ProbeMatches></Body></E>`;
const hostileAnswers = [
  '<',
  '\u0000\u0001',
  '<a>'.repeat(20_000),
  '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>',
  '<E><Body><ProbeMatches><ProbeMatch><__proto__/></ProbeMatch></ProbeMatches></Body></E>',
  match('<Scopes>a</Scopes>'),
  match('<XAddrs>http://169.254.169.254/</XAddrs><Scopes>onvif://www.onvif.org/name/x</Scopes>'),
];

describe('identifyCamera', () => {
  const identify = (camera: SimulatedCamera, password = 'Thon-2026'): ReturnType<typeof identifyCamera> =>
    identifyCamera({ url: new URL(server.urlOf(camera)), credential: { username: 'admin', password }, policy, clock });

  it('tells maker, model, firmware as written, and the profiles', async () => {
    const result = await identify(await install());
    expect(result).toMatchObject({
      reachable: true,
      onvif: true,
      login: 'accepted',
      manufacturer: 'Canh Thon Simulator',
      firmware: '2.10',
    });
    expect(result.profiles.map(({ token, encoding, width }) => [token, encoding, width])).toEqual([
      ['main', 'H264', 1920],
      ['sub', 'H264', 640],
    ]);
  });

  it('spends one login on a wrong password and asks no further', async () => {
    const camera = await install();
    expect(await identify(camera, 'wrong')).toMatchObject({ login: 'rejected', manufacturer: null, profiles: [] });
    expect(camera.guard.attempts).toBe(1);
  });

  it('says so when node-onvif cannot send the password, after the login worked', async () => {
    const password = 'Mật khẩu';
    const camera = await install({ password });
    expect(await identify(camera, password)).toMatchObject({
      login: 'accepted',
      model: 'SC-200',
      profiles: [],
      detail: 'profiles: not read, the password has letters node-onvif cannot send',
    });
    expect(camera.guard.failures).toBe(0);
  });

  it('stays with the registered address whatever the camera announces', async () => {
    const camera = await install();
    const other = await install({ address: '127.22.0.9' });
    camera.faults.announcedHost = other.address;
    const { profiles } = await identify(camera);
    expect(profiles.map((profile) => profile.streamUri)).toEqual([
      `rtsp://127.22.0.9:${server.port}/stream/main`,
      `rtsp://127.22.0.9:${server.port}/stream/sub`,
    ]);
    expect(other.connections).toBe(0);
  });

  it('says why a camera is not there', async () => {
    const camera = await install();
    await server.setWire(camera, 'refuse');
    expect(await identify(camera)).toMatchObject({ reachable: false, onvif: false, login: 'not_tried' });
  });
});
