import { describe, expect, it } from '@jest/globals';
import { ZALO_SIGNATURE_FORMS } from '#libs/domain';
import { loadConfig } from '#libs/runtime';
import { isSameSecret, matchedForm } from './zalo-signatures.ts';

const RAW = Buffer.from(
  '{"app_id":"360846524940903967","oa_id":"388613280878808645","event_name":"user_send_group_text","sender":{"id":"246845883529197922"},"recipient":{"id":"f414c8f76fa586fbdfb4"},"message":{"text":"Đèn số 5 ngõ 3 không sáng","msg_id":"96d3cdf3af150460909"},"timestamp":"1790000000000"}',
);
const SIGNATURE = 'mac=b28fb9f0e23f61618920b2a4e864e42920fb17bf9bf67b3bf7a93323d95b730a';
const KEY = 'OA_SECRET_for_tests';
const AT = 1_790_000_000_000;
const envelope = {
  appId: '360846524940903967',
  oaId: '388613280878808645',
  bodyTimestamp: String(AT),
  headerTimestamp: null,
};
const signed = { raw: RAW, signature: SIGNATURE, envelope };

describe('the vector of the reference', () => {
  it('288 bytes are believed', () => {
    expect(RAW).toHaveLength(288);
    expect(matchedForm(signed, KEY, null, AT)).toBe('app_id/body');
    expect(matchedForm({ ...signed, signature: SIGNATURE.slice(4) }, KEY, 'app_id/body', AT)).toBe('app_id/body');
  });

  it.each([
    ['another key', signed, 'other', AT],
    ['one byte changed', { ...signed, raw: Buffer.from(RAW.toString().replace('số 5', 'số 6')) }, KEY, AT],
    ['no signature', { ...signed, signature: undefined }, KEY, AT],
    ['older than two hours', signed, KEY, AT + 7_200_001],
    ['from the future', signed, KEY, AT - 7_200_001],
  ] as const)('%s is not', (_, body, key, now) => {
    expect(matchedForm(body, key, null, now)).toBeNull();
  });

  it('nor what is signed in another form than the pinned one', () => {
    expect(matchedForm(signed, KEY, 'oa_id/body', AT)).toBeNull();
  });
});

it('a secret is the same or not', () => {
  expect([isSameSecret('abc', 'abc'), isSameSecret('abd', 'abc'), isSameSecret(undefined, 'abc')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('the settings take every form, and no other', () => {
  const pinned = (form: string) => loadConfig({ ZALO_SIGNATURE: form }).zalo.signature;
  expect(ZALO_SIGNATURE_FORMS.map(pinned)).toEqual([...ZALO_SIGNATURE_FORMS]);
  expect(() => pinned('app_id')).toThrow('ZALO_SIGNATURE');
});
