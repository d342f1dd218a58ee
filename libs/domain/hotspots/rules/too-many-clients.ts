import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** Guests at once that an access point of a village square bears. */
const FULL = 60;
const ROOMY = 45;

/** More guests than it bears. Shown, not told: nobody can repair a crowd; whoever plans sees where one more is needed. */
export const TOO_MANY_CLIENTS = {
  code: 'too_many_clients',
  severity: 'info',
  tell: false,
  version: 'too_many_clients/1',
  raiseAfter: 20 * MINUTE,
  clearAfter: 30 * MINUTE,
  keepsOver: HOUR,
  look: ({ sample: { clients } }) => {
    if (clients === undefined) return unknown('not_told');
    if (clients >= FULL) return bad('more_than_it_bears');
    return clients < ROOMY ? good('room_for_more') : unknown('in_between');
  },
  evidence: ({ sample }) => ({ clients: sample.clients ?? null, latencyMs: rounded(sample.latencyMs, 0) }),
} as const satisfies HotspotRule;
