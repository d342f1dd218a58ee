import { afterEach, describe, expect, it } from '@jest/globals';
import { credentials, doorPerTest, idOf } from './testing/open-door.ts';
import {
  connackOf,
  connect,
  DISCONNECT,
  packet,
  PINGREQ,
  PINGRESP,
  publish,
  pubackOf,
  subscribe,
} from './testing/packets.ts';
import { RawDevice } from './testing/raw-device.ts';

const open = doorPerTest(afterEach);

const topic = (leaf: string, number = 1) => `v1/devices/${idOf(number)}/${leaf}`;

describe('publishing', () => {
  it('[MQTT-11] takes messages under the own prefix', async () => {
    const { login, intake } = await open();
    const device = await login(1);
    device.send(publish(topic('heartbeat'), '{"a":1}'), publish(topic('birth'), '{"b":2}', { qos: 1, id: 7 }));
    await device.until(pubackOf(7));
    expect(intake.taken).toEqual([
      { deviceId: idOf(1), leaf: 'heartbeat', payload: '{"a":1}' },
      { deviceId: idOf(1), leaf: 'birth', payload: '{"b":2}' },
    ]);
  });

  it('[MQTT-11] takes messages that follow CONNECT without waiting for the answer', async () => {
    const { port, intake } = await open();
    const device = await RawDevice.open(port);
    device.send(connect(credentials(1)), publish(topic('heartbeat'), 'x', { qos: 1, id: 3 }));
    await device.until(pubackOf(3));
    expect(intake.taken).toHaveLength(1);
  });

  it.each([
    ['another device', topic('heartbeat', 2)],
    ['a prefix of the own id', `v1/devices/${idOf(1)}`],
    ['the root', 'heartbeat'],
    ['$SYS', '$SYS/broker/clients'],
    ['a topic of 200 levels', '/'.repeat(200)],
    ['a topic longer than 128 bytes', topic('x'.repeat(100))],
  ])('[MQTT-11] closes on a publish to %s', async (_name, foreign) => {
    const { login, intake, door } = await open();
    const device = await login(1);
    device.send(publish(foreign, '{}', { qos: 1, id: 5 }));
    await device.closed;
    expect(device.received.includes(pubackOf(5))).toBe(false);
    expect(intake.taken).toEqual([]);
    expect(door.tally.of('topic_refused') + door.tally.of('protocol_error')).toBe(1);
  });

  it('[MQTT-12] closes on QoS 2', async () => {
    const { login, door, intake } = await open();
    const device = await login(1);
    device.send(publish(topic('heartbeat'), '{}', { qos: 2, id: 5 }));
    await device.closed;
    expect(door.tally.of('qos2_refused')).toBe(1);
    expect(intake.taken).toEqual([]);
  });

  it('[MQTT-13] acknowledges QoS 1 only after the commit', async () => {
    const { login, intake } = await open();
    intake.hold = true;
    const device = await login(1);
    device.send(publish(topic('heartbeat'), '{}', { qos: 1, id: 5 }));
    await intake.until(({ waiting }) => waiting.length === 1);
    device.send(PINGREQ);
    await device.until(PINGRESP);
    expect(device.received.includes(pubackOf(5))).toBe(false);
    intake.commit();
    await device.until(pubackOf(5));
    expect(intake.taken).toHaveLength(1);
  });

  it('[MQTT-13] survives a commit for a device that has gone', async () => {
    const { login, intake, failures } = await open();
    intake.hold = true;
    const device = await login(1);
    device.send(publish(topic('heartbeat'), '{}', { qos: 1, id: 5 }), DISCONNECT);
    await intake.until(({ closings, waiting }) => closings.length === 1 && waiting.length === 1);
    intake.commit();
    expect((await login(1)).received.equals(connackOf(0))).toBe(true);
    expect(failures).toEqual([]);
  });

  it('[MQTT-14] never retains: a later subscriber of the topic gets nothing', async () => {
    const { login } = await open();
    const device = await login(1);
    device.send(publish(topic('commands'), 'forged', { qos: 1, id: 5, retain: true }));
    await device.until(pubackOf(5));
    device.send(subscribe(6, topic('commands')), PINGREQ);
    await device.until(PINGRESP);
    expect(device.received.includes('forged')).toBe(false);
  });

  it('[MQTT-15] closes on a packet of more than 16 KiB before it has arrived', async () => {
    const { login, door } = await open();
    const device = await login(1);
    device.send(publish(topic('heartbeat'), Buffer.alloc(17_000)).subarray(0, 100));
    await device.closed;
    expect(door.tally.of('packet_too_large')).toBe(1);
  });

  it('[MQTT-16] reads a device that sends too fast later, without losing anything', async () => {
    const { login, intake, door } = await open({ packetsPerSecond: 100, packetBurst: 10 });
    const device = await login(1);
    const honest = await login(2);
    for (let seq = 0; seq < 40; seq++) device.send(publish(topic('heartbeat'), String(seq)));
    honest.send(publish(topic('heartbeat', 2), 'honest', { qos: 1, id: 1 }));
    await honest.until(pubackOf(1));
    expect(intake.taken.length).toBeLessThan(40);
    await intake.until(({ taken }) => taken.length === 41);
    const payloads = intake.taken.filter((one) => one.deviceId === idOf(1)).map((one) => Number(one.payload));
    expect(payloads).toEqual([...Array(40).keys()]);
    expect(door.tally.of('throttled')).toBeGreaterThan(0);
  });

  it.each([
    ['a wildcard', topic('+')],
    ['a wildcard level', topic('#')],
    ['an empty topic', ''],
    ['NUL', Buffer.from(`${topic('heart')}\0`)],
    ['bytes that are not UTF-8', Buffer.concat([Buffer.from('v1/devices/'), Buffer.from([0xff, 0xfe])])],
  ])('[MQTT-17] does not take a topic with %s', async (_name, odd) => {
    const { login, intake } = await open();
    const device = await login(1);
    device.send(publish(odd, '{}', { qos: 1, id: 5 }));
    await Promise.race([device.closed, device.until(pubackOf(5))]);
    expect(intake.taken.every((one) => one.leaf.includes('\0'))).toBe(true);
    expect(intake.taken.some((one) => one.leaf === 'heartbeat')).toBe(false);
  });

  it('[MQTT-27] stops reading while the database is slow and goes on without loss', async () => {
    const { login, intake, door } = await open();
    const device = await login(1);
    intake.accepting = false;
    device.send(publish(topic('heartbeat'), 'later', { qos: 1, id: 5 }));
    // Its bytes have arrived before those of a device that logs in afterwards.
    await login(2);
    expect(intake.taken).toEqual([]);
    expect(door.connected).toBe(2);
    intake.accepting = true;
    door.resume();
    await device.until(pubackOf(5));
    expect(intake.taken).toHaveLength(1);
  });

  it('[MQTT-27] holds back a device with too many messages that are not committed yet', async () => {
    const { login, intake } = await open({ unacknowledged: 3 });
    intake.hold = true;
    const device = await login(1);
    const many = Array.from({ length: 8 }, (_unused, index) =>
      publish(topic('heartbeat'), 'x', { qos: 1, id: index + 1 }),
    );
    device.send(...many);
    await intake.until(({ waiting }) => waiting.length === 3);
    expect(intake.taken).toHaveLength(3);
    intake.commit();
    await intake.until(({ waiting }) => waiting.length === 3);
    intake.commit();
    await intake.until(({ waiting }) => waiting.length === 2);
    intake.commit();
    await device.until(pubackOf(8));
    expect(intake.taken).toHaveLength(8);
  });

  it('closes only the one connection when a hook of ours fails', async () => {
    const { login, intake, door, failures } = await open();
    const device = await login(1);
    const other = await login(2);
    intake.explode = true;
    device.send(publish(topic('heartbeat'), '{}', { qos: 1, id: 5 }));
    await device.closed;
    intake.explode = false;
    other.send(publish(topic('heartbeat', 2), '{}', { qos: 1, id: 5 }));
    await other.until(pubackOf(5));
    expect(failures).toHaveLength(1);
    expect(door.tally.of('hook_error')).toBe(1);
  });
});

describe('subscribing', () => {
  it('[MQTT-18] grants the own commands and config', async () => {
    const { login } = await open();
    const device = await login(1);
    device.send(subscribe(6, topic('commands'), topic('config')));
    await device.until(packet(0x90, Buffer.from([0, 6, 1, 1])));
    expect(device.socket.destroyed).toBe(false);
  });

  it.each([
    ['everything', ['#']],
    ['all commands', ['v1/devices/+/commands']],
    ['another device', [topic('commands', 2)]],
    ['own heartbeats', [topic('heartbeat')]],
    ['$SYS', ['$SYS/#']],
    ['a permitted filter mixed with a foreign one', [topic('commands'), topic('commands', 2)]],
  ])('[MQTT-18] closes on a subscription to %s', async (_name, filters) => {
    const { login, door } = await open();
    const device = await login(1, { clean: false });
    device.send(subscribe(6, ...filters));
    await device.closed;
    expect(device.received.equals(connackOf(0))).toBe(true);
    expect(door.tally.of('subscription_refused')).toBe(1);
    const again = await login(1, { clean: false });
    again.send(PINGREQ);
    await again.until(PINGRESP);
    expect(again.received.equals(Buffer.concat([connackOf(0), PINGRESP]))).toBe(true);
  });

  it.each([
    ['a second CONNECT', connect(credentials(1))],
    ['CONNACK', packet(0x20, Buffer.from([0, 0]))],
    ['PUBREC', packet(0x50, Buffer.from([0, 1]))],
    ['PUBREL', packet(0x62, Buffer.from([0, 1]))],
    ['SUBACK', packet(0x90, Buffer.from([0, 1, 0]))],
    ['packet type 0', packet(0x00)],
    ['packet type 15', packet(0xf0)],
    ['an endless length', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff])],
    ['an empty SUBSCRIBE', packet(0x82, Buffer.from([0, 1]))],
    ['SUBSCRIBE with wrong flags', packet(0x80, Buffer.from([0, 1, 0, 1, 0x61, 0]))],
    ['an empty UNSUBSCRIBE', packet(0xa2)],
  ])('[MQTT-19] closes on %s', async (_name, bytes) => {
    const { login, door, failures } = await open();
    const device = await login(1);
    device.send(bytes);
    await device.closed;
    expect(door.tally.of('packet_not_allowed') + door.tally.of('protocol_error')).toBe(1);
    expect(failures).toEqual([]);
  });
});
