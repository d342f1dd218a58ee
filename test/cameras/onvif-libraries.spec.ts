import { createSocket, type Socket } from 'node:dgram';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CameraServer, DiscoveryResponder, SimulatedCamera } from '#apps/simulator';

/** Two independent client libraries as witnesses that the simulated camera speaks ONVIF as real ones do. */

interface NodeOnvif {
  OnvifDevice: new (options: { xaddr: string; user: string; pass: string }) => {
    init(): Promise<{ Manufacturer: string; FirmwareVersion: string; SerialNumber: string }>;
    getProfileList(): { token: string; snapshot: string; stream: { rtsp: string } }[];
  };
}
interface Cam {
  readonly timeShift: number;
  readonly activeSource: { readonly profileToken: string; readonly encoding: string };
  getDeviceInformation(done: (error: Error | null, information: { manufacturer: string }) => void): void;
}
interface OnvifLibrary {
  Cam: new (options: object, connected: (this: Cam, error: Error | null) => void) => Cam;
}

const require = createRequire(import.meta.url);
const nodeOnvif = require('node-onvif') as NodeOnvif;
const onvif = require('onvif') as OnvifLibrary;
// The libraries read the machine's clock, so these cameras do too.
const clock = { now: () => Date.now() };

describe('simulated cameras, seen by other ONVIF clients', () => {
  let server: CameraServer;
  beforeEach(() => {
    server = new CameraServer(clock);
  });
  afterEach(() => server.stop());

  const connect = (camera: SimulatedCamera): Promise<Cam> =>
    new Promise((resolve, reject) => {
      const { address: hostname, username, password } = camera;
      new onvif.Cam({ hostname, port: server.port, username, password, timeout: 3000 }, function (error) {
        if (error) reject(error);
        else resolve(this);
      });
    });

  it('satisfies node-onvif from start to stream address', async () => {
    const camera = new SimulatedCamera({ address: '127.20.0.1' });
    await server.add(camera);
    const device = new nodeOnvif.OnvifDevice({
      xaddr: server.urlOf(camera),
      user: camera.username,
      pass: camera.password,
    });
    expect(await device.init()).toMatchObject({
      Manufacturer: 'Canh Thon Simulator',
      FirmwareVersion: '2.10',
      SerialNumber: '00000000000000000001',
    });
    expect(device.getProfileList().map((profile) => [profile.token, profile.stream.rtsp])).toEqual([
      ['main', `rtsp://127.20.0.1:${server.port}/stream/main`],
      ['sub', `rtsp://127.20.0.1:${server.port}/stream/sub`],
    ]);
  });

  it('satisfies onvif with a WS-UsernameToken, also with the clock two hours off', async () => {
    const camera = new SimulatedCamera({ address: '127.20.0.2' });
    camera.faults.clockOffsetSeconds = -7200;
    await server.add(camera);
    const cam = await connect(camera);
    expect(cam.activeSource).toMatchObject({ profileToken: 'main', encoding: 'H264' });
    const information = await new Promise<{ manufacturer: string }>((resolve, reject) =>
      cam.getDeviceInformation((error, found) => (error ? reject(error) : resolve(found))),
    );
    expect(information.manufacturer).toBe('Canh Thon Simulator');
  });

  it.each(['digest_md5', 'digest_sha256', 'digest_md5_without_qop'] as const)(
    'satisfies onvif with %s',
    async (method) => {
      const camera = new SimulatedCamera({ address: '127.20.0.3', loginMethods: [method] });
      await server.add(camera);
      const cam = await connect(camera);
      expect(cam.activeSource.profileToken).toBe('main');
      expect(camera.guard.failures).toBe(0);
    },
  );

  it('refuses a wrong password to both', async () => {
    const camera = new SimulatedCamera({ address: '127.20.0.4' });
    await server.add(camera);
    camera.password = 'changed';
    const device = new nodeOnvif.OnvifDevice({ xaddr: server.urlOf(camera), user: 'admin', pass: 'Thon-2026' });
    await expect(device.init()).rejects.toThrow('not Authorized');
    expect(camera.guard.failures).toBe(1);
  });

  it('tells cameras apart by the address called, never by the Host header', async () => {
    const [first, second] = [
      new SimulatedCamera({ address: '127.20.0.5' }),
      new SimulatedCamera({ address: '127.20.0.6' }),
    ];
    await server.add(first);
    await server.add(second);
    await fetch(server.urlOf(second), { method: 'POST', body: '<x/>', headers: { host: first.address } });
    expect([first.connections, second.connections]).toEqual([0, 1]);
  });

  it('answers WS-Discovery by multicast on loopback and by a probe to its address', async () => {
    const camera = new SimulatedCamera({ address: '127.20.0.7' });
    await server.add(camera);
    const responder = new DiscoveryResponder({ cameras: () => server.cameras, urlOf: (one) => server.urlOf(one) });
    await responder.start();
    const asker = createSocket('udp4');
    try {
      await new Promise<void>((resolve) => asker.bind(0, '127.0.0.1', resolve));
      asker.setMulticastInterface('127.0.0.1');
      expect(await askWhoIsThere(asker, '239.255.255.250', camera.urn)).toContain(
        `<d:XAddrs>${server.urlOf(camera)}</d:XAddrs>`,
      );
      expect(await askWhoIsThere(asker, '127.0.0.1', camera.urn)).toContain('<a:RelatesTo>uuid:1</a:RelatesTo>');
    } finally {
      asker.close();
      await responder.stop();
    }
  });
});

/** Sends one Probe and waits for the answer of the camera with that urn. */
function askWhoIsThere(asker: Socket, address: string, urn: string): Promise<string> {
  const probe =
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><s:Header>' +
    '<a:MessageID>uuid:1</a:MessageID></s:Header><s:Body><Probe xmlns="http://schemas.xmlsoap.org/ws/2005/04/discovery"/></s:Body></s:Envelope>';
  return new Promise((resolve) => {
    asker.on('message', (message) => {
      if (message.includes(urn)) resolve(message.toString());
    });
    asker.send(probe, 3702, address);
  });
}
