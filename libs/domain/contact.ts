import type { Connectivity } from './health.ts';
import type { EpochMs } from './time.ts';

export const CONTACT_RULE = 'contact/1';

export const CONTACT_REASONS = [
  'first_contact',
  'came_back',
  'spoke_in_time',
  'already_online',
  'older_than_silence',
] as const;
export type ContactReason = (typeof CONTACT_REASONS)[number];

export type ContactDecision =
  | { readonly change: null; readonly reason: ContactReason }
  | { readonly change: 'online'; readonly reason: ContactReason; readonly occurredAt: EpochMs };

/**
 * The device was heard at `heardAt`. `since` is when the present connectivity became known to us.
 * A contact received before the silence was recorded cannot end it unless it is newer than the silence's start:
 * rows commit out of order when two doors hear one device.
 */
export function decideContact(
  state: { readonly connectivity: Connectivity; readonly silentSince: EpochMs | null },
  heardAt: EpochMs,
): ContactDecision {
  switch (state.connectivity) {
    case 'online':
      return { change: null, reason: 'already_online' };
    case 'never_seen':
      return { change: 'online', reason: 'first_contact', occurredAt: heardAt };
    case 'suspect':
    case 'offline':
      if (state.silentSince !== null && heardAt <= state.silentSince)
        return { change: null, reason: 'older_than_silence' };
      return {
        change: 'online',
        reason: state.connectivity === 'offline' ? 'came_back' : 'spoke_in_time',
        occurredAt: heardAt,
      };
  }
}
