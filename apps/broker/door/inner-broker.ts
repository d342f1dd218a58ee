import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes';
import { InnerConnection } from './inner-connection.ts';
import type { Session } from './session.ts';

/** A logged-in client with what it listens to; the library's types leave `subscriptions` out. */
export interface OpenClient extends Client {
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

type Done = (error?: Error) => void;

/**
 * The broker library for devices that listen: subscriptions and what is sent to them. It knows nobody who only reports,
 * and none of its message routing is used: what devices publish goes to nobody else, and its own `$SYS` notices have no
 * reader here. This also means that nothing is ever retained or queued for a session.
 */
export class InnerBroker extends Aedes {
  private readonly clientsOf = new WeakMap<Session, OpenClient>();

  constructor(options: AedesOptions) {
    super(options);
  }

  clientOf(session: Session): OpenClient | undefined {
    return this.clientsOf.get(session);
  }

  /** Hands a whole packet of this device to the library, which meets it with the first one. */
  hand(session: Session, packet: Buffer): void {
    let client = this.clientsOf.get(session);
    if (client === undefined) {
      client = this.handle(new InnerConnection(session)) as unknown as OpenClient;
      this.clientsOf.set(session, client);
    }
    (client.conn as InnerConnection).push(packet);
  }

  override publish(_packet: PublishPacket, client: unknown, done?: Done): void {
    if (typeof client === 'function') (client as Done)();
    else done?.();
  }
}
