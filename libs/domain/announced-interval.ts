import { INTERVAL_SECONDS } from './device.ts';

/**
 * The reporting interval a device announces at birth, held to what the operator allows: never below the shortest
 * interval, never so long that an honest device would miss its own deadline. Seconds.
 */
export function permittedInterval(announcedSeconds: number, offlineAfterSeconds: number): number {
  const longest = Math.min(INTERVAL_SECONDS.maximum, offlineAfterSeconds);
  return Math.max(INTERVAL_SECONDS.minimum, Math.min(announcedSeconds, longest));
}
