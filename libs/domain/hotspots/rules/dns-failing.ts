import { MINUTE } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** The internet answers, but no address is found: for people it is the same as no internet, for the repair it is not. */
export const DNS_FAILING = {
  code: 'dns_failing',
  severity: 'major',
  tell: true,
  version: 'dns_failing/1',
  raiseAfter: 10 * MINUTE,
  clearAfter: 10 * MINUTE,
  keepsOver: 30 * MINUTE,
  explainedBy: ['uplink_down', 'no_internet'],
  look: ({ sample: { wanUp, internetOk, dnsOk } }) => {
    if (dnsOk === undefined) return unknown('not_told');
    if (dnsOk) return good('names_are_found');
    return wanUp === false || internetOk === false ? unknown('no_internet_at_all') : bad('no_name_is_found');
  },
  evidence: ({ sample }) => ({ internetOk: sample.internetOk ?? null, dnsOk: sample.dnsOk ?? null }),
} as const satisfies HotspotRule;
