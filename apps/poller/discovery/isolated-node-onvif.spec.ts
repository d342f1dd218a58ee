import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { runNodeOnvif } from './isolated-node-onvif.ts';

const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket.resume());
  socket.once('close', () => sockets.delete(socket));
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

it('ends the thread and its sockets by the deadline when a camera says nothing', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const task = { kind: 'identify' as const, address, path: '/onvif/device_service', username: 'a', password: 'b' };
  expect(await runNodeOnvif(task, 700)).toEqual({ kind: 'deadline' });
  await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  expect(sockets.size).toBe(0);
});
