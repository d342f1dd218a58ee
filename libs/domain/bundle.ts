import { severityAtLeast } from './fault.ts';
import type { IncidentId } from './ids.ts';
import { type IncidentMessage, isNews, type Message, type NewsMessage, type TroubleLine } from './message.ts';

/** A message that waits unsent, with the incidents it speaks of. */
export interface Waiting {
  readonly id: string;
  readonly message: NewsMessage;
  readonly incidentIds: readonly IncidentId[];
}

/** The single messages that a message is made of. */
export const partsOf = (message: NewsMessage): readonly IncidentMessage[] =>
  message.event === 'incident.bundle' ? message.variables.parts : [message];

const incidentsOf = (waiting: readonly Waiting[], event: IncidentMessage['event']): Set<IncidentId> =>
  new Set(waiting.filter(({ message }) => message.event === event).flatMap(({ incidentIds }) => incidentIds));

/** Incidents whose beginning and end both wait: nobody has to hear of them any more. */
export function healedBeforeSent(waiting: readonly Waiting[]): ReadonlySet<IncidentId> {
  const begun = incidentsOf(waiting, 'incident.opened');
  return new Set([...incidentsOf(waiting, 'incident.resolved')].filter((id) => begun.has(id)));
}

/** The message about these incidents only; null when nothing of it is. */
export function narrowedTo(message: NewsMessage, keep: (id: IncidentId) => boolean): NewsMessage | null {
  const parts = partsOf(message).flatMap((part) => {
    const lines = part.variables.lines.filter((line) => keep(line.incidentId));
    // What speaks of no single device stands or falls as a whole, with its incident.
    const gone = lines.length === 0 && part.variables.lines.length > 0;
    return gone ? [] : [{ ...part, variables: { ...part.variables, lines } } as IncidentMessage];
  });
  return parts.length === 0 ? null : bundle(parts);
}

const worstFirst = (a: TroubleLine, b: TroubleLine): number => {
  if (a.severity === b.severity) return a.startedAt - b.startedAt;
  return severityAtLeast(a.severity, b.severity) ? -1 : 1;
};

const LISTS: readonly string[] = ['incident.opened', 'incident.resolved'];

/** Messages that say the same of devices of one unit read as one list. */
const sameKind = (a: IncidentMessage, b: IncidentMessage): boolean =>
  a.event === b.event &&
  LISTS.includes(a.event) &&
  a.variables.cause === 'device' &&
  b.variables.cause === 'device' &&
  a.variables.unit.id === b.variables.unit.id &&
  a.variables.takenBy === b.variables.takenBy;

const joined = (a: IncidentMessage, b: IncidentMessage): IncidentMessage =>
  ({
    event: a.event,
    variables: { ...a.variables, lines: [...a.variables.lines, ...b.variables.lines].sort(worstFirst) },
  }) as IncidentMessage;

/** One message that says what all of these say, in the order given (the worst first). At least one is given. */
export function bundle(messages: readonly NewsMessage[]): NewsMessage {
  const parts: IncidentMessage[] = [];
  for (const part of messages.flatMap(partsOf)) {
    const at = parts.findIndex((other) => sameKind(other, part));
    const other = parts[at];
    if (other) parts[at] = joined(other, part);
    else parts.push(part);
  }
  const [first, ...more] = parts;
  if (!first) throw new Error('a bundle of nothing');
  return more.length === 0 ? first : { event: 'incident.bundle', variables: { parts } };
}

const ASKING: ReadonlySet<string> = new Set(['incident.opened', 'incident.updated', 'incident.escalated']);

/** Does it speak of something that somebody should go and look at? */
export const asksForHelp = (message: Message): boolean =>
  isNews(message) && partsOf(message).some(({ event, variables }) => ASKING.has(event) && !variables.forHouseholds);
