import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes';

/** A logged-in client with what it listens to; the library's types leave `subscriptions` out. */
export interface OpenClient extends Client {
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

type Done = (error?: Error) => void;

/**
 * The broker library without its message routing: what devices publish was already taken in by the publish hook and
 * goes to nobody else, and the library's own `$SYS` notices have no reader here. This also means that nothing is ever
 * retained or queued for a session.
 */
export class InnerBroker extends Aedes {
  constructor(options: AedesOptions) {
    super(options);
  }

  clientOf(id: string): OpenClient | undefined {
    return (this as unknown as { readonly clients: Readonly<Record<string, OpenClient>> }).clients[id];
  }

  override publish(_packet: PublishPacket, client: unknown, done?: Done): void {
    if (typeof client === 'function') (client as Done)();
    else done?.();
  }
}
