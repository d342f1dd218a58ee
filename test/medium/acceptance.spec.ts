import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { greyPicture } from '#apps/simulator';
import type { AcceptanceTest } from '#libs/contracts';
import { connectAsync, type MqttClient } from 'mqtt';
import type { MqttCredentials } from '../harness/mqtt-device.ts';
import { pdfText } from '../harness/pdf-text.ts';
import { type RegisteredCamera, STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let world: World;
let village: string;
let unitId: string;
let path: string;

beforeAll(async () => {
  world = await World.start();
  village = await world.unit('Thôn Tháp Thượng', 'village');
  unitId = await world.unit('Tổ tự quản số 5', 'group', village);
  path = await world.webhookTarget(unitId);
});
afterAll(async () => {
  await Promise.all(controllers.map((client) => client.endAsync(true)));
  await world.stop();
});

const controllers: MqttClient[] = [];
let lastSeq = 0;

interface Lamp {
  readonly deviceId: string;
  readonly mqtt: MqttCredentials;
}

async function hangLamp(name: string, more: object = {}): Promise<Lamp> {
  const made = await world.admin.post<{ device: { id: string }; mqtt: MqttCredentials }>('/devices', {
    ...{ kind: 'solar_light', unitId, name, landmark: 'cạnh giếng làng', latitude: 21.0785, longitude: 105.6535 },
    separatePlace: true,
    ...{ ...more },
  });
  return { deviceId: made.device.id, mqtt: made.mqtt };
}

/** A controller in the field that does as it is told, when it listens at all. */
async function switchOn({ mqtt }: Lamp, answers: 'done' | null = 'done'): Promise<MqttClient> {
  const { clientId, username, password, topicPrefix } = mqtt;
  const login = { clientId, username, password, reconnectPeriod: 0 };
  const client = await world.settle(connectAsync(`mqtt://127.0.0.1:${world.config.mqtt.port}`, login));
  controllers.push(client);
  client.on('message', (_topic, payload) => {
    const { commandId } = JSON.parse(payload.toString()) as { commandId: string };
    if (answers !== null)
      client.publish(`${topicPrefix}commands/ack`, JSON.stringify({ commandId, result: answers }), { qos: 1 });
  });
  await world.settle(client.subscribeAsync(`${topicPrefix}commands`, { qos: 1 }));
  return client;
}

const report = (client: MqttClient, { mqtt }: Lamp, sentAt: number): Promise<unknown> =>
  world.settle(
    client.publishAsync(
      `${mqtt.topicPrefix}heartbeat`,
      JSON.stringify({ bootId: 'b1', seq: ++lastSeq, sentAt: new Date(sentAt).toISOString(), lampCurrent: 0.9 }),
      { qos: 1 },
    ),
  );

const begin = (deviceId: string): Promise<AcceptanceTest> =>
  world.admin.post<AcceptanceTest>(`/devices/${deviceId}/acceptance-tests`);
const look = (id: string): Promise<AcceptanceTest> => world.admin.get<AcceptanceTest>(`/acceptance-tests/${id}`);

/** Lets loops and sockets work until the test is over. */
async function end({ id }: AcceptanceTest): Promise<AcceptanceTest> {
  for (;;) {
    const test = await look(id);
    if (test.state !== 'running') return test;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await world.advance(SECOND);
  }
}

const stateOf = ({ steps }: AcceptanceTest): Record<string, string> =>
  Object.fromEntries(steps.map(({ step, state, reason }) => [step, `${state}: ${reason}`]));

async function printed(id: string): Promise<string> {
  const answer = await fetch(`${world.httpUrl}/api/v1/acceptance-tests/${id}/certificate.pdf`, {
    headers: { authorization: `Bearer ${world.admin.accessToken}` },
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return pdfText(new Uint8Array(await answer.arrayBuffer()));
}

describe('a light', () => {
  it('talks, knows the time, lights its lamp, its group is told: a certificate that says so', async () => {
    const lamp = await hangLamp('Đèn cổng đình', { serial: 'SL-2026-001' });
    const client = await switchOn(lamp);
    const begun = await begin(lamp.deviceId);
    expect(stateOf(begun)).toMatchObject({ talks: 'waiting: nothing_heard', lamp: 'waiting: lamp_waiting' });
    const second = await world.admin.call('POST', `/devices/${lamp.deviceId}/acceptance-tests`);
    expect([second.status, second.body['errorCode']]).toEqual([409, 'acceptance_test_running']);
    const early = await world.admin.call('POST', `/acceptance-tests/${begun.id}/signing`, { witness: 'Bà con' });
    expect([early.status, early.body['errorCode']]).toEqual([409, 'acceptance_test_not_passed']);

    await world.advance(2 * SECOND);
    await report(client, lamp, world.clock.now());
    const test = await end(begun);
    expect(stateOf(test)).toEqual({
      talks: 'ok: heard',
      signs_in: 'ok: signed_in',
      clock: 'ok: clock_right',
      lamp: 'ok: lamp_answered',
      uplink: 'not_applicable: no_uplink_named',
      channel: 'ok: message_accepted',
    });
    expect(test.state).toBe('passed');
    expect(world.messagesTo(path)).toMatchObject([{ signatureValid: true, body: { type: 'test' } }]);
    expect(world.messagesTo(path)[0]?.body.data.text.vi).toMatch(/tin thử/);

    const signing = {
      installer: 'Tổ công nghệ số',
      receiver: 'Tổ trưởng tổ 5',
      notes: 'Đã bàn giao chìa khóa tủ điện.',
    };
    await world.admin.post(`/acceptance-tests/${test.id}/signing`, signing);
    const text = await printed(test.id);
    for (const said of [
      ...['BIÊN BẢN NGHIỆM THU THIẾT BỊ', `Số: ${test.certificateNumber}`, 'Đèn năng lượng mặt trời: Đèn cổng đình'],
      ...['SL-2026-001', 'cạnh giếng làng', '21.078500, 105.653500', 'chưa có ảnh', 'Tổ tự quản số 5'],
      ...['Thử bật đèn', 'Đèn đã bật theo lệnh và báo lại', 'ngày 21/11/2026', 'ĐƠN VỊ LẮP ĐẶT', 'TỔ TỰ QUẢN'],
      ...['NGƯỜI CHỨNG KIẾN', 'Tổ trưởng tổ 5', 'Đã bàn giao chìa khóa tủ điện.', String(test.checkCode)],
    ])
      expect(text).toContain(said);
    expect(test.certificateNumber).toMatch(/^NT-.+-1$/);
  });

  it('whose clock is years off is red for that, and the group is not told twice in a quarter of an hour', async () => {
    const lamp = await hangLamp('Đèn giếng');
    const client = await switchOn(lamp);
    const begun = await begin(lamp.deviceId);
    await world.advance(2 * SECOND);
    await report(client, lamp, Date.parse('2000-01-01T00:00:00Z'));
    const test = await end(begun);
    expect(stateOf(test)).toMatchObject({
      clock: 'failed: clock_wrong',
      lamp: 'ok: lamp_answered',
      channel: 'ok: message_accepted',
    });
    expect(test).toMatchObject({ state: 'failed', certificateNumber: null });
    expect(test.steps.find(({ step }) => step === 'clock')?.whatToDo).toMatch(/NTP/);
    expect(world.messagesTo(path)).toHaveLength(1);
    const paper = await world.admin.call('GET', `/acceptance-tests/${test.id}/certificate.pdf`);
    expect([paper.status, paper.body['errorCode']]).toEqual([409, 'acceptance_test_not_passed']);
  });

  it('with a wrong password is told so within seconds, not “nothing heard”', async () => {
    const lamp = await hangLamp('Đèn chùa');
    const begun = await begin(lamp.deviceId);
    const wrong = { ...lamp, mqtt: { ...lamp.mqtt, password: 'mat-khau-sai-mat-roi' } };
    await expect(switchOn(wrong)).rejects.toThrow(/Bad username or password/);
    const test = await end(begun);
    expect(world.clock.now() - Date.parse(begun.startedAt)).toBeLessThan(MINUTE);
    expect(stateOf(test)).toMatchObject({ talks: 'failed: refused_at_door', signs_in: 'failed: wrong_password' });
  });

  it('whose lamp does not answer, or that was never switched on, is red at the deadline, with nobody looking', async () => {
    const [lamp, dead] = [await hangLamp('Đèn ngõ'), await hangLamp('Đèn ao')];
    const client = await switchOn(lamp, null);
    const [begun, dark] = [await begin(lamp.deviceId), await begin(dead.deviceId)];
    await world.advance(2 * SECOND);
    await report(client, lamp, world.clock.now());
    await world.advance(4 * MINUTE + 50 * SECOND);
    expect((await look(dark.id)).state).toBe('running');
    await world.advance(12 * SECOND);
    const { items } = await world.admin.get<{ items: object[] }>(`/devices/${lamp.deviceId}/acceptance-tests`);
    expect(items).toMatchObject([{ id: begun.id, state: 'failed', deviceId: lamp.deviceId }]);
    expect(stateOf(await look(begun.id))).toMatchObject({ talks: 'ok: heard', lamp: 'failed: lamp_never_answered' });
    expect(stateOf(await look(dark.id))).toMatchObject({
      talks: 'failed: nothing_heard',
      lamp: 'unknown: not_reached',
    });
  });

  it('in maintenance or retired is not tested, and is told why', async () => {
    const lamp = await hangLamp('Đèn kho');
    const maintenanceUntil = new Date(world.clock.now() + MINUTE).toISOString();
    await world.admin.patch(`/devices/${lamp.deviceId}`, { maintenanceUntil });
    const refused = () => world.admin.call('POST', `/devices/${lamp.deviceId}/acceptance-tests`);
    expect((await refused()).body['errorCode']).toBe('device_in_maintenance');
    await world.admin.post(`/devices/${lamp.deviceId}/decommission`);
    expect((await refused()).body['errorCode']).toBe('device_decommissioned');
  });

  it('whose group cannot be told is red: the channel is gone, or there is none', async () => {
    const other = await world.unit('Tổ tự quản số 6', 'group', village);
    const lamp = await hangLamp('Đèn tổ 6', { unitId: other });
    const client = await switchOn(lamp);
    const alone = await begin(lamp.deviceId);
    await report(client, lamp, world.clock.now());
    expect(stateOf(await end(alone))).toMatchObject({ talks: 'ok: heard', channel: 'failed: no_target' });

    await world.webhookTarget(other);
    world.receiver.answers.push(410);
    const begun = await begin(lamp.deviceId);
    await report(client, lamp, world.clock.now());
    expect(stateOf(await end(begun))).toMatchObject({ talks: 'ok: heard', channel: 'failed: message_failed' });
  });
});

describe('a camera', () => {
  const hang = (more: Record<string, unknown> = {}): Promise<RegisteredCamera> => world.registerCamera(unitId, more);

  it('is visited once: it lets us in, knows the time, shows a picture, its hotspot runs', async () => {
    const wifi = await hangLamp('Wi-Fi nhà văn hóa', { kind: 'wifi_hotspot' });
    const router = await switchOn(wifi);
    const online = await begin(wifi.deviceId);
    await world.settle(
      router.publishAsync(`${wifi.mqtt.topicPrefix}heartbeat`, '{"bootId":"w","seq":1,"internetOk":true}', { qos: 1 }),
    );
    expect(stateOf(await end(online))).toMatchObject({
      clock: 'not_applicable: tells_no_time',
      uplink: 'ok: internet_ok',
    });

    const { device, camera } = await hang({ uplinkDeviceId: wifi.deviceId });
    const test = await end(await begin(device.id));
    expect(stateOf(test)).toEqual({
      talks: 'ok: camera_answers',
      signs_in: 'ok: signed_in',
      clock: 'ok: clock_right',
      picture: 'ok: picture_received',
      uplink: 'ok: uplink_up',
      channel: 'ok: message_accepted',
    });
    const picture = test.steps.find(({ step }) => step === 'picture');
    expect(picture?.evidence).toMatchObject({ width: 640, height: 360 });
    expect(camera.asked.get('snapshot')).toBe(2);
    expect(camera.guard.failures).toBe(0);
    const { site } = await world.admin.get<{ site: { id: string } }>(`/devices/${device.id}`);
    const photo = await fetch(`${world.httpUrl}/api/v1/sites/${site.id}/photo`, {
      ...{ method: 'PUT', body: new Uint8Array(greyPicture(64, 48)) },
      headers: { authorization: `Bearer ${world.admin.accessToken}`, 'content-type': 'image/jpeg' },
    });
    expect(photo.status).toBeLessThan(300);
    const text = await printed(test.id);
    expect(text).toContain('640 × 360 điểm ảnh');
    expect(text).toContain('Canh Thon Simulator SC-200');
    expect(text).not.toContain('chưa có ảnh');
  });

  it('with a wrong password is asked once, and not again by the next test', async () => {
    const { device, camera } = await hang();
    camera.password = 'doi-mat-khau';
    expect(stateOf(await end(await begin(device.id)))).toMatchObject({
      ...{ talks: 'ok: camera_answers', signs_in: 'failed: wrong_password', picture: 'unknown: not_reached' },
    });
    expect(stateOf(await end(await begin(device.id)))).toMatchObject({ signs_in: 'failed: wrong_password' });
    expect(camera.guard.attempts).toBe(1);
  });

  it('that still starts is asked again until it answers', async () => {
    const { device, camera } = await hang();
    await world.cameras.setWire(camera, 'refuse');
    const begun = await begin(device.id);
    await world.advance(10 * SECOND);
    expect(stateOf(await look(begun.id))).toMatchObject({ talks: 'waiting: camera_silent' });
    await world.cameras.setWire(camera, 'normal');
    expect(await end(begun)).toMatchObject({ state: 'passed' });
  });
});
