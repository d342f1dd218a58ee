import type { AckLinks, DrillLinks, OutboxItem } from '#libs/database';
import { asksForHelp } from '#libs/domain';
import type { SecretBox } from '#libs/runtime';

/**
 * The "Tôi đi kiểm tra" link of a message. Its token is derived from the notification by a secret key, so that every
 * attempt carries the same link and the database holds only the token's hash.
 */
export class AcknowledgeLinks {
  constructor(
    private readonly links: AckLinks,
    private readonly drills: DrillLinks,
    private readonly secretBox: SecretBox,
    private readonly publicUrl: string | undefined,
  ) {}

  /** Null when the message asks nothing, or when this server has no address that people can open. */
  async linkFor(item: OutboxItem, now: number): Promise<string | null> {
    if (item.message.event === 'drill') return this.#drillLinkFor(item, now);
    if (this.publicUrl === undefined || !asksForHelp(item.message)) return null;
    const [, token = ''] = this.secretBox.keyedHash(`acknowledge:${item.id}`).split('.');
    await this.links.make(token, item.id, now);
    return `${this.publicUrl}/a/${token}`;
  }

  /** A drill is acknowledged by a page of its own: its link touches no incident. */
  async #drillLinkFor(item: OutboxItem, now: number): Promise<string | null> {
    if (this.publicUrl === undefined) return null;
    const [, token = ''] = this.secretBox.keyedHash(`drill:${item.id}`).split('.');
    await this.drills.make(token, item.id, now);
    return `${this.publicUrl}/d/${token}`;
  }
}
