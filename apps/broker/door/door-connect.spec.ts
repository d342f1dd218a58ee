import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeviceRecord } from './directory.ts';
import { credentials, doorPerTest, idOf, recordOf } from './testing/open-door.ts';
import {
  connackOf,
  connect,
  DISCONNECT,
  packet,
  PINGREQ,
  PINGRESP,
  publish,
  pubackOf,
  type ConnectWish,
} from './testing/packets.ts';
import { RawDevice } from './testing/raw-device.ts';

const open = doorPerTest(afterEach);

const status = (number: number) => `v1/devices/${idOf(number)}/status`;
const goodbye = '{"online":false,"bootId":"b"}';

/** What a connection that sends these bytes gets before it is closed. */
async function answerTo(port: number, ...bytes: readonly Buffer[]): Promise<string> {
  const device = await RawDevice.open(port);
  device.send(...bytes);
  await device.closed;
  return device.received.toString('hex');
}

describe('connecting', () => {
  it.each([
    ['3.1', { protocol: 'MQIsdp', level: 3 }],
    ['5', { level: 5 }],
    ['6', { level: 6 }],
  ] as const)('[MQTT-1] answers MQTT %s with return code 1', async (_name, wish) => {
    const { port, door } = await open();
    const answer = await answerTo(port, connect({ ...credentials(1), ...wish }));
    expect(answer).toBe(connackOf(1).toString('hex'));
    expect(door.tally.of('protocol_version')).toBe(1);
  });

  it('[MQTT-2] lets a device in with its id and secret', async () => {
    const { login, door } = await open();
    const device = await login(1);
    device.send(PINGREQ);
    await device.until(PINGRESP);
    expect(door.connected).toBe(1);
  });

  it.each<[string, Partial<ConnectWish>, number]>([
    ['a wrong secret', { password: 'wrong' }, 4],
    ['no secret', { password: undefined }, 4],
    ['no user name', { username: undefined, password: undefined }, 4],
    ['another device as user name', { username: idOf(2) }, 4],
    ['an empty client id', { clientId: '' }, 2],
    ['an upper-case client id', { clientId: idOf(1).toUpperCase(), username: idOf(1).toUpperCase() }, 2],
    ['a client id that is no device id', { clientId: '__proto__', username: '__proto__' }, 2],
  ])('[MQTT-2] refuses %s', async (_name, wish, code) => {
    const { port, door } = await open();
    expect(await answerTo(port, connect({ ...credentials(1), ...wish }))).toBe(connackOf(code).toString('hex'));
    expect(door.connected).toBe(0);
  });

  it('[MQTT-2] answers an unknown device as it answers a wrong secret', async () => {
    const { port } = await open({}, { lookup: () => Promise.resolve(new Map()) });
    expect(await answerTo(port, connect(credentials(1)))).toBe(connackOf(4).toString('hex'));
  });

  it.each([0, 301, 65_535])('[MQTT-3] answers keep-alive %d with return code 2', async (keepAlive) => {
    const { port } = await open();
    expect(await answerTo(port, connect({ ...credentials(1), keepAlive }))).toBe(connackOf(2).toString('hex'));
  });

  it('[MQTT-3] closes a device that is silent for one and a half keep-alives', async () => {
    const { login, intake } = await open();
    const device = await login(1, { keepAlive: 1, will: { topic: status(1), payload: goodbye } });
    await device.closed;
    await intake.until(({ closings }) => closings.length > 0);
    expect(intake.closings).toEqual([{ deviceId: idOf(1), reason: 'keep_alive_expired', hint: true }]);
  });

  it('[MQTT-4] closes a connection that does not log in before the deadline', async () => {
    const { port, door } = await open({ connectDeadlineMs: 50 });
    expect(await answerTo(port)).toBe('');
    expect(await answerTo(port, connect(credentials(1)).subarray(0, 20))).toBe('');
    expect(door.tally.of('connect_timeout')).toBe(2);
  });

  it('[MQTT-4] keeps the deadline when the database never answers', async () => {
    const { port, door } = await open({ connectDeadlineMs: 50 }, { lookup: () => new Promise(() => undefined) });
    expect(await answerTo(port, connect(credentials(1)))).toBe('');
    expect(door.tally.of('connect_timeout')).toBe(1);
  });

  it('[MQTT-4] closes a CONNECT that announces more than 4 KiB before reading it', async () => {
    const { port, door } = await open();
    expect(await answerTo(port, Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]))).toBe('');
    expect(door.tally.of('connect_too_large')).toBe(1);
  });

  it('[MQTT-4] drops the oldest of too many silent connections and lets an honest device in', async () => {
    const { port, login, door } = await open({ waitingSockets: 5 });
    const silent: RawDevice[] = [];
    for (let count = 0; count < 8; count++) silent.push(await RawDevice.open(port));
    await silent[2]!.closed;
    await login(1);
    expect(door.connected).toBe(1);
    expect(door.waiting).toBeLessThanOrEqual(5);
    expect(door.tally.of('waiting_room_full')).toBeGreaterThanOrEqual(3);
  });

  it('[MQTT-4] takes a CONNECT that arrives byte by byte', async () => {
    const { port } = await open();
    const device = await RawDevice.open(port);
    for (const byte of connect(credentials(1))) {
      await new Promise<void>((resolve) => device.socket.write(Buffer.from([byte]), () => resolve()));
    }
    await device.until(connackOf(0));
    expect(device.received.equals(connackOf(0))).toBe(true);
  });

  const nul = Buffer.from(`${idOf(1).slice(0, -1)}\0`);
  const notUtf8 = Buffer.from([...Buffer.from(idOf(1)).subarray(0, 35), 0xff]);
  it.each<[string, Buffer]>([
    ['a PUBLISH', publish(`v1/devices/${idOf(1)}/heartbeat`, '{}')],
    ['a PINGREQ', PINGREQ],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a foreign protocol name', connect({ ...credentials(1), protocol: 'MQTX' })],
    ['reserved flags', connect({ ...credentials(1), extraFlags: 1 })],
    ['will flags without a will', connect({ ...credentials(1), extraFlags: 0x28 })],
    ['a password without a user name', connect({ ...credentials(1), username: undefined })],
    ['a truncated body', packet(0x10, Buffer.from([0, 4, 0x4d, 0x51]))],
    ['trailing bytes', packet(0x10, connect(credentials(1)).subarray(2), Buffer.from([1, 2, 3]))],
    ['NUL in the client id', connect({ ...credentials(1), clientId: nul })],
    ['a client id that is not UTF-8', connect({ ...credentials(1), clientId: notUtf8 })],
    ['an endless length', Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0xff])],
  ])('[MQTT-5] closes without an answer on %s', async (_name, bytes) => {
    const { port, door } = await open();
    expect(await answerTo(port, bytes)).toBe('');
    expect(door.tally.of('connect_malformed')).toBe(1);
  });

  it('[MQTT-6] refuses a will on any other topic than the own status', async () => {
    const { port } = await open();
    for (const topic of [status(2), `v1/devices/${idOf(1)}/heartbeat`, '$SYS/x', 'v1/devices/+/status']) {
      const answer = await answerTo(port, connect({ ...credentials(1), will: { topic, payload: goodbye } }));
      expect(answer).toBe(connackOf(5).toString('hex'));
    }
  });

  it('[MQTT-6] reports a broken connection with a will as a hint', async () => {
    const { login, intake } = await open();
    const device = await login(1, { will: { topic: status(1), payload: goodbye, qos: 1, retain: true } });
    device.socket.resetAndDestroy();
    await intake.until(({ closings }) => closings.length > 0);
    expect(intake.closings).toEqual([{ deviceId: idOf(1), reason: 'vanished', hint: true }]);
  });

  it('[MQTT-7] replaces an older connection and ignores its will', async () => {
    const { login, intake, door } = await open();
    const first = await login(1, { will: { topic: status(1), payload: goodbye } });
    const second = await login(1, { will: { topic: status(1), payload: goodbye } });
    await first.closed;
    await intake.until(({ closings }) => closings.length > 0);
    expect(intake.closings).toEqual([{ deviceId: idOf(1), reason: 'superseded', hint: false }]);
    second.send(publish(`v1/devices/${idOf(1)}/heartbeat`, '{}', { qos: 1, id: 9 }));
    await second.until(pubackOf(9));
    expect(door.connected).toBe(1);
  });

  it('[MQTT-8] never has a session present, whatever the device asked for', async () => {
    const { login } = await open();
    const first = await login(1, { clean: false });
    first.send(DISCONNECT);
    await first.closed;
    const second = await login(1, { clean: false });
    expect(second.received.equals(connackOf(0))).toBe(true);
  });

  it('[MQTT-9] answers with return code 3 while the server is not ready', async () => {
    const { port, door, login } = await open();
    door.setOpen(false);
    expect(await answerTo(port, connect(credentials(1)))).toBe(connackOf(3).toString('hex'));
    door.setOpen(true);
    await login(1);
    expect(door.connected).toBe(1);
  });

  it('[MQTT-9] answers with return code 3 when the database fails', async () => {
    const { port, failures } = await open({}, { lookup: () => Promise.reject(new Error('database gone')) });
    expect(await answerTo(port, connect(credentials(1)))).toBe(connackOf(3).toString('hex'));
    expect(failures).toHaveLength(1);
  });

  it('[MQTT-10] takes a clean DISCONNECT as no observation', async () => {
    const { login, intake } = await open();
    const device = await login(1, { will: { topic: status(1), payload: goodbye } });
    device.send(DISCONNECT);
    await intake.until(({ closings }) => closings.length > 0);
    expect(intake.closings).toEqual([{ deviceId: idOf(1), reason: 'left', hint: false }]);
  });

  it('[MQTT-26] ends the connection of a device whose secret was revoked', async () => {
    const { door, intake, login } = await open();
    const device = await login(1, { will: { topic: status(1), payload: goodbye } });
    door.disconnect(idOf(1));
    await device.closed;
    await intake.until(({ closings }) => closings.length > 0);
    expect(intake.closings).toEqual([{ deviceId: idOf(1), reason: 'closed_by_us', hint: false }]);
  });

  it('[MQTT-26] does not let in a device that is revoked while it is entering', async () => {
    const answers: ((records: Map<string, DeviceRecord>) => void)[] = [];
    let asked: (() => void) | undefined;
    const lookup = () =>
      new Promise<Map<string, DeviceRecord>>((resolve) => {
        answers.push(resolve);
        asked?.();
      });
    const nextQuestion = () => new Promise<void>((resolve) => (asked = resolve));
    const { port, door } = await open({}, { lookup });
    let question = nextQuestion();
    const answered = answerTo(port, connect(credentials(1)));
    await question;
    door.disconnect(idOf(1));
    question = nextQuestion();
    answers[0]?.(new Map([[idOf(1), recordOf(idOf(1))]]));
    await question;
    answers[1]?.(new Map([[idOf(1), { ...recordOf(idOf(1)), secret: null }]]));
    expect(await answered).toBe(connackOf(4).toString('hex'));
  });
});
