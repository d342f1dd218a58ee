import type { OutboxItem } from '#libs/database';
import type { Attempt, Channel } from '#libs/domain';

/** An item with what depends on the moment of sending. */
export interface Outgoing extends OutboxItem {
  /** Where this message's incidents are acknowledged without login; null for messages that need no answer. */
  readonly acknowledgeLink: string | null;
}

/**
 * Sends one message to one target, once, within ten seconds, and says what was seen. Never throws for what the outside
 * did. `now` stamps the attempt.
 */
export type Send = (message: Outgoing, now: number) => Promise<Attempt>;

/** A channel that is missing is not configured here. */
export type Channels = Readonly<Partial<Record<Channel, Send>>>;
export const CHANNELS_HERE = Symbol('CHANNELS_HERE');
