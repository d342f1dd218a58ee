import { MINUTE, type EpochMs } from './time.ts';

/** An engine whose last whole cycle is older does not do its work (ms). */
const LONGEST_CYCLE = MINUTE;
/** A message may be due so long before somebody has to look (ms). */
export const OUTBOX_PATIENCE = 5 * MINUTE;

export const DEAD_MAN_VERDICTS = ['well', 'engine_stands_still', 'messages_overdue', 'canary_failed'] as const;
export type DeadManVerdict = (typeof DEAD_MAN_VERDICTS)[number];

export interface OwnHealth {
  /** When the engine last finished a cycle without an error; null: not yet. */
  readonly lastCycleAt: EpochMs | null;
  /** When the oldest message that nobody takes fell due; null: there is none. */
  readonly overdueSince: EpochMs | null;
  readonly canaryFailed: boolean;
}

/** Is there a reason not to tell the watcher outside that all is well? Only what is really well may say so. */
export function judgeOurselves({ lastCycleAt, overdueSince, canaryFailed }: OwnHealth, now: EpochMs): DeadManVerdict {
  if (lastCycleAt === null || now - lastCycleAt > LONGEST_CYCLE) return 'engine_stands_still';
  if (overdueSince !== null && now - overdueSince > OUTBOX_PATIENCE) return 'messages_overdue';
  return canaryFailed ? 'canary_failed' : 'well';
}
