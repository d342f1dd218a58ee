import type { Channel, Language, Severity } from '#libs/domain';
import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from './page.dto.ts';

export class NotificationsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  incidentId?: string;

  @IsOptional()
  @IsUUID()
  targetId?: string;
}

export type NotificationState =
  'queued' | 'sending' | 'accepted' | 'delivered' | 'read' | 'failed' | 'fell_back' | 'suppressed';

export class NotificationAttempt {
  attempt: number;
  startedAt: string;
  finishedAt: string | null;
  outcome: string | null;
  statusCode: number | null;
  detail: string | null;
}

/** One message to one target, and why it was sent or not. */
export class NotificationView {
  id: string;
  targetId: string;
  targetName: string;
  unitId: string;
  channel: Channel;
  event: string;
  severity: Severity;
  language: Language;
  state: NotificationState;
  reason: string;
  /** Why it might reach the target when it was decided. */
  reach: string | null;
  /** Which limit of the target's budget it waited or waits for, until `nextAttemptAt`. */
  waitsFor: string | null;
  /** The message it left with instead. */
  bundledInto: string | null;
  /** The message to another target that could not be delivered, where this one says its words instead. */
  fellBackFrom: string | null;
  /** It may have arrived: its last attempt left us and nobody confirmed it. */
  uncertain: boolean;
  incidentIds: string[];
  createdAt: string;
  nextAttemptAt: string | null;
  acceptedAt: string | null;
  /** Where the provider tells it afterwards. */
  deliveredAt: string | null;
  readAt: string | null;
  failedAt: string | null;
  lastError: string | null;
  attempts: NotificationAttempt[];
}
