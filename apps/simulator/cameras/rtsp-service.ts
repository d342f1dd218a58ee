import type { Socket } from 'node:net';
import { digestChallenges, judgeDigest } from './login.ts';
import type { SimulatedCamera } from './simulated-camera.ts';

/** The video port of a simulated camera (RFC 2326): description behind Digest, and packets over the same connection. */

const METHOD = /^(?:OPTIONS|DESCRIBE|SETUP|PLAY|TEARDOWN|GET_PARAMETER) (?:rtsps?:\/\/|\*)/;
const LARGEST_HEAD = 16 * 1024;
const PACKETS = 3;
const PACKET_BYTES = 200;
/** One nonce serves all of a visit, as video ports do it. */
const NONCE_SCOPE = 'video';

export const isRtsp = (first: Buffer): boolean => METHOD.test(first.subarray(0, 64).toString('latin1'));

interface Request {
  readonly method: string;
  readonly uri: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** Takes the connection over; `first` is what was read of it already. */
export function serveRtsp(camera: SimulatedCamera, clock: { now(): number }, socket: Socket, first: Buffer): void {
  let waiting = '';
  const take = (chunk: Buffer): void => {
    waiting += chunk.toString('latin1');
    if (waiting.length > LARGEST_HEAD) socket.destroy();
    for (let end = waiting.indexOf('\r\n\r\n'); end !== -1; end = waiting.indexOf('\r\n\r\n')) {
      const request = readRequest(waiting.slice(0, end));
      waiting = waiting.slice(end + 4);
      if (request !== null) answer(camera, clock.now(), socket, request);
    }
  };
  socket.on('data', take);
  take(first);
}

function readRequest(head: string): Request | null {
  const [line = '', ...rest] = head.split('\r\n');
  const [method = '', uri = ''] = line.split(' ');
  if (method === '') return null;
  const headers = new Map<string, string>();
  for (const header of rest) {
    const colon = header.indexOf(':');
    if (colon > 0) headers.set(header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim());
  }
  return { method, uri, headers };
}

function answer(camera: SimulatedCamera, now: number, socket: Socket, request: Request): void {
  const { method, uri, headers } = request;
  camera.count(`RTSP ${method}`);
  const { stream } = camera.faults;
  const say = (status: string, more: readonly string[] = [], body = ''): void => {
    const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
    const lines = [`RTSP/1.0 ${status}`, `CSeq: ${headers.get('cseq') ?? '0'}`, 'Server: Sim RTSP', ...more, ...length];
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  };
  // A dead encoder answers this question like a living one.
  if (method === 'OPTIONS') return say('200 OK', ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN']);
  if (stream === 'silent') return;
  if (stream === 'cut') return void socket.destroy();
  if (stream === 'garbage') return void socket.end('SSH-2.0-dropbear_2019.78\r\n');
  if (!isLetIn(camera, now, request)) {
    const methods = camera.basicOnly ? [] : (['digest_md5'] as const);
    const digests = digestChallenges(camera, NONCE_SCOPE, methods);
    const offered = camera.basicOnly ? [`Basic realm="${camera.realm}"`] : digests;
    return say(
      '401 Unauthorized',
      offered.map((challenge) => `WWW-Authenticate: ${challenge}`),
    );
  }
  if (stream === 'error') return say('503 Service Unavailable');
  switch (method) {
    case 'DESCRIBE':
      if (!/\/stream\/\w+$/.test(uri)) return say('404 Stream Not Found');
      return say('200 OK', ['Content-Type: application/sdp', `Content-Base: ${announced(camera, uri)}/`], sdp(stream));
    case 'SETUP':
      return say('200 OK', ['Session: 12345678;timeout=60', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1']);
    case 'PLAY':
      say('200 OK', ['Session: 12345678']);
      if (stream !== 'dead_encoder') for (let count = 0; count < PACKETS; count += 1) socket.write(packet(count));
      return;
    case 'TEARDOWN':
      return say('200 OK');
    default:
      return say('405 Method Not Allowed');
  }
}

function isLetIn(camera: SimulatedCamera, now: number, { method, uri, headers }: Request): boolean {
  const authorization = headers.get('authorization');
  if (authorization === undefined) return false;
  if (camera.basicOnly) {
    const given = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
    return camera.guard.judge(given === `${camera.username}:${camera.password}`, now).kind === 'accepted';
  }
  // Its ONVIF users are not its video users.
  if (camera.faults.stream === 'rejects_login') return camera.guard.judge(false, now).kind === 'accepted';
  const login = { authorization, method, path: uri, nonceScope: NONCE_SCOPE };
  return judgeDigest(camera, login, now).kind === 'accepted';
}

/** Cameras behind a router write their inner address here, too. */
const announced = (camera: SimulatedCamera, uri: string): string =>
  camera.faults.announcedHost === null ? uri : uri.replace(/\/\/[^/]+/, `//${camera.faults.announcedHost}:554`);

function sdp(stream: SimulatedCamera['faults']['stream']): string {
  const video = ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=control:trackID=1'];
  const audio = ['m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=control:trackID=2'];
  const session = ['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=Sim', 'c=IN IP4 0.0.0.0', 't=0 0', 'a=control:*'];
  return [...session, ...(stream === 'no_video' ? [] : video), ...audio, ''].join('\r\n');
}

function packet(sequence: number): Buffer {
  const frame = Buffer.alloc(4 + 12 + PACKET_BYTES);
  frame.writeUInt8(0x24, 0);
  frame.writeUInt16BE(12 + PACKET_BYTES, 2);
  frame.writeUInt16BE(0x8060, 4);
  frame.writeUInt16BE(sequence, 6);
  return frame;
}
