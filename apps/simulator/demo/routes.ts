import { randomUUID } from 'node:crypto';
import { isFaultName } from '../faults/fault.ts';
import type { Switchboard, SwitchResult } from '../faults/switchboard.ts';
import type { FleetReport } from '../fleet/fleet.ts';
import { controlPage } from './control-page.ts';
import type { Inbox } from './inbox.ts';
import { chatList, chatPage, type Chat } from './messages-page.ts';
import type { Ask, Reply } from './pages-server.ts';
import { isSigned } from './webhook-signature.ts';

export interface ControlRoutes {
  readonly switchboard: Switchboard;
  readonly report: () => FleetReport;
}

export interface MessageRoutes {
  readonly chats: ReadonlyMap<string, Chat>;
  readonly inbox: Inbox;
  readonly secretOf: (groupKey: string) => string;
  /** Somebody in the group writes; says whether it was taken. */
  readonly write: (groupKey: string, text: string, quotes: string | null) => Promise<boolean>;
  readonly clock: { now(): number };
}

const LONGEST_REPLY = 500;
const NOT_THERE: Reply = { status: 404, body: '{"error":"not found"}' };
const json = (value: unknown, status = 200): Reply => ({ status, body: JSON.stringify(value) });

/** `/control` for people, `/control/faults` and `/control/report` for scripts. */
export async function answerControl({ switchboard, report }: ControlRoutes, ask: Ask): Promise<Reply> {
  const call = `${ask.method} ${ask.path}`;
  if (call === 'GET /control') {
    return { status: 200, body: controlPage(switchboard, report(), ask.query.get('note')) };
  }
  if (call === 'GET /control/faults') return json(switchboard.active);
  if (call === 'GET /control/report') return json(report());
  if (call !== 'POST /control/faults') return NOT_THERE;
  // Told apart by the body: curl calls JSON a form unless it is told otherwise.
  const isForm = /^\w+=/.test(ask.body);
  const wanted = isForm ? Object.fromEntries(new URLSearchParams(ask.body)) : readJson(ask.body);
  const result = await change(switchboard, wanted);
  if (!isForm) return json(result, result.ok ? 200 : 422);
  const note = result.ok ? 'Đã đổi. Tin nhắn đến sau ít phút.' : result.message;
  return { status: 303, location: `/control?note=${encodeURIComponent(note)}` };
}

function readJson(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function change(switchboard: Switchboard, wanted: Record<string, unknown>): Promise<SwitchResult> {
  const { fault, target, on } = wanted;
  if (typeof fault !== 'string' || !isFaultName(fault) || typeof target !== 'string') {
    return {
      ok: false,
      message: 'Send {"fault","target","on"}: a known fault, a device code or a village, true or false',
    };
  }
  return switchboard.set(fault, target, String(on) === 'true');
}

/** `/`, `/chats/{group}` and its `/replies` for people; `/hooks/{group}` receives the product's signed webhooks. */
export async function answerMessages(routes: MessageRoutes, ask: Ask): Promise<Reply> {
  const [, kind, groupKey = '', part] = ask.path.split('/');
  const chat = routes.chats.get(groupKey);
  if (ask.method === 'GET' && ask.path === '/') {
    return { status: 200, body: chatList([...routes.chats.values()], routes.inbox) };
  }
  if (chat === undefined) return NOT_THERE;
  if (ask.method === 'POST' && kind === 'chats' && part === 'replies') return reply(routes, chat, ask);
  if (ask.method === 'GET' && kind === 'chats') {
    const view = { quote: ask.query.get('quote'), typing: ask.query.has('typing') };
    return { status: 200, body: chatPage(chat, routes.inbox, view) };
  }
  if (ask.method === 'POST' && kind === 'hooks') return receive(routes, chat, ask);
  return NOT_THERE;
}

interface WebhookBody {
  readonly type?: string;
  readonly data?: { readonly text?: { readonly vi?: string } };
}

function receive({ inbox, secretOf, clock }: MessageRoutes, { groupKey }: Chat, ask: Ask): Reply {
  const at = clock.now();
  if (!isSigned(ask.headers, ask.body, secretOf(groupKey), at)) return json({ error: 'wrong signature' }, 401);
  const { type = '', data } = readJson(ask.body) as WebhookBody;
  const id = String(ask.headers['webhook-id']);
  inbox.add({ id, groupKey, at, type, text: data?.text?.vi ?? '' });
  return { status: 204 };
}

/** Shown in the chat at once, as Zalo does, and brought to the product as a signed event. */
async function reply({ inbox, write, clock }: MessageRoutes, chat: Chat, { body }: Ask): Promise<Reply> {
  const form = new URLSearchParams(body);
  const text = form.get('text')?.trim().slice(0, LONGEST_REPLY) ?? '';
  if (!chat.inZalo || text === '') return { status: 422, body: '{"error":"nothing to send, or nobody to send it to"}' };
  const at = clock.now();
  inbox.add({ id: `reply-${randomUUID()}`, groupKey: chat.groupKey, at, type: 'reply', text });
  const taken = await write(chat.groupKey, text, form.get('quote'));
  if (!taken) return { status: 502, body: '{"error":"the product did not take the event"}' };
  return { status: 303, location: `/chats/${chat.groupKey}` };
}
