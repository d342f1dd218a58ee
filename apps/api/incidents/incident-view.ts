import type {
  AckView,
  IncidentAcknowledgement,
  IncidentDetail,
  IncidentSummary,
  NotificationView,
} from '#libs/contracts';
import type { AckLinkView, IncidentRow, IncidentStory, NotificationRow } from '#libs/database';
import { ApiError } from '../http/api-error.ts';
import { iso, isoOrNull } from '../http/page.ts';

export function incidentSummary(row: IncidentRow): IncidentSummary {
  return {
    id: row.id,
    cause: row.cause,
    ...(row.faultCode !== null && { faultCode: row.faultCode }),
    severity: row.severity,
    state: row.state,
    unitId: row.unitId,
    unitName: row.unitName,
    deviceIds: row.devices.map((device) => device.id),
    devices: row.devices.map((device) => ({ ...device })),
    deviceCount: row.deviceCount,
    ...(row.extent !== null && { ...row.extent, likely: row.likely }),
    ...(row.uplink !== null && { uplink: row.uplink }),
    ...(row.carrier !== null && { carrier: row.carrier }),
    ...(row.parentId !== null && { parentId: row.parentId }),
    startedAt: iso(row.startedAt),
    openedAt: iso(row.openedAt),
    ...(row.acknowledgedAt !== null && { acknowledgedAt: iso(row.acknowledgedAt) }),
    ...(row.acknowledgedBy !== null && { acknowledgedBy: row.acknowledgedBy }),
    ...(row.acknowledgedUntil !== null && { acknowledgedUntil: iso(row.acknowledgedUntil) }),
    ...(row.endedAt !== null && { endedAt: iso(row.endedAt) }),
    ...(row.resolvedAt !== null && { resolvedAt: iso(row.resolvedAt) }),
    reason: row.reason,
  };
}

export const wishOf = ({ note, untilMinutes, takeOver }: IncidentAcknowledgement) => ({
  text: note ?? null,
  minutes: untilMinutes ?? null,
  takeOver: takeOver ?? false,
});

export const incidentDetail = (story: IncidentStory): IncidentDetail => ({
  ...incidentSummary(story),
  ...(story.resolvedReason !== null && { resolvedReason: story.resolvedReason }),
  explainedCount: story.explainedCount,
  timeline: story.timeline.map((line) => ({ ...line, at: iso(line.at), detail: { ...line.detail } })),
});

export function ackView({ incidents, expiresAt }: AckLinkView): AckView {
  const [worst] = incidents.map(incidentSummary);
  if (!worst) throw new ApiError('link_not_found');
  return { incident: worst, incidents: incidents.map(incidentSummary), expiresAt: iso(expiresAt) };
}

export const notificationView = (row: NotificationRow): NotificationView => ({
  id: row.id,
  targetId: row.targetId,
  targetName: row.targetName,
  unitId: row.unitId,
  channel: row.channel,
  event: row.event,
  severity: row.severity,
  language: row.language,
  state: row.state,
  reason: row.reason,
  reach: row.reach,
  waitsFor: row.waitsFor,
  bundledInto: row.bundledInto,
  fellBackFrom: row.fellBackFrom,
  uncertain: row.uncertain,
  incidentIds: [...row.incidentIds],
  createdAt: iso(row.createdAt),
  nextAttemptAt: isoOrNull(row.nextAttemptAt),
  acceptedAt: isoOrNull(row.acceptedAt),
  deliveredAt: isoOrNull(row.deliveredAt),
  readAt: isoOrNull(row.readAt),
  failedAt: isoOrNull(row.failedAt),
  lastError: row.lastError,
  attempts: row.attempts.map((attempt) => ({
    ...attempt,
    startedAt: iso(attempt.startedAt),
    finishedAt: isoOrNull(attempt.finishedAt),
  })),
});
