import { describe, expect, it } from '@jest/globals';
import { billingMonth, isBilled, refusedForCost, spendingState } from './spending.ts';

const spent = { spentDong: 500_000, budgetDong: 500_000 };
const minor = { channel: 'sms', severity: 'minor', event: 'incident.opened' } as const;

describe('what paid messages may cost', () => {
  it('stops others than critical ones at the budget, on paid channels only', () => {
    expect(refusedForCost(minor, spent)).toEqual({
      ...{ kind: 'impossible', reason: 'channel_budget_spent', blame: 'message' },
    });
    expect(refusedForCost(minor, { ...spent, spentDong: 499_999 })).toBeNull();
    expect(refusedForCost({ ...minor, severity: 'critical' }, spent)).toBeNull();
    expect(refusedForCost({ ...minor, event: 'test' }, spent)).toBeNull();
    expect(refusedForCost({ ...minor, channel: 'zalo_gmf' }, spent)).toBeNull();
  });

  it('has no limit without a budget', () => {
    expect(spendingState({ spentDong: 1e9, budgetDong: null })).toBe('no_budget');
    expect(spendingState({ spentDong: 0, budgetDong: 1 })).toBe('within');
    expect(spendingState({ spentDong: 0, budgetDong: 0 })).toBe('critical_only');
  });

  it('counts months as Vietnam does, and what may have arrived', () => {
    expect(billingMonth(Date.UTC(2026, 10, 30, 17))).toBe('2026-12');
    expect(isBilled({ kind: 'unanswered', reason: 'timeout' })).toBe(true);
    expect(isBilled({ kind: 'not_reached', reason: 'refused' })).toBe(false);
  });
});
