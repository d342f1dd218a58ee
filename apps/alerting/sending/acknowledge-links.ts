import type { AckLinks, OutboxItem } from '#libs/database';
import { asksForHelp, type Message } from '#libs/domain';
import type { SecretBox } from '#libs/runtime';

/**
 * The "Tôi đi kiểm tra" link of a message. Its token is derived from the notification by a secret key, so that every
 * attempt carries the same link and the database holds only the token's hash.
 */
export class AcknowledgeLinks {
  constructor(
    private readonly links: AckLinks,
    private readonly secretBox: SecretBox,
    private readonly publicUrl: string | undefined,
  ) {}

  /** Null when the message asks nothing, or when this server has no address that people can open. */
  async linkFor(item: OutboxItem, now: number): Promise<string | null> {
    if (this.publicUrl === undefined || !asks(item.message)) return null;
    const [, token = ''] = this.secretBox.keyedHash(`acknowledge:${item.id}`).split('.');
    await this.links.make(token, item.id, now);
    return `${this.publicUrl}/a/${token}`;
  }
}

const asks = (message: Message): boolean =>
  message.event !== 'test' && message.event !== 'digest.daily' && asksForHelp(message);
