import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export interface ReceivedMessage {
  /** `webhook-id`, the same for every attempt to deliver one message; or what Zalo calls it. */
  readonly id: string;
  readonly groupKey: string;
  /** Epoch ms. */
  readonly at: number;
  /** The webhook's; `zalo`: a message in Zalo; `reply`: what somebody in the group wrote. */
  readonly type: string;
  readonly text: string;
}

/** Messages kept a group; older ones are forgotten on the page (the file keeps them). */
const KEPT_PER_GROUP = 200;

/** What every group was told, oldest first, kept over restarts. A message delivered twice counts once. */
export class Inbox {
  readonly #path: string;
  readonly #groups = new Map<string, ReceivedMessage[]>();
  readonly #seen = new Set<string>();

  constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line.endsWith('}')) this.#take(JSON.parse(line) as ReceivedMessage);
    }
  }

  add(message: ReceivedMessage): void {
    if (this.#seen.has(`${message.groupKey} ${message.id}`)) return;
    appendFileSync(this.#path, `${JSON.stringify(message)}\n`, { mode: 0o600 });
    this.#take(message);
  }

  of(groupKey: string): readonly ReceivedMessage[] {
    return this.#groups.get(groupKey) ?? [];
  }

  #take(message: ReceivedMessage): void {
    this.#seen.add(`${message.groupKey} ${message.id}`);
    const messages = this.#groups.get(message.groupKey) ?? [];
    messages.push(message);
    if (messages.length > KEPT_PER_GROUP) messages.shift();
    this.#groups.set(message.groupKey, messages);
  }
}
