import { describe, expect, it } from '@jest/globals';
import type { ChannelAccountView } from '../api/shapes.ts';
import { stateOf } from './state.ts';

const account = (state: ChannelAccountView['state'], lastSuccessAt: string | null = null): ChannelAccountView => ({
  ...{ account: 'main', state, reason: null, reasonMessage: null, since: null, nextTryAt: null },
  ...{ lastSuccessAt, lastFailureAt: null, perMinute: null, tokensLeft: null },
});

describe('how a channel is', () => {
  it.each([
    ['unset', { configured: false, problem: null, accounts: [account('well', '2026-11-21')] }],
    [
      'needs_person',
      { configured: true, problem: null, accounts: [account('stopped'), account('well', '2026-11-21')] },
    ],
    ['needs_person', { configured: true, problem: 'zalo_wallet', accounts: [account('open')] }],
    ['trouble', { configured: true, problem: null, accounts: [account('open'), account('well', '2026-11-21')] }],
    ['works', { configured: true, problem: null, accounts: [account('well', '2026-11-21')] }],
    ['untried', { configured: true, problem: null, accounts: [] }],
  ] as const)('%s', (state, item) => {
    expect(stateOf({ ...item, accounts: [...item.accounts] })).toBe(state);
  });
});
