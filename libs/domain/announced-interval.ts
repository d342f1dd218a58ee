import { INTERVAL_SECONDS } from './device.ts';

/** A device that announces a longer interval is offline after so many of them, never sooner than was chosen for it. */
export const ANNOUNCED_INTERVALS = 3;

/**
 * The reporting interval a device announces at birth, held to what the operator allows: never below the shortest
 * interval, never so long that an honest device would miss its own deadline. Seconds.
 */
export function permittedInterval(announcedSeconds: number, offlineAfterSeconds: number): number {
  const longest = Math.min(INTERVAL_SECONDS.maximum, offlineAfterSeconds);
  return Math.max(INTERVAL_SECONDS.minimum, Math.min(announcedSeconds, longest));
}
