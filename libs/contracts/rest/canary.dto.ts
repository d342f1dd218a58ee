import type { CanaryOutcome } from '#libs/domain';
import { IsOptional, IsUUID, Matches, ValidateIf } from 'class-validator';
import { TIME_OF_DAY } from './local-time.ts';

export class CanarySettings {
  /** Who hears of it; null: off. A target of its own, that nobody has to act on. */
  @ValidateIf((body: CanarySettings) => body.targetId !== null)
  @IsUUID()
  targetId: string | null;

  /** Local time at which it falls silent, `HH:MM`; standard 05:00. */
  @IsOptional()
  @Matches(TIME_OF_DAY)
  at?: string;
}

export class CanaryRunView {
  /** Local day, `YYYY-MM-DD`. */
  day: string;
  outcome: CanaryOutcome;
  reason: string;
  /** What the channel said last, where it did not accept. */
  error: string | null;
  startedAt: string;
  /** From when on its silence was an outage. */
  deadlineAt: string;
  /** From the deadline. */
  secondsToIncident: number | null;
  /** From the deadline until a channel accepted the message. */
  secondsToMessage: number | null;
  /** From its first word until a channel accepted that it is back. */
  secondsToEnd: number | null;
}

/** A device of our own that falls silent once a day, to see whether that is told. */
export class CanaryView {
  targetId: string | null;
  targetName: string | null;
  at: string;
  timeZone: string;
  /** The last month, newest first. */
  runs: CanaryRunView[];
}
