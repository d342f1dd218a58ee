import { type Answer, type Ask, html, type Json, json, readObject, textIn } from './wire.ts';
import type { ZaloWorld } from './world.ts';

const LONGEST_TEXT = 2_000;
const GROUPS_AT_MOST = 3;
const MESSAGES_A_MONTH = 3_000;
const MONTH = 30 * 86_400_000;

const done = (result: unknown): Answer => json({ ok: true, result });
const failed = (code: number, description: string): Answer => json({ ok: false, error_code: code, description });

/** `bot-api.zaloplatforms.com/bot<TOKEN>/<method>`. */
export class FakeBot {
  readonly #world: ZaloWorld;
  readonly #updates: Json[] = [];
  webhook: { readonly url: string; readonly secret: string } | null = null;

  constructor(world: ZaloWorld) {
    this.#world = world;
  }

  /** The group's leader adds the bot by its share link; the plan allows three groups. */
  addGroup(id = `zgr-${this.#world.newId()}`): string {
    const groups = [...this.#world.chats.values()].filter(({ isGroup }) => isGroup);
    if (groups.length >= GROUPS_AT_MOST) throw new Error('This plan allows 3 group chats');
    this.#world.chats.set(id, { id, isGroup: true });
    return id;
  }

  addPerson(id = this.#world.newId()): string {
    this.#world.chats.set(id, { id, isGroup: false });
    return id;
  }

  /** Kept for getUpdates while no webhook is set. */
  queue(update: Json): void {
    this.#updates.push(update);
  }

  /** Null: not a call of the Bot API. */
  answer({ path, body }: Ask): Answer | null {
    const match = /^\/bot([^/]+)\/(\w+)$/.exec(path);
    if (!match) return null;
    // A wrong token leads nowhere, and nowhere is a page.
    if (decodeURIComponent(match[1] ?? '') !== this.#world.settings.botToken) return html(404, '404 Not Found');
    return this.#call(match[2] ?? '', readObject(body) ?? {}, path);
  }

  #call(method: string, given: Json, path: string): Answer {
    const { canJoinGroups } = this.#world;
    switch (method) {
      case 'getMe':
        return done({
          id: '1234567890',
          account_name: 'bot.canhthon',
          account_type: 'BASIC',
          can_join_groups: canJoinGroups,
        });
      case 'sendMessage':
        return this.#send(given, path);
      case 'getUpdates':
        return this.#nextUpdate();
      case 'setWebhook':
        return this.#setWebhook(textIn(given, 'url'), textIn(given, 'secret_token'));
      case 'deleteWebhook':
        this.webhook = null;
        return done({ url: '', updated_at: this.#world.now() });
      case 'getWebhookInfo':
        return done({ url: this.webhook?.url ?? '', updated_at: this.#world.now() });
      default:
        return failed(404, 'Not Found');
    }
  }

  #send(given: Json, path: string): Answer {
    const [chatId, text] = [textIn(given, 'chat_id'), textIn(given, 'text')];
    if (!this.#world.chats.has(chatId)) return failed(400, 'Bad Request: chat not found');
    if (text === '' || text.length > LONGEST_TEXT)
      return failed(400, 'Bad Request: text must have 1 to 2000 characters');
    const since = this.#world.now() - MONTH;
    const sentThisMonth = this.#world.sent.filter(({ route, at }) => route === 'bot' && at > since).length;
    if (sentThisMonth >= MESSAGES_A_MONTH) return failed(429, 'Quota exceeded');
    const sent = this.#world.accept({
      ...{
        route: 'bot',
        to: chatId,
        text,
        trackingId: null,
        template: null,
        path: path.replace(/^\/bot[^/]+/, '/bot'),
      },
    });
    return done({ message_id: sent.messageId, date: sent.at });
  }

  /** One update at a time; nothing to tell is a timeout. */
  #nextUpdate(): Answer {
    if (this.webhook) return failed(409, 'Conflict: a webhook is set');
    const next = this.#updates.shift();
    return next ? done(next) : failed(408, 'Request timeout');
  }

  #setWebhook(url: string, secret: string): Answer {
    if (!URL.canParse(url) || secret.length < 8 || secret.length > 256)
      return failed(400, 'Bad Request: invalid webhook');
    this.webhook = { url, secret };
    return done({ url, updated_at: this.#world.now() });
  }
}
