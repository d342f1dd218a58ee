import { Duplex } from 'node:stream';
import { connack, innerConnect } from './connect-packet.ts';
import type { Session } from './session.ts';

const ANSWER = connack(0).length;

/**
 * A connection as the broker library sees it, made when a device first wants to listen. It begins with a CONNECT that
 * we wrote, whose answer the device had long ago; then come the packets we hand on, whole.
 */
export class InnerConnection extends Duplex {
  readonly session: Session;
  /** Bytes of the library's answer to CONNECT that are still to come. */
  private unheard = ANSWER;

  constructor(session: Session) {
    super({ allowHalfOpen: false });
    this.session = session;
    session.socket.once('close', () => this.destroy());
    this.push(innerConnect(session.device.deviceId));
  }

  /** What is handed on comes by `push`. */
  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const silent = Math.min(this.unheard, chunk.length);
    this.unheard -= silent;
    if (silent === chunk.length) done();
    else this.session.socket.write(chunk.subarray(silent), done);
  }

  /** The library writes a packet in pieces. */
  override _writev(pieces: readonly { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(pieces.map(({ chunk }) => chunk)), 'binary', done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.session.socket.destroy();
    done(error);
  }
}
