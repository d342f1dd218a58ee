import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';

/** A bare TCP connection that says exactly what it is told. For tests of what no polite client would do. */
export class RawDevice {
  received = Buffer.alloc(0);
  readonly socket: Socket;
  readonly closed: Promise<void>;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => (this.received = Buffer.concat([this.received, chunk])));
    // A reset is one of the expected ends here; `closed` reports it.
    socket.on('error', () => socket.destroy());
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  static async open(port: number): Promise<RawDevice> {
    const socket = connectTcp({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new RawDevice(socket);
  }

  send(...packets: readonly Buffer[]): this {
    this.socket.write(Buffer.concat(packets));
    return this;
  }

  /** Resolves when `wanted` stands in what was received; fails when the connection ends first. */
  async until(wanted: Buffer): Promise<void> {
    while (!this.received.includes(wanted)) {
      const outcome = await Promise.race([once(this.socket, 'data'), this.closed.then(() => 'closed' as const)]);
      if (outcome === 'closed' && !this.received.includes(wanted)) {
        throw new Error(`closed after ${this.received.toString('hex')}, before ${wanted.toString('hex')}`);
      }
    }
  }
}
