import { speak, type CauseFacts, type IncidentVariables, type Message, type TroubleLine } from '#libs/domain';

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
  const deviceCount = Object.values(found.counts).reduce((sum, count) => sum + count, 0);
  return {
    ...{ id: found.incidentId, cause, severity: found.severity, unit, place: found.place, likely: found.likely },
    ...(found.carrier !== null && { carrier: found.carrier }),
    ...{ devices: found.devices, deviceCount, counts: found.counts, remaining: found.remaining },
    ...{ startedAt: iso(found.startedAt), openedAt: iso(found.openedAt) },
    ...(found.endedAt !== null && {
      endedAt: iso(found.endedAt),
      durationSeconds: Math.round((found.endedAt - found.startedAt) / 1000),
    }),
    ...{ acknowledgedBy: takenBy, reason: found.reason },
  };
}

/**
 * The JSON that webhook receivers get. `data.incident` is the worst incident of the message with the devices of all;
 * `data.incidents` lists each by itself.
 */
export function webhookBody(message: Message, createdAt: number, acknowledgeLink: string | null): string {
  const text = { vi: speak(message, 'vi', acknowledgeLink), en: speak(message, 'en', acknowledgeLink) };
  const envelope = { type: message.event, timestamp: iso(createdAt) };
  if (message.event === 'test') return JSON.stringify({ ...envelope, data: { text } });
  const { found } = message.variables;
  if (found) {
    const incident = incidentOfCause(found, message.variables);
    const data = { incident, incidents: [incident], acknowledgeUrl: acknowledgeLink, text };
    return JSON.stringify({ ...envelope, data });
  }
  const incidents = message.variables.lines.map((line) => incidentOf(line, message.variables));
  const devices = new Map(message.variables.lines.map((line) => [line.device.id, line.device]));
  const incident = { ...incidents[0], devices: [...devices.values()] };
  return JSON.stringify({ ...envelope, data: { incident, incidents, acknowledgeUrl: acknowledgeLink, text } });
}
