import { html, messageText, type Html } from './html.ts';
import type { Inbox, ReceivedMessage } from './inbox.ts';
import { clockText, page } from './page.ts';

export interface Chat {
  readonly groupKey: string;
  readonly name: string;
  /** The unit above, which tells groups of the same name apart. */
  readonly place: string;
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
      Bản demo: mỗi tổ, thôn, xã có một nhóm chat mô phỏng. ${told} trong ${chats.length} nơi đã có tin. Trang tự tải
      lại.
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

/** One group's chat as its members see it on the phone. */
export function chatPage(chat: Chat, inbox: Inbox): string {
  const messages = inbox.of(chat.groupKey);
  const body = html`<h1>${chat.name} · ${chat.place}</h1>
    <div class="phone">${messages.length === 0 ? html`<p>Chưa có tin nào.</p>` : messages.map(bubble)}</div>`;
  return page(chat.name, body, REFRESH_SECONDS);
}

function bubble({ type, text, at }: ReceivedMessage): Html {
  const look = type === 'incident.opened' ? '' : type === 'incident.resolved' ? ' over' : ' other';
  return html`<div class="bubble${look}">${messageText(text)}</div>
    <time>${clockText(at)}</time>`;
}
