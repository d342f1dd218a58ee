import type { ReachDecision } from '#libs/domain';
import type { Announced } from './announced-incident.ts';
import type { Recipient } from './targets.ts';

/** One line of one future message. */
export interface Address {
  readonly announced: Announced;
  readonly target: Recipient;
  readonly suppressed: boolean;
  readonly reason: string;
  readonly rule: string;
  /** For one that is to be told: now, or when. */
  readonly reach?: ReachDecision;
}
