import { expect, it } from '@jest/globals';
import { deriveHealth } from './health.ts';

it.each([
  ['active', null, 'offline', 'offline'],
  ['active', 2_000, 'offline', 'maintenance'],
  ['active', 1_000, 'offline', 'offline'],
  ['decommissioned', 2_000, 'online', 'decommissioned'],
] as const)('%s, maintenance until %s, %s → %s', (lifecycle, maintenanceUntil, connectivity, health) => {
  expect(deriveHealth({ lifecycle, maintenanceUntil, connectivity }, 1_000)).toBe(health);
});
