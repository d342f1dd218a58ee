import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type AgentState, enrol } from '#apps/poller';
import { DiscoveryResponder, SimulatedCamera } from '#apps/simulator';
import { type AcceptanceTest, writeObservationBatch } from '#libs/contracts';
import { BreakableLine } from '../../harness/breakable-line.ts';
import { MqttDevice } from '../../harness/mqtt-device.ts';
import { type Registered, type RegisteredCamera, STORY_LIMIT_MS, World } from '../../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A village behind a home router: cameras that only the small box beside them reaches. */
let world: World;
let line: BreakableLine;
let folder: string;
let agent: AgentState;
let box: Registered;
let cameras: RegisteredCamera[];
let path: string;

beforeAll(async () => {
  world = await World.start();
  line = await BreakableLine.to(world.config.mqtt.port);
  folder = mkdtempSync(join(tmpdir(), 'canh-edge-'));
  const unitId = await world.unit('Tổ 5');
  path = await world.webhookTarget(unitId);
  const place = { unitId, latitude: 21.08, longitude: 105.65, separatePlace: true, landmark: 'nhà văn hóa' };
  box = await world.admin.post<Registered>('/devices', { kind: 'edge_agent', name: 'Hộp nhà văn hóa', ...place });
  cameras = [];
  for (const name of ['Cổng làng', 'Ngã ba', 'Sân đình'])
    cameras.push(await world.registerCamera(unitId, { name, uplinkDeviceId: box.device.id }));
  const { claimCode } = await world.admin.post<{ claimCode: string }>(`/devices/${box.device.id}/claim-code`, {});
  const claimed = await enrol({ server: world.httpUrl, claimCode, folder });
  agent = { ...claimed, door: { host: '127.0.0.1', port: line.port, tlsPort: null } };
  await world.startAgent(agent, folder);
});
afterAll(async () => {
  await world.stop();
  await line.close();
  rmSync(folder, { recursive: true, force: true });
});

const allHealth = () => Promise.all([box, ...cameras].map((one) => world.healthOf(one)));
const texts = () => world.messagesTo(path).map((message) => JSON.stringify(message.body));

interface Rung {
  readonly rung: string;
  readonly state: string;
  readonly reason: string;
}
const ladderOf = async ({ device }: Registered): Promise<Record<string, Rung>> => {
  const { ladder } = await world.admin.get<{ ladder: Rung[] }>(`/devices/${device.id}/health`);
  return Object.fromEntries(ladder.map((rung) => [rung.rung, rung]));
};
const faultsOf = async ({ device }: Registered): Promise<string[]> =>
  (await world.admin.get<{ faults: { code: string }[] }>(`/devices/${device.id}`)).faults
    .map(({ code }) => code)
    .sort();

interface Operation {
  readonly kind: string;
  readonly state: string;
  readonly result?: Readonly<Record<string, unknown>>;
}
/** Looking for cameras takes three real seconds: so much virtual time at once that these are not a minute. */
const GENTLE = 20;
/** Lets loops and sockets work until what was looked at is over. */
async function over<Looked extends { readonly state: string }>(path: string, step = GENTLE): Promise<Looked> {
  for (;;) {
    const looked = await world.admin.get<Looked>(path);
    if (looked.state !== 'queued' && looked.state !== 'running') return looked;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await world.advance(step);
  }
}
async function done(path: string, body: object): Promise<Operation> {
  const { operationId } = await world.admin.post<{ operationId: string }>(path, body);
  return over(`/operations/${operationId}`);
}
const stepsOf = ({ steps }: AcceptanceTest): Record<string, string> =>
  Object.fromEntries(steps.map(({ step, reason }) => [step, reason]));

/** Of a password typed again all is looked at within a minute. */
const typeAgain = ({ device, camera }: RegisteredCamera) =>
  world.admin.patch(`/devices/${device.id}`, { onvif: { password: camera.password } });

interface Sums {
  readonly upMs: number;
  readonly downMs: Readonly<Record<string, number>>;
}
const availability = ({ device }: Registered) => {
  const [from, to] = [world.clock.now() - DAY, world.clock.now()].map((at) => new Date(at).toISOString());
  return world.admin.get<Sums>(`/devices/${device.id}/availability?from=${from}&to=${to}`);
};

describe('cameras behind an edge agent', () => {
  it('are watched by it with passwords that only it can open, and by no poller', async () => {
    await world.advance(3 * MINUTE);
    expect(await allHealth()).toEqual(['online', 'online', 'online', 'online']);
    for (const { camera } of cameras) {
      expect(camera.guard).toMatchObject({ failures: 0, lockedUntil: 0 });
      expect(camera.asked.get('GetSystemDateAndTime')).toBeLessThanOrEqual(5);
    }
    expect(statSync(join(folder, 'edge-agent.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'edge-agent.json'), 'utf8')).not.toContain(cameras[0]?.camera.password);
  });

  it('agent_silent: sent, then not sent, the box that lost its line, once, and no camera; ten minutes later history is right', async () => {
    const [, died] = cameras as [RegisteredCamera, RegisteredCamera, RegisteredCamera];
    line.cut();
    await world.advance(2 * MINUTE);
    // While nobody hears the box, one of its cameras is off for five minutes.
    await world.cameras.setWire(died.camera, 'refuse');
    await world.advance(5 * MINUTE);
    await world.cameras.setWire(died.camera, 'normal');
    expect(await allHealth()).toEqual(['offline', 'suspect', 'suspect', 'suspect']);
    await world.advance(3 * MINUTE);
    expect(await allHealth()).toEqual(['offline', 'suspect', 'suspect', 'suspect']);
    line.mend();
    await world.advance(5 * MINUTE);
    expect(await allHealth()).toEqual(['online', 'online', 'online', 'online']);

    const told = texts();
    expect(told.filter((text) => /Hộp nhà văn hóa/.test(text))).toHaveLength(2);
    expect(told).toHaveLength(2);

    const [ofBox, first, second, third] = await Promise.all([box, ...cameras].map(availability));
    expect(ofBox?.downMs['uplink']).toBeGreaterThan(9 * MINUTE);
    expect(ofBox?.downMs['device']).toBe(0);
    for (const untouched of [first, third]) expect(Object.values(untouched?.downMs ?? {})).toEqual([0, 0, 0, 0, 0]);
    expect(second?.downMs['device']).toBeGreaterThan(4 * MINUTE);
    expect(second?.downMs['device']).toBeLessThan(7 * MINUTE);
  });

  it('are looked at more deeply by it: black and a wrong clock are told as of any camera, as numbers, and end so', async () => {
    const [, , third] = cameras as [RegisteredCamera, RegisteredCamera, RegisteredCamera];
    const before = texts().length;
    const ladder = await ladderOf(third);
    expect(ladder).toMatchObject({
      ...{ reachable: { state: 'ok' }, login: { state: 'ok' }, clock: { state: 'ok' } },
      stream: { state: 'ok', reason: 'stream_flows' },
      picture: { state: 'ok', reason: 'picture_good' },
      recording: { state: 'ok' },
      tamper: { state: 'ok' },
      hygiene: { state: 'ok', evidence: { factoryPassword: false } },
    });
    Object.assign(third.camera.faults, { picture: 'black', clockOffsetSeconds: 7_200 });
    await typeAgain(third);
    await world.advance(5 * MINUTE);
    // The machine is switched off and on in between: it goes on with what it had learnt.
    await world.stopRole('edge');
    await world.startAgent(agent, folder);
    await world.advance(8 * MINUTE);
    expect(await faultsOf(third)).toEqual(['clock_drift', 'image_black']);
    expect(await ladderOf(third)).toMatchObject({
      clock: { state: 'fault', reason: 'clock_wrong' },
      picture: { state: 'fault', reason: 'picture_black' },
    });
    const told = texts().slice(before).join('\n');
    expect(told).toMatch(/Sân đình.*giờ/s);
    expect(told).toMatch(/hình tối đen/);
    Object.assign(third.camera.faults, { picture: 'normal', clockOffsetSeconds: 0 });
    await typeAgain(third);
    await world.advance(7 * MINUTE);
    expect(await faultsOf(third)).toEqual([]);
    expect(third.camera.guard).toMatchObject({ failures: 0, lockedUntil: 0 });
    const kept = readFileSync(join(folder, 'edge-cameras.json'), 'utf8');
    expect(kept).not.toContain(third.camera.password);
    expect(statSync(join(folder, 'edge-cameras.json')).mode & 0o777).toBe(0o600);
  });

  it('that die are told as any camera, and one that moves to our own pollers is not lost', async () => {
    const [first, , third] = cameras as [RegisteredCamera, RegisteredCamera, RegisteredCamera];
    const before = texts().length;
    await world.cameras.setWire(third.camera, 'refuse');
    await world.admin.patch(`/devices/${first.device.id}`, { uplinkDeviceId: null });
    await world.advance(6 * MINUTE);
    expect(await world.healthOf(third)).toBe('offline');
    expect(await world.healthOf(first)).toBe('online');
    expect(texts().slice(before)).toEqual([expect.stringMatching(/Sân đình/)]);
    expect(first.camera.guard).toMatchObject({ failures: 0, lockedUntil: 0 });
  });

  it('are reported of by their own agent alone: what another says of them is thrown away and noted', async () => {
    const [, , third] = cameras as [RegisteredCamera, RegisteredCamera, RegisteredCamera];
    const unitId = await world.unit('Tổ 6');
    const place = { unitId, latitude: 21.09, longitude: 105.66, separatePlace: true, landmark: 'đình làng' };
    const other = await world.admin.post<Registered>('/devices', { kind: 'edge_agent', name: 'Hộp khác', ...place });
    if (other.mqtt === undefined) throw new Error('no MQTT credentials were returned');
    const liar = new MqttDevice(`mqtt://127.0.0.1:${world.config.mqtt.port}`, other.device.id, other.mqtt);
    await world.connect([liar]);
    const sentAt = world.clock.now();
    const alive = { reached: true, firstAt: sentAt, lastAt: sentAt, unchanged: 0, facts: null, findings: [] };
    const reports = [1, 2, 3, 4, 5, 6].map((camera) => ({ camera, runs: [alive], login: null, rungs: [] }));
    const batch = { sentAt, late: false, watchingSince: sentAt, coversUntil: sentAt, cameras: reports };
    await world.settle(liar.publishRaw('observations', Buffer.from(writeObservationBatch(batch))));
    await world.advance(10_000);
    expect(await world.healthOf(third)).toBe('offline');
    const { items } = await world.admin.get<{ items: { event: string; deviceId: string; count: number }[] }>(
      '/security-log',
    );
    expect(items).toContainEqual(expect.objectContaining({ event: 'foreign_camera', deviceId: other.device.id }));
    liar.cut();
  });

  it('are found, asked who they are and accepted by an installer through it, each question once', async () => {
    const camera = new SimulatedCamera({ address: '127.76.0.1', identity: { name: 'Camera cổng chùa' } });
    await world.cameras.add(camera);
    const responder = new DiscoveryResponder({ cameras: () => [camera], urlOf: (one) => world.cameras.urlOf(one) });
    await responder.start();
    const unitId = await world.unit('Tổ 7');
    const mine = await world.webhookTarget(unitId);
    const ask = { unitId, agentId: box.device.id };
    const url = world.cameras.urlOf(camera);
    const discovered = await done('/discoveries', ask).finally(() => responder.stop());
    expect(discovered).toMatchObject({ state: 'succeeded', kind: 'camera_discovery' });
    expect(discovered.result?.['cameras']).toContainEqual(expect.objectContaining({ url, name: 'Camera cổng chùa' }));

    const typed = { ...ask, url, username: camera.username };
    const wrong = await done('/devices/identify', { ...typed, password: 'sai-mat-khau' });
    expect(wrong.result).toMatchObject({ reachable: true, onvif: true, login: 'rejected', profiles: [] });
    expect(camera.guard.attempts).toBe(1);
    const right = await done('/devices/identify', { ...typed, password: camera.password });
    expect(right.result).toMatchObject({ login: 'accepted', manufacturer: 'Canh Thon Simulator' });

    const behind = { kind: 'camera', name: 'Cổng chùa', unitId, uplinkDeviceId: box.device.id, separatePlace: true };
    const place = { latitude: 21.081, longitude: 105.651, landmark: 'cổng chùa' };
    const onvif = { url, username: camera.username, password: camera.password };
    const { device } = await world.admin.post<Registered>('/devices', { ...behind, ...place, onvif });
    const { id } = await world.admin.post<{ id: string }>(`/devices/${device.id}/acceptance-tests`);
    const test = await over<AcceptanceTest>(`/acceptance-tests/${id}`);
    expect(stepsOf(test)).toMatchObject({
      ...{ talks: 'camera_answers', signs_in: 'signed_in', clock: 'clock_right', picture: 'picture_received' },
      uplink: 'uplink_up',
    });
    expect(test.state).toBe('passed');
    expect(world.messagesTo(mine)).toHaveLength(1);
  });

  it('are not said to be broken when it is silent: the page says that it is the agent', async () => {
    const [, second] = cameras as [RegisteredCamera, RegisteredCamera, RegisteredCamera];
    line.cut();
    await world.advance(5 * MINUTE);
    const refused = await world.admin.call('POST', '/discoveries', {
      unitId: world.rootUnitId,
      agentId: box.device.id,
    });
    expect([refused.status, refused.body['errorCode']]).toEqual([409, 'agent_silent']);
    const noAgent = { unitId: world.rootUnitId, agentId: second.device.id };
    const camera = await world.admin.call('POST', '/discoveries', noAgent);
    expect([camera.status, camera.body['errorCode']]).toEqual([422, 'not_an_edge_agent']);
    const { id } = await world.admin.post<{ id: string }>(`/devices/${second.device.id}/acceptance-tests`);
    const test = await over<AcceptanceTest>(`/acceptance-tests/${id}`, 5_000);
    expect(stepsOf(test)).toMatchObject({ talks: 'agent_silent', signs_in: 'not_reached', uplink: 'uplink_down' });
    line.mend();
  });
});
