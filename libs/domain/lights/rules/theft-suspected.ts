import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

/** dB: a radio that stays on its pole does not change by so much for hours. */
const MOVED = 18;
const KNOWN_AFTER = 144;

/** It talks from elsewhere: the radio is another, and there is no sun on the panel or no lamp at night. */
export const THEFT_SUSPECTED = {
  code: 'theft_suspected',
  severity: 'critical',
  tell: true,
  version: 'theft_suspected/1',
  raiseAfter: 50 * MINUTE,
  clearAfter: 3 * HOUR,
  keepsOver: 12 * HOUR,
  look({ sample, before, sun, panelWatts, lit, expected }) {
    if (sample.rssi === undefined || before.rssiUsual === null || before.rssiSamples < KNOWN_AFTER)
      return unknown('not_told');
    const change = Math.abs(sample.rssi - before.rssiUsual);
    if (change < MOVED - 6) return good('where_it_was');
    if (change < MOVED) return unknown('in_between');
    const noSun =
      sun.height > 15 &&
      (panelWatts !== null ? panelWatts < 0.5 : sample.pvVoltage !== undefined && sample.pvVoltage < 3);
    const noLamp = expected === true && lit === false;
    return noSun || noLamp ? bad('another_place') : unknown('works_as_before');
  },
  evidence: ({ sample, before, panelWatts, lit }) => ({
    rssi: sample.rssi ?? null,
    rssiUsual: rounded(before.rssiUsual, 0),
    panelWatts: rounded(panelWatts, 1),
    lampShines: lit,
  }),
} as const satisfies LightRule;
