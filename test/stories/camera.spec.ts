import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DiscoveryResponder, SimulatedCamera } from '#apps/simulator';
import { type Registered, STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface DeviceHealth {
  readonly health: string;
  readonly faults: readonly { readonly code: string; readonly evidence?: Record<string, unknown> }[];
}

interface Discovery {
  readonly state: string;
  readonly result: {
    readonly cameras: readonly { readonly urn: string; readonly url: string; readonly name: string }[];
  };
}

describe('a camera at the crossroads', () => {
  let world: World;
  let unitId: string;
  let path: string;

  beforeEach(async () => {
    world = await World.start();
    unitId = await world.unit('Tổ tự quản số 1', 'group');
    path = await world.webhookTarget(unitId);
  });
  afterEach(() => world.stop());

  it('stops answering: suspect, offline, one message; answers again: one recovery', async () => {
    const camera = await world.registerCamera(unitId);
    await world.advance(2 * MINUTE);
    expect(await world.healthOf(camera)).toBe('online');

    await world.cameras.setWire(camera.camera, 'refuse');
    await world.advance(90 * SECOND);
    expect(await world.healthOf(camera)).toBe('suspect');
    await world.advance(3 * MINUTE);
    expect(await world.healthOf(camera)).toBe('offline');
    expect(world.messagesTo(path)).toMatchObject([{ signatureValid: true, body: { type: 'incident.opened' } }]);
    expect(world.messagesTo(path)[0]?.body.data.text.vi).toContain('Camera ngã ba');

    await world.cameras.setWire(camera.camera, 'normal');
    await world.advance(5 * MINUTE);
    expect(await world.healthOf(camera)).toBe('online');
    expect(world.messagesTo(path).map((message) => message.body.type)).toEqual([
      'incident.opened',
      'incident.resolved',
    ]);
    expect(world.receiver.messages).toHaveLength(2);
  });

  it('is found by node-onvif in the local network, registered from what was found, and watched', async () => {
    const camera = new SimulatedCamera({ address: '127.78.0.1', identity: { name: 'Camera cổng đình' } });
    await world.cameras.add(camera);
    const responder = new DiscoveryResponder({ cameras: () => [camera], urlOf: (one) => world.cameras.urlOf(one) });
    await responder.start();
    const { operationId } = await world.admin.post<{ operationId: string }>('/discovery', { unitId });
    await world.advance(5 * SECOND).finally(() => responder.stop());
    const operation = await world.admin.get<Discovery>(`/operations/${operationId}`);
    expect(operation.state).toBe('succeeded');
    const found = operation.result.cameras.find(({ urn }) => urn === camera.urn);
    expect(found).toMatchObject({ url: world.cameras.urlOf(camera), name: 'Camera cổng đình' });

    const { url, name } = found!;
    const { username, password } = camera;
    const place = { unitId, latitude: 21.0786, longitude: 105.6536, separatePlace: true };
    const registered = await world.admin.post<Registered>('/devices', {
      ...{ kind: 'camera', name, ...place, onvif: { url, username, password } },
    });
    await world.advance(2 * MINUTE);
    expect(await world.healthOf(registered)).toBe('online');
    expect(camera.guard).toMatchObject({ failures: 0 });
    expect(world.receiver.messages).toEqual([]);
  });

  it('was registered with a wrong password: a fault, not an outage, and no second login after the clear rejection', async () => {
    const camera = await world.registerCamera(unitId);
    camera.camera.password = 'doi-mat-khau';
    await world.advance(20 * MINUTE);

    const health = await world.admin.get<DeviceHealth>(`/devices/${camera.device.id}/health`);
    expect(health).toMatchObject({ health: 'online', faults: [{ code: 'auth_failed' }] });
    expect(camera.camera.guard.attempts).toBe(1);
    expect(world.messagesTo(path)).toHaveLength(1);
    const [message] = world.messagesTo(path);
    expect(message?.body.type).toBe('incident.opened');
    expect(message?.body.data.text.vi).toMatch(/mật khẩu/i);
    expect(message?.body.data.text.vi).not.toMatch(/mất kết nối|không hoạt động/i);
    expect(world.receiver.messages).toHaveLength(1);
  });

  it('has a clock two hours ahead: a named fault with its evidence, still online, still signed in', async () => {
    const camera = await world.registerCamera(unitId);
    camera.camera.faults.clockOffsetSeconds = 2 * 3600;
    await world.advance(10 * MINUTE);

    const health = await world.admin.get<DeviceHealth>(`/devices/${camera.device.id}/health`);
    expect(health.health).toBe('online');
    expect(health.faults.map((fault) => fault.code)).toEqual(['clock_drift']);
    expect(Math.round(Number(health.faults[0]?.evidence?.['driftSeconds']) / 60)).toBe(120);
    expect(world.messagesTo(path)[0]?.body.data.text.vi).toMatch(/giờ/);
    expect(world.receiver.messages).toHaveLength(1);
    await world.advance(2 * HOUR);
    expect(world.receiver.messages).toHaveLength(1);
  });
});
