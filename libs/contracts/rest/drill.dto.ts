import type { Channel, DrillState, NotificationState } from '#libs/domain';
import { IsOptional } from 'class-validator';
import { Line } from './text.ts';

export class DrillTargetView {
  targetId: string;
  name: string;
  channel: Channel;
  /** How its message stands; null once that is no longer kept. */
  state: NotificationState | null;
  /** Why it did not arrive, as far as known. */
  error: string | null;
  acceptedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
}

export class DrillView {
  id: string;
  unitId: string;
  /** `YYYY-MM`; null: asked for by a person. */
  month: string | null;
  state: DrillState;
  /** Why it was told, waits, or was given up. */
  reason: string;
  rule: string;
  createdAt: string;
  /** When it is asked again whether it may be told; null once it is over. */
  waitsUntil: string | null;
  toldAt: string | null;
  acknowledgedAt: string | null;
  /** The first who answered. */
  acknowledgedBy: string | null;
  secondsToAcknowledge: number | null;
  targets: DrillTargetView[];
}

/** A responsible target whose last message, drill or not, did not arrive. */
export class UnreachableTarget {
  targetId: string;
  name: string;
  channel: Channel;
  reason: string;
  since: string;
}

export class DrillPage {
  items: DrillView[];
  nextCursor: string | null;
  unreachable: UnreachableTarget[];
}

export class DrillAckRequest {
  /** Who answered, as the leader will read it. */
  @IsOptional()
  @Line(80)
  name?: string;
}

/** What the link of a drill shows without login. */
export class DrillAckView {
  unitName: string;
  toldAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  expiresAt: string;
}
