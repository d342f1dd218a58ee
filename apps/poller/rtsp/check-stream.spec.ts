import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { AddressPolicy, loadConfig } from '#libs/runtime';
import { checkStream, type StreamRequest, type StreamVisit } from './check-stream.ts';
import { probeRtsp } from './probe-rtsp.ts';

/** Raw TCP servers: whatever the video port says, the check ends by its deadline with a readable reason. */

const policy = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8' }));
const clock = { now: () => 1_760_000_000_000 };
const credential = { username: 'admin', password: 'bi-mat-2026' };
const VIDEO = 'v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\na=control:trackID=1\r\n';
const say = (status: string, headers: readonly string[] = [], body = ''): string =>
  `RTSP/1.0 ${status}\r\nCSeq: 1\r\n${headers.map((header) => `${header}\r\n`).join('')}` +
  `${body === '' ? '' : `Content-Length: ${body.length}\r\n`}\r\n${body}`;

let server: Server | null = null;
const sockets = new Set<Socket>();
const heard: string[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  server = null;
  heard.length = 0;
  sockets.clear();
});

async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const created = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => heard.push(chunk.toString('latin1')));
    onConnection(socket);
  });
  server = created;
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve));
  return (created.address() as AddressInfo).port;
}

const check = (port: number, more: Partial<StreamRequest> = {}): Promise<StreamVisit> =>
  checkStream({
    ...{ url: new URL('rtsp://127.0.0.1/live?a=1'), port, credential, basicAllowed: false },
    ...{ deadlineMs: 250, policy, clock, ...more },
  });

/** Answers question after question. */
const script =
  (...answers: readonly (string | Buffer)[]) =>
  (socket: Socket): void => {
    let next = 0;
    socket.on('data', () => {
      const answer = answers[next];
      next += 1;
      if (answer !== undefined) socket.write(answer);
    });
  };
const onRequest = (act: (socket: Socket) => void) => (socket: Socket) => socket.on('data', () => act(socket));
const failed = (reason: string): object => ({ kind: 'failed', reason });
const SESSION = say('200 OK', ['Session: 77']);
const RTP = Buffer.concat([Buffer.from([0x24, 0, 0, 20]), Buffer.alloc(20)]);
const DIGEST = say('401 No', ['WWW-Authenticate: Digest realm="cam", nonce="n1"']);
const STALE = say('401 No', ['WWW-Authenticate: Digest realm="cam", nonce="n2", stale=true']);
const BASIC = say('401 No', ['WWW-Authenticate: Basic realm="cam"']);

const cases: [string, (socket: Socket) => void, object][] = [
  ['says nothing', () => undefined, failed('silent')],
  ['closes at once', (socket) => socket.end(), failed('cut_short')],
  ['resets at once', (socket) => socket.resetAndDestroy(), failed('cut_short')],
  ['is an SSH server', (socket) => socket.write('SSH-2.0-dropbear\r\n'), failed('not_rtsp')],
  ['speaks HTTP', script('HTTP/1.1 200 OK\r\n\r\n'), failed('not_rtsp')],
  ['sends its head byte by byte', onRequest((socket) => socket.write('RTSP/1.0 20')), failed('silent')],
  [
    'never ends its head',
    onRequest((socket) => socket.write('RTSP/1.0 200 OK\r\n' + 'A: b\r\n'.repeat(9_000))),
    failed('not_rtsp'),
  ],
  ['announces 10 MB', script(say('200 OK', ['Content-Length: 10485760'])), failed('not_rtsp')],
  ['sends two lengths', script(say('200 OK', ['Content-Length: 3', 'Content-Length: 5'], '')), failed('not_rtsp')],
  [
    'cuts its description short',
    onRequest((socket) => socket.end(say('200 OK', [], VIDEO).slice(0, -9))),
    failed('cut_short'),
  ],
  ['describes nothing', script(say('200 OK')), failed('without_video')],
  ['describes only sound', script(say('200 OK', [], 'v=0\r\nm=audio 0 RTP/AVP 8\r\n')), failed('without_video')],
  ['does not know the stream', script(say('404 Not Found')), { kind: 'failed', reason: 'error', status: 404 }],
  [
    'sends callers elsewhere',
    script(say('302 Moved', ['Location: rtsp://10.0.0.1/x'])),
    { kind: 'failed', status: 302 },
  ],
  ['pours packets and never answers', onRequest((socket) => pour(socket)), failed('not_rtsp')],
  ['wants the password in clear', script(BASIC), { kind: 'login', state: 'plain_only' }],
  ['rejects the login', script(DIGEST, DIGEST), { kind: 'login', state: 'rejected' }],
  [
    'plays, and nothing comes',
    script(say('200 OK', [], VIDEO), SESSION, SESSION),
    { kind: 'video', packet: 'not_seen' },
  ],
  [
    'has no place for one more viewer',
    script(say('200 OK', [], VIDEO), say('453 Not Enough')),
    { kind: 'video', packet: 'not_offered' },
  ],
  [
    'ends lines with LF and names inner hosts',
    script(
      say('200 OK', ['Content-Base: rtsp://10.0.0.9:554/live/'], VIDEO)
        .replaceAll('\r\n', '\n')
        .replace(/Length: \d+/, (x) => `Length: ${VIDEO.replaceAll('\r\n', '\n').length}${x.slice(0, 0)}`),
      SESSION,
      Buffer.concat([Buffer.from(SESSION), RTP]),
    ),
    { kind: 'video', packet: 'seen', codecs: ['H265'] },
  ],
];

describe('a video port', () => {
  it.each(cases)('%s', async (_what, behave, expected) => {
    const { outcome } = await check(await serve(behave));
    expect(outcome).toMatchObject(expected);
  });

  it('gets one login, also when its nonce was stale, and is asked at the registered host only', async () => {
    const port = await serve(
      script(
        DIGEST,
        STALE,
        say('200 OK', ['Content-Base: rtsp://8.8.8.8/live/'], VIDEO),
        SESSION,
        SESSION + RTP.toString('latin1'),
      ),
    );
    expect(await check(port)).toMatchObject({
      outcome: { kind: 'video', packet: 'seen' },
      authentication: { state: 'accepted' },
    });
    const asked = heard
      .join('')
      .split('\r\n')
      .filter((line) => / RTSP\/1\.0$/.test(line));
    expect(asked.length).toBeGreaterThanOrEqual(5);
    for (const line of asked) expect(line).toContain(`rtsp://127.0.0.1:${port}/live`);
  });

  it('never sees a password in clear unless that was allowed, and one login when it was', async () => {
    const port = await serve(script(BASIC, say('401 No', ['WWW-Authenticate: Basic realm="cam"'])));
    await check(port);
    expect(heard.join('')).not.toMatch(/Authorization/i);
    expect(await check(port, { basicAllowed: true })).toMatchObject({
      outcome: { state: 'rejected' },
      authentication: { state: 'rejected', attempts: 1 },
    });
    expect(heard.join('').match(/Authorization: Basic/g)).toHaveLength(1);
  });

  it('is not connected to at a forbidden place, and a port where nobody listens is named', async () => {
    const strict = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '192.168.0.0/16' }));
    const port = await serve(() => undefined);
    expect((await check(port, { policy: strict })).outcome).toMatchObject({ kind: 'unanswered' });
    expect(sockets.size).toBe(0);
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    server = null;
    expect((await check(port)).outcome).toMatchObject(failed('refused'));
  });

  it('is left with no open socket', async () => {
    const port = await serve((socket) => socket.resume());
    await check(port);
    await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    expect(sockets.size).toBe(0);
  });

  it.each([
    ['speaks RTSP', script(say('401 No', ['Server: Hipcam'])), { kind: 'rtsp', server: 'Hipcam' }],
    ['speaks something else', script('HTTP/1.1 200 OK\r\n\r\n'), { kind: 'not_onvif', reason: 'not_rtsp' }],
    ['says nothing', () => undefined, { kind: 'no_answer', reason: 'deadline' }],
  ] as [string, (socket: Socket) => void, object][])('on a regular visit: %s', async (_what, behave, expected) => {
    const port = await serve(behave);
    const probe = { url: new URL(`rtsp://127.0.0.1:${port}/live`), port, deadlineMs: 250, policy };
    expect(await probeRtsp(probe)).toMatchObject(expected);
    expect(heard.join('')).not.toMatch(/Authorization/i);
  });
});

function pour(socket: Socket): void {
  const packet = Buffer.alloc(60_004, 0);
  packet.writeUInt8(0x24, 0);
  packet.writeUInt16BE(60_000, 2);
  for (let count = 0; count < 60; count += 1) socket.write(packet);
}
