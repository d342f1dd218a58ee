import { Aedes, type AedesOptions, type PublishPacket } from 'aedes';

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

  override publish(_packet: PublishPacket, client: unknown, done?: Done): void {
    if (typeof client === 'function') (client as Done)();
    else done?.();
  }
}
