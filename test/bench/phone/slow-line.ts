import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** A way through which bytes leave one after another. */
class Lane {
  #freeAt = 0;

  constructor(private readonly bytesPerMs: number) {}

  /** When the last of `bytes` that are sent now has left (ms of `performance.now`). */
  leave(bytes: number): number {
    this.#freeAt = Math.max(performance.now(), this.#freeAt) + bytes / this.bytesPerMs;
    return this.#freeAt;
  }
}

export interface LineProfile {
  readonly roundTripMs: number;
  readonly downKilobits: number;
  readonly upKilobits: number;
}

/**
 * The line that is called "Fast 3G" (or "slow 4G") by those who measure pages: what a browser's developer tools imitate
 * with 562 ms a request, here as it is on the way: all connections share it, and each pays its own handshake.
 */
export const FAST_3G: LineProfile = { roundTripMs: 150, downKilobits: 1_638, upKilobits: 675 };

/** Passes bytes on to a server as late and as slowly as such a line would. What opens through it knows nothing of it. */
export class SlowLine {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer({ noDelay: true }, (near) => this.#join(near));
  readonly #down: Lane;
  readonly #up: Lane;
  received = 0;

  private constructor(
    private readonly port: number,
    private readonly profile: LineProfile,
  ) {
    this.#down = new Lane(profile.downKilobits / 8);
    this.#up = new Lane(profile.upKilobits / 8);
  }

  static async open(port: number, profile: LineProfile): Promise<SlowLine> {
    const line = new SlowLine(port, profile);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket): void {
    const far = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      // A browser and a server may hang up whenever they like; the other side is told below.
      socket.on('error', () => undefined);
    }
    // The handshake took a round trip before the first byte could go.
    this.#pass(near, far, this.#up, this.profile.roundTripMs);
    this.#pass(far, near, this.#down, 0);
    far.on('data', (bytes) => (this.received += bytes.length));
  }

  /** One chunk after another, each when it has come through: timers alone would not keep their order. */
  #pass(from: Socket, to: Socket, lane: Lane, handshakeMs: number): void {
    const begun = performance.now();
    let last = Promise.resolve();
    const afterTheWay = (bytes: number, then: () => void): void => {
      const arrives = Math.max(lane.leave(bytes), begun + handshakeMs) + this.profile.roundTripMs / 2;
      last = last.then(() => pause(Math.max(0, arrives - performance.now()))).then(then);
    };
    from.on('data', (bytes) =>
      afterTheWay(bytes.length, () => {
        if (to.writable) to.write(bytes);
      }),
    );
    from.on('close', () => afterTheWay(0, () => to.destroy()));
  }
}
