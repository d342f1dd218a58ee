import type { EventsOutcome, EventState } from '#libs/domain';
import type { SignedVisit } from './signed-visit.ts';
import { elementsOf, escapeXml, innerOf, textOf } from './tag-scan.ts';

const MOST_MESSAGES = 64;
/** Names under which cameras write the state of an alarm. */
const STATE_NAMES = /^(?:State|IsTamper|IsTampering|Failed|active|Value|IsActive|Alarm)$/i;

/**
 * A short visit to the camera's own reports: subscribes, asks once for what stands now (Core 25.12, 9.1: the first
 * messages are of the kind Initialized), and always unsubscribes, for the places are few.
 */
export async function pullEvents(visit: SignedVisit): Promise<EventsOutcome> {
  const events = await visit.pathOf('events');
  if (visit.rejected !== null) return { kind: 'refused', detail: visit.rejected };
  if (events === null) return { kind: 'not_offered' };
  const made = await visit.ask(events, { operation: 'CreatePullPointSubscription' });
  if (made.kind === 'refused' && /NotSupported|NotImplemented|Optional Action/i.test(made.detail))
    return { kind: 'not_offered' };
  if (made.kind !== 'answer') return { kind: made.kind === 'none' ? 'unanswered' : 'refused', detail: made.detail };
  const reference = innerOf(made.body, 'SubscriptionReference') ?? '';
  const address = textOf(reference, 'Address');
  const path = visit.here(address) ?? events;
  const subscription = { to: address ?? '', echo: echoOf(reference) };
  try {
    const pulled = await visit.ask(path, { operation: 'PullMessages', ...subscription });
    if (pulled.kind === 'answer') return { kind: 'told', states: statesIn(pulled.body) };
    return { kind: pulled.kind === 'none' ? 'unanswered' : 'refused', detail: pulled.detail };
  } finally {
    await visit.ask(path, { operation: 'Unsubscribe', ...subscription });
  }
}

/** Axis tells subscriptions apart by a header of its own: `ReferenceParameters` come back as they were given, as plain text. */
function echoOf(reference: string): string {
  const parameters = innerOf(reference, 'ReferenceParameters') ?? '';
  const id = textOf(parameters, 'SubscriptionId');
  if (id === null || id.length > 200) return '';
  const namespace = /xmlns(?::\w{1,20})?="([^"<>]{1,200})"/.exec(reference)?.[1] ?? '';
  return `<SubscriptionId xmlns="${escapeXml(namespace)}" isReferenceParameter="true">${escapeXml(id)}</SubscriptionId>`;
}

/** The last word on each topic and source; prefixes are the camera's own business. */
function statesIn(body: string): EventState[] {
  const states = new Map<string, EventState>();
  for (const { inner } of elementsOf(body, 'NotificationMessage', MOST_MESSAGES)) {
    const topic = topicOf(textOf(inner, 'Topic'));
    const on = stateOf(innerOf(inner, 'Data') ?? '');
    if (topic === null || on === null) continue;
    states.set(`${topic} ${(innerOf(inner, 'Source') ?? '').slice(0, 300)}`, { topic, on });
  }
  return [...states.values()];
}

const topicOf = (topic: string | null): string | null =>
  topic === null || topic.length > 300
    ? null
    : topic
        .split('/')
        .map((part) => part.replace(/^[\w.-]{1,40}:/, ''))
        .join('/');

function stateOf(data: string): boolean | null {
  for (const { attributes } of elementsOf(data, 'SimpleItem', 16)) {
    const name = /\bName="([^"<>]{0,100})"/.exec(attributes)?.[1] ?? '';
    const value = /\bValue="([^"<>]{0,100})"/.exec(attributes)?.[1] ?? '';
    if (STATE_NAMES.test(name) && /^(?:true|false|1|0)$/i.test(value)) return /^(?:true|1)$/i.test(value);
  }
  return null;
}
