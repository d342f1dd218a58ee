import { MINUTE } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** Phones connect, and nothing loads: the line stands, the internet behind it does not answer. */
export const NO_INTERNET = {
  code: 'no_internet',
  severity: 'major',
  tell: true,
  version: 'no_internet/1',
  raiseAfter: 10 * MINUTE,
  clearAfter: 10 * MINUTE,
  keepsOver: 30 * MINUTE,
  explainedBy: ['uplink_down'],
  look: ({ sample: { wanUp, internetOk } }) => {
    if (internetOk === undefined) return unknown('not_told');
    if (internetOk) return good('internet_answers');
    return wanUp === false ? unknown('line_is_down') : bad('connected_without_internet');
  },
  evidence: ({ sample }) => ({
    wanUp: sample.wanUp ?? null,
    internetOk: sample.internetOk ?? null,
    clients: sample.clients ?? null,
  }),
} as const satisfies HotspotRule;
