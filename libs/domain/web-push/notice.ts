import type { Severity } from '../fault.ts';
import { isNews, type Message } from '../message.ts';
import { speak } from '../text/speak.ts';
import { cleanName } from '../text/clean-name.ts';
import { partsOf } from '../bundle.ts';
import type { Language } from '../unit.ts';

const LONGEST_TITLE = 60;
const PRODUCT = 'Canh Thôn';

/** What a phone shows of a message, and the path it opens. */
export interface PushNotice {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  /** A later message with the same one takes the place of this one; null: it stands for itself. */
  readonly topic: string | null;
}

/** `link`: where the message is answered without login; used for drills, which have no page inside. */
export function pushNotice(message: Message, language: Language, link: string | null): PushNotice {
  const text = speak(message, language, null);
  const unit = unitOf(message);
  const spoken = unit !== null && text.startsWith(`${unit}: `) ? text.slice(unit.length + 2) : text;
  return {
    title: cleanName(unit ?? PRODUCT, LONGEST_TITLE),
    body: spoken.charAt(0).toUpperCase() + spoken.slice(1),
    url: pathOf(message, link),
    topic: topicOf(incidentIdsOf(message)),
  };
}

/** How soon it should wake a sleeping phone (RFC 8030 §5.3). */
export function pushUrgency(message: Message, severity: Severity): 'low' | 'normal' | 'high' {
  if (message.event === 'digest.daily') return 'low';
  return severity === 'critical' || !isNews(message) ? 'high' : 'normal';
}

function unitOf(message: Message): string | null {
  if (message.event === 'test') return null;
  return (isNews(message) ? partsOf(message)[0] : message)?.variables.unit.name ?? null;
}

function incidentIdsOf(message: Message): readonly string[] {
  if (!isNews(message)) return [];
  const ids = partsOf(message).flatMap(({ variables: { found, lines } }) =>
    found ? [found.incidentId] : lines.map(({ incidentId }) => incidentId),
  );
  return [...new Set(ids)];
}

function pathOf(message: Message, link: string | null): string {
  if (message.event === 'drill' && link !== null) return `/d/${link.split('/').at(-1) ?? ''}`;
  if (message.event === 'test' || message.event === 'drill') return '/';
  const [id, ...others] = incidentIdsOf(message);
  return id !== undefined && others.length === 0 ? `/incidents/${id}` : '/incidents';
}

/**
 * One for a set of incidents, whatever their order: 32 characters, as many as a topic may have. One that is over takes
 * the place of its beginning; a part of a list never takes the place of the whole.
 */
function topicOf(ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  const sum = ids.reduce((left, id) => left ^ BigInt(`0x${id.replaceAll('-', '')}`), 0n);
  return sum.toString(16).padStart(32, '0');
}
