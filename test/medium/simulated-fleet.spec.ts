import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readBirth, readHeartbeat, readStatus } from '#libs/contracts';
import { Fleet, Switchboard, type RegisteredDevice } from '#apps/simulator';

const LIGHT = '01919000-0000-7000-8000-000000000001';
const HOTSPOT = '01919000-0000-7000-8000-000000000002';
const device = (code: string, kind: RegisteredDevice['kind'], deviceId: string): RegisteredDevice => ({
  ...{ code, kind, deviceId, name: code, siteId: 's', villageKey: 'v1', intervalSeconds: 60, password: 'secret' },
});
const devices: readonly RegisteredDevice[] = [
  device('D1', 'solar_light', LIGHT),
  device('W1', 'wifi_hotspot', HOTSPOT),
  { ...device('C1', 'camera', '01919000-0000-7000-8000-000000000003'), address: '127.65.0.1' },
];

/** An ordinary broker that writes down what it hears, and a fleet that talks to it. */
describe('the simulated fleet, heard by an ordinary broker', () => {
  let broker: Aedes;
  let server: Server;
  let fleet: Fleet;
  let switchboard: Switchboard;
  let heard: { topic: string; payload: Buffer }[];
  const sockets = new Set<Socket>();

  beforeEach(async () => {
    heard = [];
    broker = await Aedes.createBroker();
    broker.on('publish', (packet, client) => {
      if (!packet.topic.startsWith('$SYS') || client)
        heard.push({ topic: packet.topic, payload: packet.payload as Buffer });
    });
    server = createServer((socket) => {
      sockets.add(socket);
      broker.handle(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const brokerUrl = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    fleet = new Fleet(devices, { brokerUrl, cameraPort: 0, clock: { now: () => Date.now() } });
    switchboard = new Switchboard(fleet, [{ key: 'v1', name: 'Thôn Thu Quế' }]);
    await fleet.start();
    await until(() => said(LIGHT, 'heartbeat').length > 0 && said(HOTSPOT, 'heartbeat').length > 0);
  });

  afterEach(async () => {
    await fleet.stop();
    await new Promise<void>((resolve) => broker.close(resolve));
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const said = (id: string, leaf: string) =>
    heard.filter(({ topic }) => topic === `v1/devices/${id}/${leaf}`).map(({ payload }) => payload);
  const bootsOf = (id: string) =>
    said(id, 'birth').map((payload) => {
      const birth = readBirth(payload);
      return birth.ok ? birth.value.bootId : '';
    });

  it('is born, then sends heartbeats the door accepts', () => {
    expect(bootsOf(LIGHT)).toHaveLength(1);
    const beat = readHeartbeat(said(LIGHT, 'heartbeat')[0]!);
    expect(beat).toMatchObject({ ok: true, value: { bootId: bootsOf(LIGHT)[0], seq: 1 } });
  });

  it('dies without a goodbye: its will is published, and it comes back with a new boot', async () => {
    expect(await switchboard.set('kill', 'D1', true)).toEqual({ ok: true });
    await until(() => said(LIGHT, 'status').length === 1);
    expect(readStatus(said(LIGHT, 'status')[0]!)).toMatchObject({
      value: { online: false, bootId: bootsOf(LIGHT)[0] },
    });
    await switchboard.set('kill', 'D1', false);
    await until(() => bootsOf(LIGHT).length === 2);
    expect(new Set(bootsOf(LIGHT)).size).toBe(2);
    expect(said(HOTSPOT, 'status')).toEqual([]);
  });

  it('loses its line with the village and returns with the same boot; solar lights go on', async () => {
    await switchboard.set('uplink-cut', 'thu que', true);
    await until(() => said(HOTSPOT, 'status').length === 1);
    expect(fleet.camera('C1')?.faults.wire).toBe('refuse');
    await switchboard.set('uplink-cut', 'thu que', false);
    await until(() => bootsOf(HOTSPOT).length === 2);
    expect(new Set(bootsOf(HOTSPOT)).size).toBe(1);
    expect(fleet.camera('C1')?.faults.wire).toBe('normal');
    expect(said(LIGHT, 'status')).toEqual([]);
  });

  it('loses power with the whole district', async () => {
    await switchboard.set('power-cut', 'all', true);
    expect(fleet.camera('C1')?.faults.wire).toBe('refuse');
    await switchboard.set('power-cut', 'v1', true);
    await switchboard.set('power-cut', 'all', false);
    expect(fleet.camera('C1')?.faults.wire).toBe('refuse');
    await switchboard.set('power-cut', 'v1', false);
    expect(fleet.camera('C1')?.faults.wire).toBe('normal');
  });

  it('stays away until the last fault that silences it is gone', async () => {
    await switchboard.set('power-cut', 'v1', true);
    await switchboard.set('kill', 'C1', true);
    await switchboard.set('power-cut', 'v1', false);
    expect(fleet.camera('C1')?.faults.wire).toBe('refuse');
    await switchboard.set('kill', 'C1', false);
    expect(fleet.camera('C1')?.faults.wire).toBe('normal');
  });

  it('says goodbye when the fleet stops: no will', async () => {
    await fleet.stop();
    await until(() => broker.connectedClients === 0);
    expect([...said(LIGHT, 'status'), ...said(HOTSPOT, 'status')]).toEqual([]);
  });

  it('stops beside a broker that has ceased to acknowledge', async () => {
    broker.authorizePublish = () => undefined;
    await switchboard.set('kill', 'D1', true);
    await switchboard.set('kill', 'D1', false);
    await until(() => fleet.report().connections === 3);
    await fleet.stop();
    await until(() => broker.connectedClients === 0);
    expect(fleet.report().connected).toBe(0);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
