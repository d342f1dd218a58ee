import { afterEach, describe, expect, it } from '@jest/globals';
import { credentials, doorPerTest, idOf, type OpenDoor, recordOf } from './testing/open-door.ts';
import { connect, publish, subscribe } from './testing/packets.ts';
import { RawDevice } from './testing/raw-device.ts';

const open = doorPerTest(afterEach);
const heartbeat = (number: number) => `v1/devices/${idOf(number)}/heartbeat`;
const here = '127.0.0.1';

const noted = async ({ intake }: OpenDoor, count = 1) => {
  await intake.until(({ notes }) => notes.length >= count);
  return intake.notes.map(({ event, deviceNo, address, sample }) => [event, deviceNo, address, sample]);
};

async function attempt(port: number, packet: Buffer): Promise<void> {
  const device = await RawDevice.open(port);
  device.send(packet);
  await device.closed;
}

describe('the door notices for the security log', () => {
  it('a wrong secret, an unknown device and a revoked one, and never what was presented', async () => {
    const lookup = (ids: readonly string[]) => {
      const known = ids.filter((id) => id !== idOf(2)).map((id) => [id, recordOf(id)] as const);
      return Promise.resolve(
        new Map(known.map(([id, record]) => [id, id === idOf(3) ? { ...record, secret: null } : record])),
      );
    };
    const opened = await open({}, { lookup });
    for (const number of [1, 2, 3]) {
      await attempt(opened.port, connect({ ...credentials(number), password: 'mat-khau-sai' }));
    }
    expect(await noted(opened, 3)).toEqual([
      ['wrong_secret', 1, here, idOf(1)],
      ['unknown_device', null, here, idOf(2)],
      ['secret_revoked', 3, here, idOf(3)],
    ]);
    expect(JSON.stringify(opened.intake.notes)).not.toContain('mat-khau-sai');
  });

  it('nothing of an id that is no id: it may be a password in the wrong field', async () => {
    const opened = await open();
    await attempt(opened.port, connect({ clientId: 'mat-khau', username: 'mat-khau', password: 'x' }));
    await attempt(opened.port, connect({ clientId: idOf(1), username: 'mat-khau', password: 'x' }));
    expect(await noted(opened, 2)).toEqual([
      ['unknown_device', null, here, 'client_id_refused'],
      ['unknown_device', null, here, 'bad_credentials'],
    ]);
  });

  it.each<[string, string, Buffer, string]>([
    ['a foreign topic', 'topic_violation', publish(heartbeat(2), '{}'), heartbeat(2)],
    ['a foreign subscription', 'topic_violation', subscribe(1, 'v1/devices/+/commands'), 'v1/devices/+/commands'],
    ['QoS 2', 'protocol_violation', publish(heartbeat(1), '{}', { qos: 2 }), 'qos2_refused'],
    ['a packet no device sends', 'protocol_violation', connect(credentials(1)), 'packet_not_allowed'],
  ])('%s as %s of that device', async (_name, event, bytes, sample) => {
    const opened = await open();
    const device = await opened.login(1);
    device.send(bytes);
    await device.closed;
    expect(await noted(opened)).toEqual([[event, 1, here, sample]]);
  });

  it('a will on a foreign topic, by nobody in particular', async () => {
    const opened = await open();
    const will = { topic: heartbeat(2), payload: '{}' };
    await attempt(opened.port, connect({ ...credentials(1), will }));
    expect(await noted(opened)).toEqual([['topic_violation', null, here, 'will_on_foreign_topic']]);
  });

  it('who sends too fast, who is replaced, and whose secret was taken away', async () => {
    const opened = await open({ packetBurst: 2, packetsPerSecond: 1 });
    const fast = await opened.login(1);
    fast.send(...Array.from({ length: 4 }, () => publish(heartbeat(1), '{}')));
    expect(await noted(opened)).toEqual([['rate_limited', 1, here, 'throttled']]);
    opened.intake.notes.length = 0;
    await opened.login(2);
    await opened.login(2);
    await opened.intake.until(({ notes }) => notes.some(({ event }) => event === 'takeover'));
    opened.door.disconnect(idOf(2));
    await opened.intake.until(({ notes }) => notes.some(({ event }) => event === 'credentials_changed'));
    expect(opened.intake.notes.filter(({ deviceNo }) => deviceNo === 2)).toEqual([
      { event: 'takeover', deviceNo: 2, address: here, sample: `before: ${here}` },
      { event: 'credentials_changed', deviceNo: 2, address: here, sample: idOf(2) },
    ]);
  });

  it('nothing of an honest device', async () => {
    const opened = await open();
    const device = await opened.login(1);
    device.send(publish(heartbeat(1), '{}'), Buffer.from([0xe0, 0]));
    await opened.intake.until(({ closings }) => closings.length > 0);
    expect(opened.intake.notes).toEqual([]);
  });
});
