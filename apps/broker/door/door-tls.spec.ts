import { afterEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { CERTIFICATE, PRIVATE_KEY } from './testing/certificate.ts';
import { credentials, doorPerTest, idOf, type OpenDoor } from './testing/open-door.ts';
import { connackOf, connect, publish, pubackOf } from './testing/packets.ts';
import { RawDevice } from './testing/raw-device.ts';

let opened: OpenDoor;
const open = doorPerTest(afterEach);

async function openTlsPort(connectDeadlineMs?: number): Promise<number> {
  opened = await open(connectDeadlineMs === undefined ? {} : { connectDeadlineMs });
  const tls = { cert: Buffer.from(CERTIFICATE), key: Buffer.from(PRIVATE_KEY) };
  return (await opened.door.listen({ port: 0, host: '127.0.0.1', tls })).port;
}

async function answered(socket: TLSSocket, length: number): Promise<Buffer> {
  let received = Buffer.alloc(0);
  while (received.length < length) received = Buffer.concat([received, ...((await once(socket, 'data')) as Buffer[])]);
  return received;
}

it('[MQTT-28] takes the same messages over TLS', async () => {
  const port = await openTlsPort();
  const socket = connectTls({ port, host: '127.0.0.1', servername: 'localhost', ca: CERTIFICATE });
  socket.write(connect(credentials(1)));
  expect(await answered(socket, 4)).toEqual(connackOf(0));
  socket.write(publish(`v1/devices/${idOf(1)}/heartbeat`, '{}', { qos: 1, id: 5 }));
  expect(await answered(socket, 4)).toEqual(pubackOf(5));
  expect(opened.intake.taken).toEqual([{ deviceId: idOf(1), leaf: 'heartbeat', payload: '{}' }]);
  socket.destroy();
});

it('[MQTT-28] closes a connection that never finishes the TLS handshake', async () => {
  const device = await RawDevice.open(await openTlsPort(50));
  await device.closed;
  const plain = await RawDevice.open(await openTlsPort());
  plain.send(connect(credentials(1)));
  await plain.closed;
  expect(plain.received.includes(connackOf(0))).toBe(false);
});
