import { DAY, HOUR } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';
import { isOlder } from '../wanted-firmware.ts';

/** It runs something else than it should. Shown, not told: it works, and whoever plans upgrades sees the list. */
export const FIRMWARE_BEHIND = {
  code: 'firmware_behind',
  severity: 'info',
  tell: false,
  version: 'firmware_behind/1',
  raiseAfter: 3 * DAY,
  clearAfter: 0,
  keepsOver: 2 * DAY + HOUR,
  look: ({ sample: { firmware }, wanted }) => {
    if (firmware === undefined || wanted === null) return unknown('not_told');
    if (firmware === wanted.firmware) return good('runs_what_it_should');
    if (wanted.isOrdered) return bad('runs_another_than_ordered');
    return isOlder(firmware, wanted.firmware) ? bad('older_than_its_model') : good('newer_than_its_model');
  },
  evidence: ({ sample, wanted }) => ({ runs: sample.firmware ?? null, shouldRun: wanted?.firmware ?? null }),
} as const satisfies HotspotRule;
