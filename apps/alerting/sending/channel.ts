import type { OutboxItem } from '#libs/database';
import type { Attempt, Channel } from '#libs/domain';

/** An item with what depends on the moment of sending. */
export interface Outgoing extends OutboxItem {
  /** Where this message's incidents are acknowledged without login; null for messages that need no answer. */
  readonly acknowledgeLink: string | null;
}

/** One way to tell people. What it can do and bears stands in `CHANNEL_CAPABILITIES` of the domain. */
export interface ChannelPlugin {
  readonly channel: Channel;
  /** Messages a minute of one account, where it depends on what was bought; else the domain says. */
  readonly perMinute?: number;
  /**
   * Sends one message to one target, once, within ten seconds, and says what was seen. Never throws for what the outside
   * did. `now` stamps the attempt.
   */
  readonly send: (message: Outgoing, now: number) => Promise<Attempt>;
  /** Nothing is in flight any more. */
  close(): Promise<void> | void;
}
