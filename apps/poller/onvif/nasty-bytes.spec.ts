import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { AddressPolicy, loadConfig } from '#libs/runtime';
import { fetchJpeg } from './fetch-picture.ts';
import { probeCamera, type ProbeRequest } from './probe-camera.ts';
import { pullEvents } from './pull-events.ts';
import { readRecordings } from './read-recordings.ts';
import { SignedVisit } from './signed-visit.ts';
import type { ProbeOutcome } from './probe-outcome.ts';

/** Raw TCP servers saying what no HTTP library would: the probe must end by its deadline with a readable reason. */

const policy = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8' }));
const clock = { now: () => 1_760_000_000_000 };
const credential = { username: 'admin', password: 'secret' };
const soap = (inner: string): string => `<s:Envelope xmlns:s="x"><s:Body>${inner}</s:Body></s:Envelope>`;
const time = soap('<GetSystemDateAndTimeResponse/>');
const http = (body: string, head = 'Content-Type: application/soap+xml'): string =>
  `HTTP/1.1 200 OK\r\n${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

let server: Server | null = null;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  server = null;
  sockets.clear();
});

async function serve(onConnection: (socket: Socket) => void): Promise<URL> {
  const created = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    // Only who reads hears that the other side has hung up.
    socket.resume();
    onConnection(socket);
  });
  server = created;
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(created.address() as AddressInfo).port}/onvif/device_service`);
}

const onRequest = (say: (socket: Socket) => void) => (socket: Socket) => socket.on('data', () => say(socket));

async function probe(url: URL, more: Partial<ProbeRequest> = {}): Promise<ProbeOutcome> {
  return probeCamera({ url, credential, knownMethod: null, deadlineMs: 300, clock, policy, ...more });
}

const cases: [string, (socket: Socket) => void, Partial<Record<'kind' | 'reason', string>>][] = [
  ['says nothing', () => undefined, { kind: 'no_answer', reason: 'deadline' }],
  ['resets at once', (socket) => socket.resetAndDestroy(), { kind: 'no_answer' }],
  ['closes at once', (socket) => socket.end(), { kind: 'no_answer', reason: 'cut_short' }],
  ['is an SSH server', (socket) => socket.write('SSH-2.0-dropbear\r\n'), { kind: 'not_onvif', reason: 'not_http' }],
  [
    'sends half a body, then FIN',
    onRequest((socket) => socket.end(http(time).slice(0, -20))),
    { kind: 'no_answer', reason: 'cut_short' },
  ],
  [
    'sends half a body, then RST',
    onRequest((socket) => socket.write(http(time).slice(0, -20), () => socket.resetAndDestroy())),
    { kind: 'no_answer' },
  ],
  [
    'sends half a body, then silence',
    onRequest((socket) => socket.write(http(time).slice(0, -20))),
    { kind: 'no_answer', reason: 'deadline' },
  ],
  [
    'sends half a header, then silence',
    onRequest((socket) => socket.write('HTTP/1.1 200')),
    { kind: 'no_answer', reason: 'deadline' },
  ],
  // Never idle for long: only a total deadline ends these.
  ['drips its header', onRequest((socket) => drip(socket, http(time))), { kind: 'no_answer', reason: 'deadline' }],
  [
    'drips its body',
    onRequest((socket) => drip(socket, http(time), http(time).indexOf('<'))),
    { kind: 'no_answer', reason: 'deadline' },
  ],
  ['drips before it was asked', (socket) => drip(socket, http(time)), { kind: 'no_answer', reason: 'deadline' }],
  ['never ends a chunked body', onRequest((socket) => pour(socket)), { kind: 'not_onvif', reason: 'too_large' }],
  [
    'announces 10 MB',
    onRequest((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n' + 'x'.repeat(100_000))),
    { kind: 'not_onvif', reason: 'too_large' },
  ],
  [
    'pours 10 MB of garbage',
    (socket) => socket.write(Buffer.alloc(10_000_000, 0xa5)),
    { kind: 'not_onvif', reason: 'not_http' },
  ],
  [
    'sends 10 MB of garbage in an answer',
    onRequest((socket) => socket.write(http('\u0001<>&'.repeat(2_500_000)))),
    { kind: 'not_onvif', reason: 'too_large' },
  ],
  [
    'sends 10 MB of valid SOAP',
    onRequest((socket) => socket.write(http(soap(`<a>${'<b/>'.repeat(2_500_000)}</a>`)))),
    { kind: 'not_onvif', reason: 'too_large' },
  ],
  [
    'sends 10 MB of valid SOAP without a length',
    onRequest((socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${soap('<b/>'.repeat(2_500_000))}`)),
    { kind: 'not_onvif', reason: 'too_large' },
  ],
  [
    'sends endless headers',
    onRequest((socket) => socket.write('HTTP/1.1 200 OK\r\n' + 'X-A: b\r\n'.repeat(20_000))),
    { kind: 'not_onvif', reason: 'not_http' },
  ],
  ['compresses a bomb', onRequest((socket) => gzipBomb(socket)), { kind: 'not_onvif', reason: 'encoded' }],
  [
    'sends two lengths',
    onRequest((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello')),
    { kind: 'not_onvif', reason: 'not_http' },
  ],
  [
    'ends its lines with LF only',
    onRequest((socket) => socket.write(`HTTP/1.1 200 OK\nContent-Length: ${time.length}\n\n${time}`)),
    { kind: 'not_onvif', reason: 'not_http' },
  ],
  [
    'shows a login page',
    onRequest((socket) => socket.write(http('<html>login</html>', 'Content-Type: text/html'))),
    { kind: 'not_onvif', reason: 'web_page' },
  ],
  ['answers with nothing', onRequest((socket) => socket.write(http(''))), { kind: 'not_onvif', reason: 'empty' }],
  [
    'answers with plain 401',
    onRequest((socket) => socket.write('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n')),
    { kind: 'not_onvif', reason: 'asks_password' },
  ],
  [
    'sends an entity bomb',
    onRequest((socket) => socket.write(http('<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'))),
    { kind: 'not_onvif', reason: 'no_soap' },
  ],
  [
    'sends 20,000 nested tags',
    onRequest((socket) => socket.write(http('<x>'.repeat(20_000)))),
    { kind: 'not_onvif', reason: 'no_soap' },
  ],
  [
    'names a file of ours as an entity',
    onRequest((socket) => socket.write(http('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'))),
    { kind: 'not_onvif', reason: 'no_soap' },
  ],
  [
    'promises more than it sends',
    onRequest((socket) => socket.end(http(time).replace(/Length: \d+/, 'Length: 900'))),
    { kind: 'no_answer', reason: 'cut_short' },
  ],
  [
    'promises less than it sends',
    onRequest((socket) => socket.write(http(time).replace(/Length: \d+/, 'Length: 20'))),
    { kind: 'not_onvif', reason: 'no_soap' },
  ],
  [
    'offers a login nobody knows',
    onRequest((socket) => socket.write(refusal('Negotiate abc', 'Digest realm="a", nonce="b", algorithm=SHA-512-256'))),
    { kind: 'not_onvif', reason: 'asks_password' },
  ],
];

/** Whoever still holds one holds it for ever. */
const allClosed = () =>
  Promise.all([...sockets].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))));

describe('a camera that misbehaves below SOAP', () => {
  it.each(cases)(
    '%s: a probe ends by its deadline, with a reason and no open socket',
    async (_what, behave, expected) => {
      const url = await serve(behave);
      const outcome = await probe(url);
      expect(outcome).toMatchObject(expected);
      expect(outcome).toMatchObject({ detail: expect.stringMatching(/\S/) });
      await allClosed();
    },
  );

  it.each(cases)('%s: so do deep checks, signed or not', async (_what, behave) => {
    const url = await serve(behave);
    const login = { credential, method: 'digest', offset: 0 } as const;
    const request = { url, login, deadlineMs: 300, clock, policy };
    expect(await fetchJpeg(request)).toMatchObject({ kind: 'none', rejected: null });
    for (const ask of [pullEvents, (visit: SignedVisit) => readRecordings(visit, 0)]) {
      const visit = new SignedVisit({ ...request, deadlineMs: 100 });
      // Nothing was told of services: the camera has none of these, which is "unknown" on the ladder and never "ok".
      expect(await ask(visit)).toEqual({ kind: 'not_offered' });
      visit.close();
    }
    await allClosed();
  });

  it('is behind a wall that drops what knocks', async () => {
    const { url, remove } = await fullDoor();
    expect(await probe(url)).toMatchObject({ kind: 'no_answer', reason: 'deadline' });
    expect(await fetchJpeg({ url, login: null, deadlineMs: 300, clock, policy })).toMatchObject({ kind: 'none' });
    await remove();
  });

  it('speaks HTTP/1.0 and is understood', async () => {
    const url = await serve(onRequest((socket) => socket.end(`HTTP/1.0 200 OK\r\n\r\n${time}`)));
    expect(await probe(url, { credential: 'none' })).toMatchObject({
      kind: 'onvif',
      clock: { kind: 'unknown', reason: 'not_told' },
    });
  });

  it('has __proto__ for an element and a fault instead of the time', async () => {
    const url = await serve(onRequest((socket) => socket.write(http(soap('<__proto__/><Fault><Code/></Fault>')))));
    expect(await probe(url, { credential: 'none' })).toMatchObject({ kind: 'onvif', clock: { kind: 'unknown' } });
  });

  it.each([302, 307])('is redirected nowhere by %s, and the credential goes nowhere', async (status) => {
    let asked = 0;
    const url = await serve(
      onRequest((socket) => {
        asked += 1;
        socket.write(
          `HTTP/1.1 ${status} Moved\r\nLocation: http://127.0.0.1:${socket.localPort}/other\r\nContent-Length: 0\r\n\r\n`,
        );
      }),
    );
    expect(await probe(url)).toMatchObject({ kind: 'not_onvif', reason: 'redirect', httpStatus: status });
    expect(asked).toBe(1);
  });

  it('is not there at all', async () => {
    const url = await serve(() => undefined);
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    server = null;
    expect(await probe(url)).toMatchObject({ kind: 'no_answer', reason: 'refused' });
  });

  it('offers only Basic: the password is not sent', async () => {
    const seen: string[] = [];
    const url = await serve((socket) =>
      socket.on('data', (chunk) => {
        seen.push(chunk.toString());
        socket.write('HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    expect(await probe(url)).toMatchObject({ kind: 'not_onvif', reason: 'asks_password' });
    expect(seen.join('')).not.toMatch(/authorization|Security/i);
  });

  it.each([
    ['a literal address', '127.0.0.1'],
    ['a name', 'localhost'],
  ])('lives at a forbidden place, given as %s: nothing is connected', async (_what, hostname) => {
    const url = await serve(() => undefined);
    url.hostname = hostname;
    const strict = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '192.168.0.0/16' }));
    expect(await probe(url, { policy: strict })).toMatchObject({ kind: 'no_answer', reason: 'address_not_allowed' });
    expect(sockets.size).toBe(0);
  });
});

const refusal = (...challenges: string[]): string =>
  `HTTP/1.1 401 No\r\n${challenges.map((one) => `WWW-Authenticate: ${one}\r\n`).join('')}Content-Length: 0\r\n\r\n`;

/** The first `from` characters at once, then one after the other, a tenth of a second apart as seen from a deadline of 300 ms. */
function drip(socket: Socket, text: string, from = 0): void {
  socket.write(text.slice(0, from));
  let at = from;
  const timer = setInterval(() => socket.write(text[at++ % text.length]!), 30);
  socket.once('close', () => clearInterval(timer));
}

/** A port whose system answers no further knock: its queue is full and nobody takes from it. */
async function fullDoor(): Promise<{ readonly url: URL; readonly remove: () => Promise<unknown> }> {
  const sleeper = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
     });`,
    { eval: true },
  );
  sleeper.unref();
  const port = await new Promise<number>((resolve) => sleeper.once('message', resolve));
  const queue = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await Promise.all(queue.slice(0, 2).map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  const remove = async () => {
    for (const socket of queue) socket.destroy();
    await sleeper.terminate();
  };
  return { url: new URL(`http://127.0.0.1:${port}/onvif/device_service`), remove };
}

function pour(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  for (let chunk = 0; chunk < 20; chunk += 1) socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`);
}

function gzipBomb(socket: Socket): void {
  const bomb = gzipSync(Buffer.alloc(5_000_000));
  socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
  socket.write(bomb);
}
