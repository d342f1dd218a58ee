import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createDataSource } from '#libs/database';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** One message of PostgreSQL's protocol: type, length, body. */
const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const SHUT_DOWN = message(
  'E',
  Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
);

describe('a server that ends a connection in the moment it is ready', () => {
  let server: Server;
  beforeEach(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      // The client's greeting is answered with everything at once, as happens on a busy machine.
      socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, SHUT_DOWN])));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  it('is an error for whoever wanted the connection, and for nobody else', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', note);
    const { port } = server.address() as AddressInfo;
    const source = createDataSource(`postgres://canh:secret@127.0.0.1:${port}/canh`);
    await expect(source.initialize()).rejects.toThrow();
    process.off('uncaughtException', note);
    expect(uncaught).toEqual([]);
  });
});
