import {
  partsOf,
  speak,
  type CauseFacts,
  type DigestMessage,
  type IncidentMessage,
  type IncidentVariables,
  type Message,
  type TroubleLine,
} from '#libs/domain';

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function incidentOf(line: TroubleLine, { unit, cause, takenBy }: IncidentVariables) {
  return {
    id: line.incidentId,
    cause,
    faultCode: line.trouble === 'offline' ? null : line.trouble,
    severity: line.severity,
    unit,
    devices: [line.device],
    startedAt: iso(line.startedAt),
    openedAt: iso(line.openedAt),
    ...(line.endedAt !== null && {
      endedAt: iso(line.endedAt),
      durationSeconds: Math.round((line.endedAt - line.startedAt) / 1000),
    }),
    acknowledgedBy: takenBy,
    reason: line.reason,
  };
}

/** A cause that explains many devices: the first of them by name, all of them by number. */
function incidentOfCause(found: CauseFacts, { unit, cause, takenBy }: IncidentVariables) {
  const devices = found.uplink === null ? found.devices : [found.uplink, ...found.devices];
  const apart = found.uplink === null ? 0 : 1;
  const deviceCount = Object.values(found.counts).reduce((sum, count) => sum + count, apart);
  return {
    ...{ id: found.incidentId, cause, severity: found.severity, unit, place: found.place, likely: found.likely },
    ...(found.carrier !== null && { carrier: found.carrier }),
    ...{ devices, deviceCount, counts: found.counts, remaining: found.remaining },
    ...{ startedAt: iso(found.startedAt), openedAt: iso(found.openedAt) },
    ...(found.endedAt !== null && {
      endedAt: iso(found.endedAt),
      durationSeconds: Math.round((found.endedAt - found.startedAt) / 1000),
    }),
    ...{ acknowledgedBy: takenBy, reason: found.reason },
  };
}

function incidentsOf({ variables }: IncidentMessage) {
  const { found, lines } = variables;
  return found ? [incidentOfCause(found, variables)] : lines.map((line) => incidentOf(line, variables));
}

function digestOf({ variables }: DigestMessage) {
  const { unit, timeZone, day, open, causes, healed } = variables;
  const about = { unit, cause: 'device' as const, timeZone, takenBy: null, lines: [] };
  return {
    ...{ unit, day },
    open: open.map((line) => incidentOf(line, about)),
    causes: causes.map(({ incidentId, cause, place, startedAt }) => ({
      ...{ id: incidentId, cause, place, startedAt: iso(startedAt) },
    })),
    healed: healed.map((line) => incidentOf(line, about)),
  };
}

/** A bundle of different news is an update of what receivers know. */
const wireType = ({ event }: Message): string => (event === 'incident.bundle' ? 'incident.updated' : event);

/**
 * The JSON that webhook receivers get. `data.incident` is the worst incident of the message with the devices of all;
 * `data.incidents` lists each by itself; where beginnings and ends came together, with the `event` of each.
 */
export function webhookBody(message: Message, createdAt: number, acknowledgeLink: string | null): string {
  const text = { vi: speak(message, 'vi', acknowledgeLink), en: speak(message, 'en', acknowledgeLink) };
  const envelope = { type: wireType(message), timestamp: iso(createdAt) };
  if (message.event === 'drill') {
    const { drillId: id, unit } = message.variables;
    return JSON.stringify({ ...envelope, data: { drill: { id, unit }, acknowledgeUrl: acknowledgeLink, text } });
  }
  if (message.event === 'test') return JSON.stringify({ ...envelope, data: { text } });
  if (message.event === 'digest.daily')
    return JSON.stringify({ ...envelope, data: { digest: digestOf(message), text } });
  const parts = partsOf(message);
  const incidents = parts.flatMap((part) =>
    incidentsOf(part).map((incident) => ({ ...incident, ...(parts.length > 1 && { event: part.event }) })),
  );
  const named = incidents.flatMap((incident) => incident.devices);
  const devices = new Map(named.map((device) => [device.id, device]));
  const incident = { ...incidents[0], devices: [...devices.values()] };
  return JSON.stringify({ ...envelope, data: { incident, incidents, acknowledgeUrl: acknowledgeLink, text } });
}
