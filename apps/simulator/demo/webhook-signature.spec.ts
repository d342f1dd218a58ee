import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { isSigned } from './webhook-signature.ts';

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const now = Date.UTC(2026, 10, 21);
const body = '{"type":"test","text":"Đèn ngã ba"}';
const sign = (id: string, at: number, text: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': new Webhook(secret).sign(id, new Date(at), text),
});

describe('the signature of a webhook', () => {
  it('is accepted as the published library makes it, also among others', () => {
    const headers = sign('m1', now, body);
    expect(isSigned(headers, body, secret, now)).toBe(true);
    const two = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` };
    expect(isSigned(two, body, secret, now)).toBe(true);
  });

  it('is refused when anything differs', () => {
    const headers = sign('m1', now, body);
    expect(isSigned(headers, `${body} `, secret, now)).toBe(false);
    expect(isSigned({ ...headers, 'webhook-id': 'm2' }, body, secret, now)).toBe(false);
    expect(isSigned(headers, body, `whsec_${Buffer.alloc(24, 8).toString('base64')}`, now)).toBe(false);
    expect(isSigned(headers, body, secret, now + 301_000)).toBe(false);
    expect(isSigned({ ...headers, 'webhook-timestamp': 'soon' }, body, secret, now)).toBe(false);
    expect(isSigned({}, body, secret, now)).toBe(false);
  });
});
