import {
  type DeliveryReceipts,
  eraseZaloUser,
  groupGone,
  hearChat,
  isDatabaseUnavailable,
  type Transaction,
  type WaitingZaloEvent,
  type ZaloInbox,
} from '#libs/database';
import {
  linkCodeIn,
  linkSecret,
  readBotUpdate,
  readOaEvent,
  readReply,
  withoutMention,
  type ZaloEvent,
} from '#libs/domain';
import type { Logger, SecretBox } from '#libs/runtime';
import { textIn } from './zalo-http.ts';
import type { ZaloOa } from './zalo-oa.ts';

const AT_ONCE = 50;
/** `1a`: an answer to our question. */
const SHORT_ANSWER = /^1\s*[a-i]?$/i;

export interface ListenerParts {
  readonly inbox: ZaloInbox;
  readonly receipts: DeliveryReceipts;
  readonly secretBox: SecretBox;
  readonly oa: ZaloOa | null;
  readonly logger: Logger;
}

/** Reads what the api's doors stored: links chats, takes replies, notes receipts. One event, one transaction. */
export class ZaloListener {
  readonly #parts: ListenerParts;

  constructor(parts: ListenerParts) {
    this.#parts = parts;
  }

  /** Works off what waits, oldest first. */
  async run(now: number): Promise<void> {
    for (const event of await this.#parts.inbox.waiting(AT_ONCE)) {
      try {
        await this.#hear(event, now);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        // One that nobody can work off must not hold up the others.
        this.#parts.logger.error(
          { eventId: event.id, event: event.name, err: error },
          'An event of Zalo was put aside',
        );
        await this.#parts.inbox.process(event.id, () => Promise.resolve('put_aside'), now);
      }
    }
  }

  async #hear(waiting: WaitingZaloEvent, now: number): Promise<void> {
    const body: unknown = JSON.parse(waiting.body);
    const { event } = waiting.door === 'oa' ? readOaEvent(body) : readBotUpdate(body);
    if (event.kind === 'received' || event.kind === 'seen') await this.#noteReceipt(event, now);
    const name = event.kind === 'text' ? await this.#nameOf(event, now) : null;
    const outcome = await this.#parts.inbox.process(waiting.id, (tx) => this.#work(tx, event, name, now), now);
    if (outcome !== null)
      this.#parts.logger.info({ door: waiting.door, event: waiting.name, outcome }, 'An event of Zalo was read');
  }

  async #work(tx: Transaction, event: ZaloEvent, name: string | null, now: number): Promise<string> {
    switch (event.kind) {
      case 'text': {
        const code = linkCodeIn(event.text);
        const codeHashes = code === null ? null : this.#parts.secretBox.keyedHashes(linkSecret(code));
        return hearChat(tx, { said: event, name, codeHashes }, now);
      }
      case 'withdraw':
        return eraseZaloUser(tx, event.userId, now);
      case 'group_gone':
        return groupGone(tx, event.groupId, now);
      case 'received':
      case 'seen':
        return event.kind;
      case 'unknown':
        return 'kept';
    }
  }

  /** Noting it again changes nothing, so a crash before the event is marked does no harm. */
  async #noteReceipt(event: Extract<ZaloEvent, { kind: 'received' | 'seen' }>, now: number): Promise<void> {
    if (event.messageId === null) return;
    const channel = await this.#parts.inbox.channelOf(event.messageId);
    const kind = event.kind === 'seen' ? 'read' : 'delivered';
    await this.#parts.receipts.record(channel, event.messageId, kind, Math.min(event.at ?? now, now));
  }

  /** Events of the OA carry no names: whoever says that he goes is looked up. Nobody waits for it if Zalo does not say. */
  async #nameOf(event: Extract<ZaloEvent, { kind: 'text' }>, now: number): Promise<string | null> {
    if (event.senderName !== null || !this.#parts.oa || event.chat.space === 'zalo_bot') return event.senderName;
    const words = withoutMention(event.text);
    if (!readReply(words).acknowledges && !SHORT_ANSWER.test(words)) return null;
    const path = `/v3.0/oa/user/detail?data=${encodeURIComponent(JSON.stringify({ user_id: event.senderId }))}`;
    const seen = await this.#parts.oa.call({ api: 'oa', method: 'GET', path }, now);
    return seen.kind === 'ok' ? (textIn(seen.data, 'user_alias') ?? textIn(seen.data, 'display_name')) : null;
  }
}
