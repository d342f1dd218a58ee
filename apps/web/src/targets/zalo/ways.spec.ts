import { describe, expect, it } from '@jest/globals';
import type { ZaloView } from '../../api/shapes.ts';
import { waysOf } from './ways.ts';

const oa: ZaloView['oa'] = {
  ...{ configured: true, connected: true, problem: null, problemMessage: null, checkedAt: null, tokenAgeDays: 1 },
  ...{ facts: { freeGroupAssets: 2 }, listens: true },
};
const bot: ZaloView['bot'] = {
  ...{ configured: true, problem: null, problemMessage: null, checkedAt: null, facts: { canJoinGroups: true } },
  ...{ listens: true, shareLink: null },
};
const none = { group: false, ownGroup: false, bot: false };

describe('ways to Zalo', () => {
  it.each<[string, Partial<ZaloView['oa']>, Partial<ZaloView['bot']>, object]>([
    ['all', {}, {}, { group: true, ownGroup: true, bot: true }],
    ['nothing set', { configured: false }, { configured: false }, none],
    ['no consent, bot may not join', { connected: false }, { facts: { canJoinGroups: false } }, none],
    ['no group left', { facts: { freeGroupAssets: 0 } }, { listens: false }, { ...none, ownGroup: true }],
    ['a package that ended', { problem: 'zalo_package_missing' }, {}, { ...none, bot: true }],
    [
      'an account that does not say',
      { facts: {}, listens: false },
      { problem: 'zalo_bot_token' },
      { ...none, group: true },
    ],
  ])('%s', (_, ofOa, ofBot, expected) => {
    expect(waysOf({ oa: { ...oa, ...ofOa }, bot: { ...bot, ...ofBot } })).toEqual(expected);
  });
});
