import { describe, expect, it } from '@jest/globals';
import { fillSms, judgeSms, readSmsReceipt, SMS_OUTCOMES, smsPhone } from './index.ts';

describe('the text of an SMS', () => {
  const template = 'Cảnh Thôn: {tinh_trang:20} tại {don_vi:12}. Xem {lien_ket:40}';
  const data = { tinh_trang: 'Đèn cổng làng\n mất tín hiệu từ 19h42', don_vi: 'Tổ “5”', lien_ket: 'https://x.vn/a/b' };

  it('keeps the words of its template and cuts each variable', () => {
    expect(fillSms(template, data, true)).toBe('Cảnh Thôn: Đèn cổng làng mất tí tại Tổ “5”. Xem https://x.vn/a/b');
    expect(fillSms(template, data, false)).toBe('Canh Thon: Den cong lang mat ti tai To "5". Xem https://x.vn/a/b');
  });

  it('never cuts a link, never leaves a hole, never lets a name become a variable', () => {
    const long = { ...data, lien_ket: `https://x.vn/${'a'.repeat(40)}`, don_vi: '', tinh_trang: '{don_vi}\u202e🙂' };
    expect(fillSms(template, long, false)).toBe('Canh Thon: {don_vi} tai -. Xem -');
  });
});

describe('what eSMS answers', () => {
  it('gives each code one meaning', () => {
    const codes = SMS_OUTCOMES.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('a repeated RequestId is the same message, accepted', () => {
    expect(judgeSms(124, 'msg_1', 2, 0)).toEqual({ kind: 'accepted', statusCode: 200, providerMessageId: 'msg_1' });
  });

  it('tries what it does not know three times', () => {
    expect(judgeSms(987, 'msg_1', 2, 5)).toMatchObject({ kind: 'later', reason: 'sms_unknown_answer', notBefore: 5 });
    expect(judgeSms(987, 'msg_1', 3, 5)).toMatchObject({ kind: 'impossible', blame: 'message' });
  });

  it.each([
    [{ SendStatus: '5', SendSuccess: '1', SendFailed: '0' }, 'delivered'],
    [{ SendStatus: '5', SendSuccess: '0', SendFailed: '2' }, 'failed'],
    [{ SendStatus: '4' }, 'failed'],
    [{ SendStatus: '7', SendSuccess: '1' }, null],
    [{}, null],
  ])('a callback %j: %s', (fields, meaning) => {
    expect(readSmsReceipt(fields)).toBe(meaning);
  });

  it.each([
    ['+84 912 345 678', '0912345678'],
    ['0912.345.678', '0912345678'],
    ['113', null],
    ['+1 555 0100', null],
  ])('the number %s is %s', (typed, number) => {
    expect(smsPhone(typed)).toBe(number);
  });
});
