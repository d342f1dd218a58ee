import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ControlRoom, type ListeningDevice, type Registered } from '../harness/control-room.ts';
import { RawMqtt } from '../harness/raw-mqtt.ts';

interface Command {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  readonly result: string | null;
  readonly detail: string | null;
  readonly attempts: number;
}

let room: ControlRoom;
let light: Registered;

beforeAll(async () => {
  room = await ControlRoom.start('broker', 'alerting');
});
afterAll(() => room.stop());
beforeEach(async () => {
  light = await room.register();
});

const send = (body: object, device = light) => room.admin.post<Command>(`/devices/${device.id}/commands`, body);
const read = (id: string, device = light) => room.admin.get<Command>(`/devices/${device.id}/commands/${id}`);
const cancel = (id: string) => room.admin.post<Command>(`/devices/${light.id}/commands/${id}/cancel`);
const answer = ({ client }: ListeningDevice, ack: object, device = light) =>
  client.publishAsync(`${device.mqtt.topicPrefix}commands/ack`, JSON.stringify(ack), { qos: 1 });
const ids = ({ told }: ListeningDevice) => told.map(({ commandId }) => commandId);
const cut = async ({ client, closed }: ListeningDevice) => {
  client.stream.destroy();
  await closed;
};

describe('a command', () => {
  it('[MQTT-30] reaches a connected device at once and is over with its answer', async () => {
    const device = await room.listen(light);
    const command = await send({ name: 'lamp_test', arguments: { seconds: 10 } });
    expect(command).toMatchObject({ state: 'queued', reason: 'asked_for', attempts: 0 });
    await room.until('it is told', () => device.told.length > 0);
    const expiresAt = expect.stringMatching(/^2026-11-21T13:0/);
    expect(device.told).toEqual([{ commandId: command.id, name: 'lamp_test', arguments: { seconds: 10 }, expiresAt }]);
    expect(await read(command.id)).toMatchObject({ state: 'sent', reason: 'delivered', attempts: 1 });
    await answer(device, { commandId: command.id, result: 'done', detail: 'đèn sáng 10 giây' });
    expect(await read(command.id)).toMatchObject({
      state: 'acknowledged',
      reason: 'answered',
      result: 'done',
      detail: 'đèn sáng 10 giây',
    });
  });

  it('[MQTT-30] waits for a device that is away, and comes in order when it subscribes', async () => {
    const first = await send({ name: 'reboot' });
    const second = await send({ name: 'set_interval', arguments: { seconds: 30 } });
    await room.advance(60_000);
    const device = await room.listen(light);
    await room.until('both are told', () => device.told.length === 2);
    expect(ids(device)).toEqual([first.id, second.id]);
  });

  it('[MQTT-30] comes again with the same id on each connection until it is answered, and once on each', async () => {
    const command = await send({ name: 'reboot' });
    const device = await room.listen(light);
    await room.until('it is told', () => device.told.length > 0);
    await send({ name: 'reboot' });
    await room.until('the second is told', () => device.told.length > 1);
    await room.advance(5_000);
    expect(device.told).toHaveLength(2);
    await cut(device);
    const again = await room.listen(light);
    await room.until('both are told again', () => again.told.length === 2);
    expect(ids(again)[0]).toBe(command.id);
    expect(await read(command.id)).toMatchObject({ state: 'sent', reason: 'delivered_again', attempts: 2 });
    for (const commandId of ids(again)) await answer(again, { commandId, result: 'refused', detail: 'bận' });
    await cut(again);
    const third = await room.listen(light);
    await room.advance(5_000);
    expect(third.told).toEqual([]);
    expect(await read(command.id)).toMatchObject({ state: 'acknowledged', result: 'refused', detail: 'bận' });
  });

  it('[MQTT-32] is not told to a device that connects without subscribing, nor after its end', async () => {
    const command = await send({ name: 'reboot', expiresInSeconds: 10 });
    const device = await room.connect(light);
    await room.advance(11_000);
    expect(device.told).toEqual([]);
    await device.client.subscribeAsync(`${light.mqtt.topicPrefix}commands`, { qos: 1 });
    await room.advance(11_000);
    expect(device.told).toEqual([]);
    expect(await read(command.id)).toMatchObject({ state: 'expired', reason: 'never_delivered' });
    const { rows } = await room.sql.query('SELECT state FROM device_command WHERE id = $1', [command.id]);
    expect(rows).toEqual([{ state: 'expired' }]);
  });

  it('[MQTT-31] cannot be answered by another device, in its own name or in the right one', async () => {
    const device = await room.listen(light);
    const command = await send({ name: 'reboot' });
    await room.until('it is told', () => device.told.length > 0);
    const stranger = await room.register();
    const raw = await RawMqtt.connect(room.mqttPort(), stranger.mqtt);
    const lie = JSON.stringify({ commandId: command.id, result: 'done', detail: '0000000000' });
    expect(await raw.publish(`${stranger.mqtt.topicPrefix}commands/ack`, lie)).toBe(true);
    expect(await read(command.id)).toMatchObject({ state: 'sent', result: null });
    expect(await raw.publish(`${light.mqtt.topicPrefix}commands/ack`, lie)).toBe(false);
    expect(await read(command.id)).toMatchObject({ state: 'sent', result: null });
    expect(device.client.connected).toBe(true);
    raw.close();
  });

  it('[MQTT-31] an answer to an unknown, foreign, expired or withdrawn command is taken, counted and changes nothing', async () => {
    const other = await room.register();
    const [device, stranger] = [await room.listen(light), await room.listen(other)];
    const mine = await send({ name: 'reboot' });
    const short = await send({ name: 'reboot', expiresInSeconds: 10 });
    const withdrawn = await send({ name: 'reboot' });
    await room.until('all are told', () => device.told.length === 3);
    await cancel(withdrawn.id);
    await room.advance(10_000);
    const answers = () => room.figure('broker', 'canhthon_mqtt_command_answers_total');
    const answeredBefore = await answers();
    const before = await room.sql.query('SELECT * FROM device_command ORDER BY id');
    await answer(stranger, { commandId: mine.id, result: 'done' }, other);
    await answer(device, { commandId: '01890abc-0000-7000-8000-000000000001', result: 'done' });
    await answer(device, { commandId: short.id, result: 'done' });
    await answer(device, { commandId: withdrawn.id, result: 'done' });
    expect((await room.sql.query('SELECT * FROM device_command ORDER BY id')).rows).toEqual(before.rows);
    expect([device.client.connected, stranger.client.connected]).toEqual([true, true]);
    const counted = await answers();
    for (const outcome of ['foreign', 'unknown', 'too_late', 'already_cancelled'])
      expect([outcome, counted[outcome]]).toEqual([outcome, (answeredBefore[outcome] ?? 0) + 1]);
    await answer(device, { commandId: mine.id, result: 'failed', detail: 'x' });
    await answer(device, { commandId: mine.id, result: 'done' });
    expect(await read(mine.id)).toMatchObject({ result: 'failed', detail: 'x' });
  });

  it('[MQTT-31] a malformed answer is a bad payload like any other', async () => {
    const device = await room.listen(light);
    await answer(device, { commandId: 'not-an-id', result: 'done' });
    await answer(device, { commandId: light.id, result: 'perhaps' });
    const { rows } = await room.sql.query(
      'SELECT topic, reason, path FROM mqtt_rejection JOIN device USING (device_no) WHERE id = $1',
      [light.id],
    );
    expect(rows).toMatchObject([{ topic: 'commands/ack', path: '/result' }]);
  });

  it('that is withdrawn does not come, and what was told already is not told again', async () => {
    const early = await send({ name: 'reboot' });
    expect(await cancel(early.id)).toMatchObject({ state: 'cancelled', reason: 'withdrawn' });
    const device = await room.listen(light);
    const late = await send({ name: 'reboot' });
    await room.until('the other one is told', () => device.told.length > 0);
    expect(ids(device)).toEqual([late.id]);
    expect(await cancel(late.id)).toMatchObject({ state: 'cancelled', reason: 'withdrawn_after_delivery' });
    expect(await cancel(late.id)).toMatchObject({ state: 'cancelled' });
    await cut(device);
    const again = await room.listen(light);
    await room.advance(5_000);
    expect(again.told).toEqual([]);
  });

  it('survives a broker that ends between storing and telling', async () => {
    const device = await room.listen(light);
    await room.close('broker');
    await device.closed;
    const command = await send({ name: 'reboot' });
    await room.open('broker');
    const back = await room.listen(light);
    await room.until('it is told', () => back.told.length > 0);
    expect(ids(back)).toEqual([command.id]);
  });
});

describe('two brokers', () => {
  beforeAll(() => room.open('broker', 'broker-2'));
  afterAll(() => room.close('broker-2'));

  it('only the one with the connection tells', async () => {
    const device = await room.listen(light, 'broker-2');
    const before = await room.figure('broker', 'canhthon_mqtt_commands_total');
    const command = await send({ name: 'reboot' });
    await room.until('it is told', () => device.told.length > 0);
    expect(await read(command.id)).toMatchObject({ attempts: 1 });
    expect(await room.figure('broker', 'canhthon_mqtt_commands_total')).toEqual(before);
    expect(await room.figure('broker-2', 'canhthon_mqtt_commands_total')).toEqual({ '': 1 });
  });

  it('of two connections the newer one is told, the stale one is not', async () => {
    const stale = await room.listen(light);
    await room.advance(5_000);
    const device = await room.listen(light, 'broker-2');
    await room.until('the newer connection is in the rows', async () => {
      const { rows } = await room.sql.query<{ newest: boolean }>(
        `SELECT session_epoch >= $2 AS newest FROM device_latest JOIN device USING (device_no) WHERE id = $1`,
        [light.id, room.clock.now() - 1_000],
      );
      return rows[0]?.newest ?? false;
    });
    const command = await send({ name: 'reboot' });
    await room.until('it is told', () => device.told.length > 0);
    await room.advance(5_000);
    expect([ids(device), stale.told]).toEqual([[command.id], []]);
  });
});

describe('a secret that no longer opens the door ends the connection within 5 s, with API and broker apart', () => {
  it.each<[string, (path: string) => Promise<unknown>]>([
    ['[MQTT-26] rotated', (path) => room.admin.post(`${path}/secret`)],
    ['[MQTT-26] revoked', (path) => room.admin.call('DELETE', `${path}/secret`)],
    ['[MQTT-26] of hardware that was replaced', (path) => room.admin.post(`${path}/hardware`, {})],
    ['[MQTT-26] of a device that was retired', (path) => room.admin.post(`${path}/decommission`)],
  ])('%s', async (_, act) => {
    const device = await room.listen(light);
    const bystander = await room.listen(await room.register());
    await act(`/devices/${light.id}`);
    await room.advance(5_000);
    await device.closed;
    await expect(room.connect(light)).rejects.toThrow('Bad username or password');
    expect(bystander.client.connected).toBe(true);
  });

  it('[MQTT-26] a new secret opens it again', async () => {
    await room.admin.call('DELETE', `/devices/${light.id}/secret`);
    const mqtt = await room.admin.post<Registered['mqtt']>(`/devices/${light.id}/secret`);
    expect((await room.connect({ ...light, mqtt })).client.connected).toBe(true);
  });
});
