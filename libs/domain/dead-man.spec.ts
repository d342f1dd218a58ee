import { expect, it } from '@jest/globals';
import { judgeOurselves, type OwnHealth } from './dead-man.ts';
import { MINUTE } from './time.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const well: OwnHealth = { lastCycleAt: NOW - 1_000, overdueSince: null, canaryFailed: false };

it.each<[string, OwnHealth]>([
  ['well', well],
  ['well', { ...well, overdueSince: NOW - 5 * MINUTE }],
  ['engine_stands_still', { ...well, lastCycleAt: null }],
  ['engine_stands_still', { ...well, lastCycleAt: NOW - MINUTE - 1 }],
  ['messages_overdue', { ...well, overdueSince: NOW - 5 * MINUTE - 1 }],
  ['canary_failed', { ...well, canaryFailed: true }],
])('%s: %j', (reason, health) => {
  expect(judgeOurselves(health, NOW)).toBe(reason);
});
