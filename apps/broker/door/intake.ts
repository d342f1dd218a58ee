import type { SubscribeLeaf } from '#libs/contracts';
import type { DoorEvent } from './tally.ts';
import type { Speaker } from './speaker.ts';

/** Where accepted messages go. The door knows nothing of payloads, rows or health. */
export interface Intake {
  /**
   * One message under the device's own prefix; `leaf` is the rest of the topic, known or not.
   * `committed` (QoS 1) is called once, after the message's effects are durable. Must not throw, must not keep
   * `payload` beyond the call: it is a view into a read buffer.
   */
  message(session: Speaker, leaf: string, payload: Buffer, committed: (() => void) | null): void;
  opened(session: Speaker): void;
  /** The device listens on one of its own topics from now on. */
  subscribed(session: Speaker, leaf: SubscribeLeaf): void;
  /** `hint`: the connection broke without a DISCONNECT, has a will, and no newer connection replaced it. */
  closed(session: Speaker, reason: DoorEvent, hint: boolean): void;
  /** False while nothing more may be taken in; the door then stops reading until `Door.resume()`. */
  readonly accepting: boolean;
}
