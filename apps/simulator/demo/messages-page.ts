import { html, messageText, type Html } from './html.ts';
import type { Inbox, ReceivedMessage } from './inbox.ts';
import { clockText, page } from './page.ts';

export interface Chat {
  readonly groupKey: string;
  readonly name: string;
  /** The unit above, which tells groups of the same name apart. */
  readonly place: string;
  /** A group in Zalo, where people can answer; else a program that takes webhooks. */
  readonly inZalo: boolean;
}

const REFRESH_SECONDS = 5;

/** The list of chats, those with the newest message first. */
export function chatList(chats: readonly Chat[], inbox: Inbox): string {
  const rows = chats.map((chat) => ({ chat, messages: inbox.of(chat.groupKey) }));
  const latest = ({ messages }: (typeof rows)[number]) => messages.at(-1)?.at ?? 0;
  rows.sort((a, b) => latest(b) - latest(a));
  const told = rows.filter(({ messages }) => messages.length > 0).length;
  const body = html`<h1>Tin nhắn các nơi đã nhận</h1>
    <p class="quiet">
      Bản demo: mỗi tổ có một nhóm Zalo mô phỏng; thôn, xã và huyện nhận qua webhook. ${told} trong ${chats.length} nơi
      đã có tin. Trang tự tải lại.
    </p>
    <ul>
      ${rows.map(({ chat, messages }) => chatRow(chat, messages))}
    </ul>`;
  return page('Tin nhắn các nơi', body, REFRESH_SECONDS);
}

function chatRow(chat: Chat, messages: readonly ReceivedMessage[]): Html {
  const last = messages.at(-1);
  const preview = last === undefined ? 'Chưa có tin nào' : `${clockText(last.at)} · ${last.text.slice(0, 90)}`;
  return html`<li class="chat">
    <a href="/chats/${chat.groupKey}"
      ><b>${chat.name}</b> · ${chat.place} (${messages.length})<br /><span class="quiet">${preview}</span></a
    >
  </li>`;
}

export interface ChatView {
  /** The message that is being answered; null: none. */
  readonly quote: string | null;
  /** Somebody types: the page stays as it is. */
  readonly typing: boolean;
}

/** One group's chat as its members see it on the phone. */
export function chatPage(chat: Chat, inbox: Inbox, { quote, typing }: ChatView): string {
  const messages = inbox.of(chat.groupKey);
  const body = html`<h1>${chat.name} · ${chat.place}</h1>
    <p class="quiet">${chat.inZalo ? 'Nhóm Zalo mô phỏng' : 'Nhận qua webhook'}</p>
    <div class="phone">
      ${messages.length === 0 ? html`<p>Chưa có tin nào.</p>` : messages.map((message) => bubble(chat, message))}
      ${chat.inZalo ? answerForm(chat, messages.find(({ id }) => id === quote) ?? null, typing) : null}
    </div>`;
  return page(chat.name, body, typing || quote !== null ? null : REFRESH_SECONDS);
}

function bubble({ groupKey, inZalo }: Chat, { id, type, text, at }: ReceivedMessage): Html {
  if (type === 'reply') return html`<div class="mine">${text}</div>`;
  const look = { 'incident.opened': '', 'incident.resolved': ' over', zalo: ' zalo' }[type] ?? ' other';
  const answer = inZalo ? html` · <a href="/chats/${groupKey}?quote=${id}#tra-loi">Trả lời tin này</a>` : null;
  return html`<div class="bubble${look}">${messageText(text)}</div>
    <time>${clockText(at)}</time>${answer}`;
}

/** What somebody in the group writes. The page reloads by itself, except while somebody types. */
function answerForm({ groupKey }: Chat, quoted: ReceivedMessage | null, typing: boolean): Html {
  const action = `/chats/${groupKey}/replies`;
  if (quoted === null && !typing)
    return html`<form method="post" action="${action}" id="tra-loi">
      <button name="text" value="1">Trả lời 1 (tôi đi)</button>
      <a href="/chats/${groupKey}?typing=yes#tra-loi">Gõ câu khác</a>
    </form>`;
  return html`<form method="post" action="${action}" id="tra-loi">
    ${quoted === null ? null : html`<blockquote>${quoted.text.slice(0, 90)}</blockquote>`}
    ${quoted === null ? null : html`<input type="hidden" name="quote" value="${quoted.id}" />`}
    <input name="text" required maxlength="500" value="${quoted === null ? '' : '1'}" aria-label="Tin nhắn" />
    <button>Gửi</button>
    <a href="/chats/${groupKey}">Thôi</a>
  </form>`;
}
