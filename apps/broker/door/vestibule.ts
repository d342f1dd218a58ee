import type { Socket } from 'node:net';
import { connack, readConnect, type ConnectPacket, type ConnectReading, type ReturnCode } from './connect-packet.ts';
import { deadline } from './deadline.ts';
import type { DeviceRecord } from './directory.ts';
import type { DoorLimits } from './limits.ts';
import type { DoorEvent, Tally } from './tally.ts';

export type Verdict =
  | { readonly admitted: true; readonly record: DeviceRecord }
  | { readonly admitted: false; readonly reason: DoorEvent; readonly code: ReturnCode };

/** Sees a whole, well-formed CONNECT. May take its time: the vestibule's deadline runs on meanwhile. */
export type Admission = (packet: ConnectPacket) => Promise<Verdict>;

/** Takes the socket over; `rest` is what arrived behind the CONNECT. */
export type Welcome = (record: DeviceRecord, packet: ConnectPacket, rest: Buffer) => void;

/**
 * Where strangers wait: from accept until they are known. Holds a few hundred bytes per socket and nothing of the
 * broker library, so thousands of silent sockets cost little and an answer that never comes cannot hold one for ever.
 */
export class Vestibule {
  /** In order of arrival: the first key is the oldest. */
  private readonly waiting = new Set<Socket>();
  /** How to end the waiting of a raw socket, by its peer: the TLS socket on top of it is another object. */
  private readonly handshakes = new Map<string, () => void>();
  private readonly limits: DoorLimits;
  private readonly tally: Tally;

  private readonly failed: (cause: unknown) => void;
  private readonly turnedAway: (reason: DoorEvent, socket: Socket) => void;

  constructor(parts: {
    limits: DoorLimits;
    tally: Tally;
    failed: (cause: unknown) => void;
    /** A CONNECT that was refused as it was read. */
    turnedAway: (reason: DoorEvent, socket: Socket) => void;
  }) {
    this.limits = parts.limits;
    this.tally = parts.tally;
    this.failed = parts.failed;
    this.turnedAway = parts.turnedAway;
  }

  get size(): number {
    return this.waiting.size;
  }

  /** A TLS connection before its handshake: the same room and, for the handshake, the same deadline. */
  handshake(raw: Socket): void {
    const peer = peerOf(raw);
    const leave = this.wait(raw);
    this.handshakes.set(peer, leave);
    raw.once('close', () => this.handshakes.delete(peer));
  }

  enter(socket: Socket, admit: Admission, welcome: Welcome): void {
    const peer = peerOf(socket);
    this.handshakes.get(peer)?.();
    this.handshakes.delete(peer);
    const leave = this.wait(socket);
    // An error is always followed by close; without a listener it would end the process.
    socket.on('error', () => socket.destroy());
    let bytes: Buffer = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const reading = this.read(bytes);
      if (reading.kind === 'incomplete') return;
      socket.off('data', onData);
      socket.pause();
      if (reading.kind === 'refused') {
        this.turnedAway(reading.reason, socket);
        return this.refuse(socket, reading.reason, reading.returnCode);
      }
      const rest = bytes.subarray(reading.length);
      void this.decide(socket, reading.packet, admit, (record) => {
        leave();
        socket.removeAllListeners('error');
        welcome(record, reading.packet, rest);
      });
    };
    socket.on('data', onData);
  }

  /** Gives a function that ends the waiting. */
  private wait(socket: Socket): () => void {
    this.makeRoom();
    const cancel = deadline(this.limits.connectDeadlineMs, () => this.drop(socket, 'connect_timeout'));
    const leave = () => {
      cancel();
      this.waiting.delete(socket);
      socket.off('close', leave);
    };
    this.waiting.add(socket);
    socket.once('close', leave);
    return leave;
  }

  closeAll(): void {
    for (const socket of this.waiting) socket.destroy();
  }

  private read(bytes: Buffer): ConnectReading {
    try {
      return readConnect(bytes, this.limits);
    } catch (cause) {
      this.failed(cause);
      return { kind: 'refused', reason: 'hook_error', returnCode: null };
    }
  }

  private async decide(
    socket: Socket,
    packet: ConnectPacket,
    admit: Admission,
    welcome: (record: DeviceRecord) => void,
  ): Promise<void> {
    try {
      const verdict = await admit(packet);
      if (socket.destroyed) return;
      if (verdict.admitted) welcome(verdict.record);
      else this.refuse(socket, verdict.reason, verdict.code);
    } catch (cause) {
      this.failed(cause);
      this.refuse(socket, 'hook_error', 3);
    }
  }

  private refuse(socket: Socket, reason: DoorEvent, code: ReturnCode): void {
    this.tally.add(reason);
    if (code === null) socket.destroy();
    else socket.end(connack(code), () => socket.destroy());
  }

  private drop(socket: Socket, reason: DoorEvent): void {
    this.tally.add(reason);
    socket.destroy();
  }

  private makeRoom(): void {
    if (this.waiting.size < this.limits.waitingSockets) return;
    const [oldest] = this.waiting;
    if (oldest === undefined) return;
    this.waiting.delete(oldest);
    this.drop(oldest, 'waiting_room_full');
  }
}

const peerOf = (socket: Socket): string => `${socket.remoteAddress} ${socket.remotePort}`;
