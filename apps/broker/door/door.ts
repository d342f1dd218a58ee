import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Client, Subscription } from 'aedes';
import { deviceTopic, SUBSCRIBE_LEAVES, type SubscribeLeaf } from '#libs/contracts';
import type { SecurityNote } from '#libs/domain';
import { connack, type ConnectPacket } from './connect-packet.ts';
import { Conversation } from './conversation.ts';
import { DeviceDirectory, type DeviceLookup, type DeviceRecord, type StoredSecret } from './directory.ts';
import { Flow } from './flow.ts';
import { FrameGate } from './frame-gate.ts';
import { doorHooks } from './hooks.ts';
import { InnerBroker, type OpenClient } from './inner-broker.ts';
import { type InnerConnection } from './inner-connection.ts';
import type { Intake } from './intake.ts';
import { KeepAlive } from './keep-alive.ts';
import type { DoorLimits } from './limits.ts';
import { Receipts } from './receipts.ts';
import { credentialsNote, loginNote, offenceNote, placeOf, strangerNote, takeoverNote } from './security.ts';
import { Session } from './session.ts';
import type { DeviceDoor } from './speaker.ts';
import { Tally } from './tally.ts';
import { TokenBucket } from './token-bucket.ts';
import { Vestibule, type Verdict } from './vestibule.ts';

export interface DoorParts {
  readonly limits: DoorLimits;
  readonly lookup: DeviceLookup;
  /** Constant-time check of a device's secret against the hashes that open its door; must not throw. */
  readonly verify: (secret: Buffer, stored: StoredSecret | null) => boolean;
  readonly intake: Intake;
  /** Epoch ms by database time. */
  readonly now: () => number;
  /** Faults of ours that a connection had to pay for. */
  readonly failed: (cause: unknown) => void;
  /** For the security log. */
  readonly noticed: (note: SecurityNote) => void;
}

export interface Listening {
  readonly port: number;
  readonly host: string;
  /** PEM; with it this listener speaks TLS. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
}

const ACCEPTED = connack(0);

const sessionOf = (client: Client | null): Session | undefined =>
  (client?.conn as InnerConnection | undefined)?.session;

/** The MQTT door: sockets in, messages of known devices out. Knows nothing of payloads, health or rows. */
export class Door implements DeviceDoor {
  readonly tally = new Tally();
  private readonly parts: DoorParts;
  private readonly sessions = new Map<string, Session>();
  private readonly entering = new Set<{ readonly deviceId: string; changed: boolean }>();
  private readonly servers: Server[] = [];
  private readonly vestibule: Vestibule;
  private readonly directory: DeviceDirectory;
  private readonly flow: Flow;
  private readonly keepAlive: KeepAlive;
  private readonly broker: InnerBroker;
  private open = false;

  constructor(parts: DoorParts) {
    this.parts = parts;
    const monotonic = () => performance.now();
    const reading = () => this.open && parts.intake.accepting;
    this.vestibule = new Vestibule({
      limits: parts.limits,
      tally: this.tally,
      failed: parts.failed,
      turnedAway: (reason, socket) => this.notice(strangerNote(reason, placeOf(socket))),
    });
    this.directory = new DeviceDirectory(parts.lookup);
    const { limits, intake, failed } = parts;
    this.broker = new InnerBroker(doorHooks({ sessionOf, failed }));
    const conversation = new Conversation({
      ...{ limits, intake, failed },
      receipts: new Receipts((session) => this.flow.released(session)),
      toLibrary: (session, packet) => this.broker.hand(session, packet),
    });
    const held = (session: Session) => this.notice(offenceNote('throttled', session));
    const { unacknowledged } = limits;
    this.flow = new Flow({ tally: this.tally, unacknowledged, mayRead: reading, monotonic, conversation, held });
    this.keepAlive = new KeepAlive({ sessions: () => this.sessions.values(), reading, monotonic });
    this.broker.on('clientError', (client: Client, error: Error) => this.faulted(client, error));
    this.broker.on('connectionError', (client: Client, error: Error) => this.faulted(client, error));
    this.broker.on('subscribe', (subscriptions: Subscription[], client: Client) => this.listens(subscriptions, client));
    (this.broker as NodeJS.EventEmitter).on('error', parts.failed);
  }

  get connected(): number {
    return this.sessions.size;
  }

  get waiting(): number {
    return this.vestibule.size;
  }

  get isReachable(): boolean {
    return this.servers.length > 0;
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Time was set back: sessions that began in the future begin now. */
  restamp(now: number): void {
    for (const session of this.sessions.values()) session.startedAt = Math.min(session.startedAt, now);
  }

  session(deviceId: string): Session | undefined {
    return this.sessions.get(deviceId);
  }

  async start(): Promise<void> {
    await this.broker.listen();
    this.keepAlive.start();
  }

  /** Binds one listener and answers with its address. Rejects with the system's error, EADDRINUSE for a busy port. */
  async listen(where: Listening): Promise<AddressInfo> {
    const { limits } = this.parts;
    const enter = (socket: Socket) => this.enter(socket);
    const server = where.tls === undefined ? createServer({ noDelay: true }, enter) : this.tlsServer(where.tls, enter);
    server.maxConnections = limits.sockets;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(where.port, where.host, () => {
        server.off('error', reject);
        server.on('error', this.parts.failed);
        resolve();
      });
    });
    this.servers.push(server);
    return server.address() as AddressInfo;
  }

  /** Before the first opening, and while closed, CONNECT is answered with 3 and nothing is read. */
  setOpen(open: boolean): void {
    this.open = open;
    if (open) this.flow.resume();
  }

  /** The intake has room again. */
  resume(): void {
    this.flow.resume();
  }

  /** Ends a device's connection because of something we decided (revoked, retired); one just entering is looked up anew. */
  disconnect(deviceId: string): void {
    for (const one of this.entering) if (one.deviceId === deviceId) one.changed = true;
    const session = this.sessions.get(deviceId);
    if (session === undefined) return;
    if (session.ending === null) this.notice(credentialsNote(session));
    session.end('closed_by_us');
  }

  /** The device of this connection listens on this topic of its own now. */
  isListening(session: Session, leaf: SubscribeLeaf): boolean {
    return this.clientOf(session)?.subscriptions[deviceTopic(session.device.deviceId, leaf)] !== undefined;
  }

  /** Hands a message to the device, QoS 1, never retained; false when its connection is gone or does not listen. */
  deliver(session: Session, leaf: SubscribeLeaf, payload: string): boolean {
    const client = this.clientOf(session);
    if (client === null || !this.isListening(session, leaf)) return false;
    const topic = deviceTopic(session.device.deviceId, leaf);
    client.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false }, () => undefined);
    return true;
  }

  /** Stops listening and reading, ends every connection as ours. What was taken in still has to be flushed. */
  async stop(): Promise<void> {
    this.open = false;
    this.keepAlive.stop();
    this.flow.stop();
    const closed = this.servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    this.vestibule.closeAll();
    for (const session of this.sessions.values()) session.end('closed_by_us');
    await Promise.all(closed);
    await new Promise<void>((resolve) => this.broker.close(resolve));
  }

  private tlsServer(tls: { readonly cert: Buffer; readonly key: Buffer }, enter: (socket: Socket) => void): Server {
    const server = createTlsServer({ ...tls, minVersion: 'TLSv1.2', noDelay: true }, enter);
    server.on('connection', (raw: Socket) => this.vestibule.handshake(raw));
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    return server;
  }

  private enter(socket: Socket): void {
    this.vestibule.enter(
      socket,
      (packet) => this.admit(packet, socket),
      (record, packet, rest) => this.welcome(socket, record, packet, rest),
    );
  }

  private async admit(packet: ConnectPacket, socket: Socket): Promise<Verdict> {
    if (!this.open) return { admitted: false, reason: 'not_ready', code: 3 };
    const entry = { deviceId: packet.deviceId, changed: false };
    this.entering.add(entry);
    try {
      let record = await this.directory.find(packet.deviceId);
      while (entry.changed) {
        entry.changed = false;
        record = await this.directory.find(packet.deviceId);
      }
      // An unknown device costs the same comparison as a wrong secret.
      const known = this.parts.verify(packet.secret, record?.secret ?? null);
      if (record === null || !known) {
        this.notice(loginNote(record, packet.deviceId, placeOf(socket)));
        return { admitted: false, reason: 'bad_credentials', code: 4 };
      }
      return this.open ? { admitted: true, record } : { admitted: false, reason: 'not_ready', code: 3 };
    } catch (cause) {
      this.parts.failed(cause);
      return { admitted: false, reason: 'not_ready', code: 3 };
    } finally {
      this.entering.delete(entry);
    }
  }

  private welcome(socket: Socket, device: DeviceRecord, packet: ConnectPacket, rest: Buffer): void {
    const { limits, intake, now } = this.parts;
    const heardAt = performance.now();
    const gate = new FrameGate(limits);
    if (rest.length > 0) gate.push(rest);
    const session = new Session({
      device,
      socket,
      gate,
      bucket: new TokenBucket(limits.packetsPerSecond, limits.packetBurst, heardAt),
      keepAliveSeconds: packet.keepAliveSeconds,
      will: packet.will,
      address: placeOf(socket),
      startedAt: now(),
      heardAt,
    });
    // [MQTT-3.1.4-2] the older connection goes; being replaced, its will means nothing.
    const older = this.sessions.get(device.deviceId);
    if (older !== undefined && older.ending === null) this.notice(takeoverNote(older, session));
    older?.end('superseded');
    this.sessions.set(device.deviceId, session);
    this.tally.add('accepted');
    socket.once('close', () => this.left(session));
    // As in the vestibule: an error is always followed by close.
    socket.on('error', () => socket.destroy());
    socket.write(ACCEPTED);
    intake.opened(session);
    this.flow.start(session);
  }

  private left(session: Session): void {
    const reason = session.ending ?? (session.gate.leaving ? 'left' : 'vanished');
    session.ending = reason;
    this.tally.add(reason);
    this.notice(offenceNote(reason, session));
    const current = this.sessions.get(session.device.deviceId) === session;
    if (current) this.sessions.delete(session.device.deviceId);
    const ours = reason === 'left' || reason === 'superseded' || reason === 'closed_by_us' || reason === 'hook_error';
    this.parts.intake.closed(session, reason, current && !ours && session.will !== null);
  }

  private notice(note: SecurityNote | null): void {
    if (note !== null) this.parts.noticed(note);
  }

  private listens(subscriptions: readonly Subscription[], client: Client): void {
    const session = sessionOf(client);
    if (session === undefined || session.ending !== null) return;
    for (const leaf of SUBSCRIBE_LEAVES) {
      const topic = deviceTopic(session.device.deviceId, leaf);
      if (subscriptions.some((one) => one.topic === topic)) this.parts.intake.subscribed(session, leaf);
    }
  }

  /** The library's side of a connection; null when it has ended or another one took its place. */
  private clientOf(session: Session): OpenClient | null {
    if (session.ending !== null || session.socket.destroyed) return null;
    return this.broker.clientOf(session) ?? null;
  }

  /** Socket errors carry a system code; what the parser refuses does not. */
  private faulted(client: Client, error: Error): void {
    const session = sessionOf(client);
    if (session === undefined || session.gate.leaving) return;
    session.ending ??= 'code' in error ? 'vanished' : 'protocol_error';
  }
}
