import { waitingHere } from './waiting-here.ts';

/**
 * Always part of the app, and therefore small: registrations that wait on this phone go on their way on whatever screen
 * the app is opened.
 */
export function sendWhatWaits(): void {
  if (waitingHere() > 0) void import('./sync.ts').then(({ startSync }) => startSync(), reportError);
}
