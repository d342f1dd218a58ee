import { afterEach, describe, expect, it } from '@jest/globals';
import { doorPerTest, idOf, type OpenDoor } from './testing/open-door.ts';
import { packet, PINGREQ, PINGRESP, publish, subscribe } from './testing/packets.ts';
import type { RawDevice } from './testing/raw-device.ts';

const open = doorPerTest(afterEach);
const topic = (leaf: string, number = 1) => `v1/devices/${idOf(number)}/${leaf}`;
const suback = (id: number) => Buffer.from([0x90, 3, 0, id, 1]);

/** A PUBLISH with QoS 1 and without the retain flag, whatever its packet id. */
function delivered(device: RawDevice, leaf: string, payload: string): boolean {
  const wanted = publish(topic(leaf), payload, { qos: 1 });
  const head = wanted.subarray(0, 2 + 2 + topic(leaf).length);
  const at = device.received.indexOf(head);
  return at >= 0 && device.received.subarray(at + head.length + 2).includes(payload);
}

async function listener({ login, intake }: OpenDoor, number = 1): Promise<RawDevice> {
  const device = await login(number);
  device.send(subscribe(4, topic('commands', number)));
  await device.until(suback(4));
  await intake.until(({ subscriptions }) => subscriptions.length > 0);
  return device;
}

const sessionOf = ({ door }: OpenDoor, number = 1) => {
  const session = door.session(idOf(number));
  if (session === undefined) throw new Error('not connected');
  return session;
};

describe('what the server sends', () => {
  it('[MQTT-30] reaches a device that has subscribed: QoS 1, never retained', async () => {
    const opened = await open();
    const device = await listener(opened);
    expect(opened.intake.subscriptions).toEqual([{ deviceId: idOf(1), leaf: 'commands' }]);
    expect(opened.door.deliver(sessionOf(opened), 'commands', '{"commandId":"x"}')).toBe(true);
    await device.until(Buffer.from('"x"'));
    expect(delivered(device, 'commands', '{"commandId":"x"}')).toBe(true);
  });

  it('[MQTT-32] does not reach a device that has not subscribed, or no longer, or listens to something else', async () => {
    const opened = await open();
    const device = await opened.login(1);
    expect(opened.door.deliver(sessionOf(opened), 'commands', 'early')).toBe(false);
    device.send(subscribe(3, topic('config')));
    await device.until(suback(3));
    expect(opened.door.deliver(sessionOf(opened), 'commands', 'elsewhere')).toBe(false);
    device.send(subscribe(4, topic('commands')));
    await device.until(suback(4));
    const unsubscribe = packet(0xa2, Buffer.from([0, 5, 0, topic('commands').length]), Buffer.from(topic('commands')));
    device.send(unsubscribe);
    await device.until(Buffer.from([0xb0, 2, 0, 5]));
    expect(opened.door.deliver(sessionOf(opened), 'commands', 'late')).toBe(false);
    device.send(PINGREQ);
    await device.until(PINGRESP);
    for (const unwanted of ['early', 'elsewhere', 'late']) expect(device.received.includes(unwanted)).toBe(false);
  });

  it('[MQTT-32] never reaches another device, nor the connection that a newer one replaced', async () => {
    const opened = await open();
    const first = await listener(opened);
    const old = sessionOf(opened);
    const other = await listener(opened, 2);
    const second = await listener(opened);
    await first.closed;
    expect(opened.door.deliver(old, 'commands', 'stale')).toBe(false);
    expect(opened.door.deliver(sessionOf(opened), 'commands', 'mine')).toBe(true);
    await second.until(Buffer.from('mine'));
    other.send(PINGREQ);
    await other.until(PINGRESP);
    expect([first, other].some((device) => device.received.includes('mine'))).toBe(false);
  });

  it('[MQTT-19] a PUBACK for nothing that was sent changes nothing', async () => {
    const opened = await open();
    const device = await listener(opened);
    device.send(Buffer.from([0x40, 2, 0x12, 0x34]), PINGREQ);
    await device.until(PINGRESP);
    expect(opened.door.deliver(sessionOf(opened), 'commands', 'still')).toBe(true);
    await device.until(Buffer.from('still'));
    expect(opened.failures).toEqual([]);
  });
});
