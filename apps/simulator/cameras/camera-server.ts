import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { answerRequest, type HttpQuestion } from './answer-request.ts';
import type { SimulatedCamera, WireBehaviour } from './simulated-camera.ts';
import { isRtsp, serveRtsp } from './rtsp-service.ts';
import { selfMadeCertificate } from './self-made-certificate.ts';
import { misbehaveOnConnect, misbehaveOnRequest } from './wire-faults.ts';

const LARGEST_REQUEST_BYTES = 64 * 1024;
/** First byte of a TLS handshake (RFC 8446, 5.1). */
const HANDSHAKE = 0x16;

/**
 * One HTTP server for all cameras. Each camera owns one loopback address and one tiny TCP listener on it that hands
 * its connections to that server: nothing listens outside 127.0.0.0/8, the camera is known by the address that was
 * called (a Host header proves nothing), and a camera that is switched off refuses connections for real.
 */
export class CameraServer {
  readonly #http: Server;
  readonly #clock: { now(): number };
  readonly #cameras = new Map<string, SimulatedCamera>();
  readonly #listeners = new Map<string, TcpServer>();
  readonly #sockets = new Map<Socket, SimulatedCamera>();
  readonly #certificates = new Map<string, SecureContext>();
  #port: number;

  /**
   * @param port the same on every camera's address; 0: any free one, then see {@link port}
   * @param mostAnswers after which a camera closes a connection; 0: it keeps it
   */
  constructor(clock: { now(): number }, port = 0, mostAnswers = 0) {
    this.#clock = clock;
    this.#port = port;
    this.#http = createHttpServer((request, response) => this.#serve(request, response));
    this.#http.maxRequestsPerSocket = mostAnswers;
    this.#http.on('clientError', (_error, socket) => socket.destroy());
  }

  get port(): number {
    return this.#port;
  }

  get cameras(): readonly SimulatedCamera[] {
    return [...this.#cameras.values()];
  }

  urlOf(camera: SimulatedCamera): string {
    return `${schemeOf(camera)}://${camera.address}:${this.#port}/onvif/device_service`;
  }

  /** The same door serves the video: what is spoken shows by the first bytes. */
  streamUrlOf(camera: SimulatedCamera): string {
    return `rtsp://${camera.address}:${this.#port}/stream/main`;
  }

  async add(camera: SimulatedCamera): Promise<void> {
    if (this.#cameras.has(camera.address)) throw new Error(`Two simulated cameras on ${camera.address}`);
    this.#cameras.set(camera.address, camera);
    if (camera.faults.wire !== 'refuse') await this.#listen(camera);
  }

  /** Changes how the camera behaves on the wire; open connections are dropped as a power cut would. */
  async setWire(camera: SimulatedCamera, wire: WireBehaviour): Promise<void> {
    camera.faults.wire = wire;
    this.#dropConnections(camera);
    if (wire === 'refuse') await this.#unlisten(camera);
    else if (!this.#listeners.has(camera.address)) await this.#listen(camera);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.keys()) socket.destroy();
    await Promise.all([...this.#cameras.values()].map((camera) => this.#unlisten(camera)));
    this.#http.closeAllConnections();
  }

  /** Connections open right now: lets a test see that a client hung up. */
  openConnections(camera: SimulatedCamera): number {
    return [...this.#sockets.values()].filter((owner) => owner === camera).length;
  }

  async #listen(camera: SimulatedCamera): Promise<void> {
    const listener = createTcpServer((socket) => this.#accept(camera, socket));
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(this.#port, camera.address, resolve);
    });
    this.#port = (listener.address() as AddressInfo).port;
    this.#listeners.set(camera.address, listener);
  }

  async #unlisten(camera: SimulatedCamera): Promise<void> {
    const listener = this.#listeners.get(camera.address);
    if (listener === undefined) return;
    this.#listeners.delete(camera.address);
    await new Promise<void>((resolve) => listener.close(() => resolve()));
  }

  #accept(camera: SimulatedCamera, socket: Socket): void {
    camera.connections += 1;
    this.#sockets.set(socket, camera);
    socket.once('close', () => this.#sockets.delete(socket));
    // A caller that hangs up early is part of the game; the socket closes itself after the error.
    socket.on('error', () => undefined);
    if (!misbehaveOnConnect(camera.faults.wire, socket)) this.#greet(camera, socket);
  }

  /** What is spoken shows by the first bytes: RTSP, TLS with either of the others inside, or HTTP. */
  #greet(camera: SimulatedCamera, socket: Socket): void {
    socket.once('data', (first: Buffer) => {
      if (isRtsp(first)) return serveRtsp(camera, this.#clock, socket, first);
      socket.pause();
      socket.unshift(first);
      const { certificateEndsAt } = camera;
      if (first[0] === HANDSHAKE && certificateEndsAt !== null)
        return this.#greet(camera, this.#secret(camera, certificateEndsAt, socket));
      this.#http.emit('connection', socket);
      socket.resume();
    });
  }

  #secret(camera: SimulatedCamera, endsAt: number, socket: Socket): TLSSocket {
    const kept = `${camera.address} ${endsAt}`;
    const context = this.#certificates.get(kept) ?? createSecureContext(selfMadeCertificate(camera.address, endsAt));
    this.#certificates.set(kept, context);
    const inner = new TLSSocket(socket, { isServer: true, secureContext: context });
    this.#sockets.set(inner, camera);
    inner.once('close', () => this.#sockets.delete(inner));
    inner.on('error', () => undefined);
    return inner;
  }

  #dropConnections(camera: SimulatedCamera): void {
    for (const [socket, owner] of this.#sockets) if (owner === camera) socket.destroy();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const camera = this.#sockets.get(request.socket);
    if (camera === undefined) {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_REQUEST_BYTES) request.socket.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      // A picture that cannot be drawn is a fault of ours, and shows as a camera that hangs up.
      this.#answer(camera, questionOf(request, Buffer.concat(chunks)), response).catch(() => request.socket.destroy());
    });
  }

  async #answer(camera: SimulatedCamera, question: HttpQuestion, response: ServerResponse): Promise<void> {
    const origin = `${schemeOf(camera)}://${camera.faults.announcedHost ?? camera.address}:${this.#port}`;
    const now = this.#clock.now();
    const answer = answerRequest({ camera, now, origin }, question);
    const body = await answer.body;
    if (misbehaveOnRequest(camera.faults.wire, body, response)) return;
    const date = new Date(camera.clockAt(now)).toUTCString();
    response.writeHead(answer.status, { ...answer.headers, date, 'content-length': Buffer.byteLength(body) });
    response.end(body);
  }
}

const schemeOf = ({ certificateEndsAt }: SimulatedCamera): string => (certificateEndsAt === null ? 'http' : 'https');

function questionOf(request: IncomingMessage, body: Buffer): HttpQuestion {
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    authorization: request.headers.authorization ?? null,
    body: body.toString('utf8'),
  };
}
