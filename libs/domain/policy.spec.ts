import { expect, it } from '@jest/globals';
import type { UnitId } from './ids.ts';
import { BUILT_IN_POLICY, inheritPolicy, type PolicyRules } from './policy.ts';

const silent: PolicyRules = {
  groupWaitSeconds: null,
  repeatMinutes: null,
  acknowledgeMinutes: null,
  escalation: null,
  quietHours: null,
  budget: null,
  householdsEnabled: null,
  showCameraState: null,
  digestAt: null,
  drill: null,
};
const group = 'group' as UnitId;
const commune = 'commune' as UnitId;

it('takes each value from the nearest unit that says something', () => {
  const policy = inheritPolicy([
    { unitId: group, rules: { ...silent, groupWaitSeconds: 0 } },
    { unitId: commune, rules: { ...silent, groupWaitSeconds: 300, householdsEnabled: true } },
  ]);
  expect(policy.rules).toEqual({ ...BUILT_IN_POLICY, groupWaitSeconds: 0, householdsEnabled: true });
  expect(policy.from).toMatchObject({ groupWaitSeconds: group, householdsEnabled: commune, quietHours: null });
});

it('falls back to what is built in', () => {
  expect(inheritPolicy([]).rules).toEqual(BUILT_IN_POLICY);
});
