import { describe, expect, it } from '@jest/globals';
import type { NotificationId } from '../ids.ts';
import { reasonWords } from '../text/reasons.ts';
import { readBotUpdate, readOaEvent } from './inbound.ts';
import { linkCodeIn } from './link-code.ts';
import { judgeZalo, ZALO_OUTCOMES } from './outcome.ts';
import { type OpenMessage, whichMessage } from './reply-to-which.ts';
import { askWhich } from './say.ts';
import { isTimely, macOf, signatureCandidates } from './signature.ts';
import { fitTemplate, templateProblems } from './template.ts';
import { zaloPhone, zaloText } from './text.ts';
import { zaloWaitEnds } from './wait.ts';

describe('what an answer means', () => {
  it.each(ZALO_OUTCOMES)('$apis $codes: $verdict.reason has words in both languages', ({ verdict }) => {
    if (verdict.reason === 'accepted') return expect(verdict.kind).toBe('accepted');
    expect(reasonWords(verdict.reason, 'vi')).not.toBe(verdict.reason);
    expect(reasonWords(verdict.reason, 'en')).not.toBe(verdict.reason);
  });

  it('only 0 is accepted; each code stands in one row of its API', () => {
    expect(ZALO_OUTCOMES.filter(({ verdict }) => verdict.kind === 'accepted').flatMap(({ codes }) => codes)).toEqual([
      0,
    ]);
    const all = ZALO_OUTCOMES.flatMap(({ apis, codes }) =>
      apis.flatMap((api) => codes.map((code) => `${api} ${code}`)),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  it('an unspecific failure is tried three times, an unknown code as well', () => {
    expect(judgeZalo('oa', -200, 2)).toEqual({ kind: 'retry', reason: 'zalo_send_failed' });
    expect(judgeZalo('oa', -200, 3)).toEqual({ kind: 'impossible', reason: 'zalo_send_failed', blame: 'message' });
    expect(judgeZalo('zbs', -99999, 1)).toEqual({ kind: 'retry', reason: 'zalo_unknown_answer' });
  });
});

describe('waiting', () => {
  const at = (text: string) => Date.parse(`${text}+07:00`);
  it.each([
    ['next_minute', '2026-11-21T22:00:30', '2026-11-21T22:01:05'],
    ['morning', '2026-11-21T22:00:30', '2026-11-22T06:10:00'],
    ['morning', '2026-11-22T05:59:00', '2026-11-22T06:10:00'],
    ['next_day', '2026-11-21T22:00:30', '2026-11-22T00:06:00'],
  ] as const)('%s after %s ends at %s', (until, now, ends) => {
    expect(zaloWaitEnds(until, 0.5, at(now))).toBe(at(ends));
  });
});

describe('text', () => {
  it('is composed and pings nobody', () => {
    const typed = 'Đèn đường thôn Tháp Thượng mất kết nối';
    expect(zaloText(typed.normalize('NFD'))).toHaveLength(38);
    expect(zaloText('Đèn [@246845883529197922] số 5 [[@x]@y] [@')).toBe('Đèn  số 5  [ @');
    expect(zaloText('Camera [ngõ 3]')).toBe('Camera [ngõ 3]');
    expect(zaloText('Ơ'.repeat(3_000))).toHaveLength(2_000);
  });

  it.each([
    ['0912 345 678', '84912345678'],
    ['+84912345678', '84912345678'],
    ['84912345678', '84912345678'],
    ['912345678', null],
    ['+4915112345678', null],
  ])('%s is the number %s', (typed, expected) => {
    expect(zaloPhone(typed)).toBe(expected);
  });

  it('template data: what is missing, too long or unknown is named; fitting cuts and leaves out', () => {
    const parameters = [
      { name: 'thiet_bi', maxLength: 8, require: true },
      { name: 'thoi_gian', maxLength: 20, require: true },
    ];
    expect(templateProblems(parameters, { thiet_bi: 'Camera ngõ 3', gia: '1' })).toEqual([
      { kind: 'missing', name: 'thoi_gian' },
      { kind: 'too_long', name: 'thiet_bi', maxLength: 8 },
      { kind: 'unknown', name: 'gia' },
    ]);
    expect(fitTemplate(parameters, { thiet_bi: 'Camera ngõ 3', gia: '1' })).toEqual({ thiet_bi: 'Camera …' });
  });
});

describe('signatures', () => {
  const envelope = { appId: 'app', oaId: 'oa', bodyTimestamp: '1790000000000', headerTimestamp: null };
  it('what may have been signed, or the form that was pinned', () => {
    expect(signatureCandidates(envelope, null).map(({ form }) => form)).toEqual(['app_id/body', 'oa_id/body']);
    expect(signatureCandidates(envelope, 'oa_id/body')).toEqual([
      { form: 'oa_id/body', first: 'oa', timestamp: '1790000000000' },
    ]);
    expect(signatureCandidates(envelope, 'app_id/header')).toEqual([]);
  });

  it('two hours either way, and a mac of 64 hex digits', () => {
    expect(isTimely('1790000000000', 1_790_000_000_000 + 7_200_000)).toBe(true);
    expect(isTimely('1790000000000', 1_790_000_000_000 + 7_200_001)).toBe(false);
    expect(isTimely('soon', 1_790_000_000_000)).toBe(false);
    expect(macOf(`mac=${'A'.repeat(64)}`)).toBe('a'.repeat(64));
    expect(macOf('mac=12')).toBeNull();
  });
});

describe('events', () => {
  it('a word in a group, a receipt, and what nobody knows', () => {
    const event = {
      ...{ oa_id: '3', event_name: 'user_send_group_text', sender: { id: '2' }, recipient: { id: 'f4' } },
      ...{ message: { text: '1', msg_id: 'm', quote_msg_id: 'q' }, timestamp: '1' },
    };
    expect(readOaEvent(event)).toMatchObject({
      key: 'user_send_group_text:m',
      event: {
        kind: 'text',
        chat: { space: 'zalo_group', id: 'f4' },
        isGroup: true,
        senderId: '2',
        text: '1',
        quotes: 'q',
      },
    });
    expect(readOaEvent({ event_name: 'user_seen_message', message: { msg_id: 'm' } }).event).toMatchObject({
      kind: 'seen',
      messageId: 'm',
    });
    expect(readOaEvent({ event_name: 'new_thing', timestamp: '7', sender: { id: '2' } })).toEqual({
      ...{ name: 'new_thing', key: 'new_thing:7:2', event: { kind: 'unknown' } },
    });
    expect(readOaEvent({ event_name: 'a\0b', timestamp: '1' }).key).toBe('ab:1:');
    for (const odd of [null, 7, [], { message: 'x' }, { event_name: 'user_send_text' }])
      expect(readOaEvent(odd).event).toEqual({ kind: 'unknown' });
  });

  it('an update of the bot, wrapped or flat; the bot does not hear itself', () => {
    const flat = {
      event_name: 'message.text.received',
      message: {
        from: { id: 'p', display_name: 'Ted' },
        chat: { id: 'zgr-1', chat_type: 'GROUP' },
        text: '1',
        message_id: 'm',
      },
    };
    const expected = { kind: 'text', isGroup: true, chat: { space: 'zalo_bot', id: 'zgr-1' }, senderName: 'Ted' };
    expect(readBotUpdate(flat).event).toMatchObject(expected);
    expect(readBotUpdate({ ok: true, result: flat }).event).toMatchObject(expected);
    const own = { ...flat, message: { ...flat.message, from: { id: 'p', is_bot: true } } };
    expect(readBotUpdate(own).event).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['LIENKET 482913', '482913'],
    ['@Bot Canh Thôn LIÊN KẾT: 482 913.', '482913'],
    ['liên kết 482913', '482913'],
    ['482913', null],
    ['LIENKET 4829134', null],
  ])('%s carries the code %s', (typed, code) => {
    expect(linkCodeIn(typed)).toBe(code);
  });
});

describe('to which message a reply belongs', () => {
  const open = ['a', 'b'].map((id): OpenMessage => ({ notificationId: id as NotificationId, label: `Đèn ${id}` }));
  const ids = open.map(({ notificationId }) => notificationId);
  it('the quoted one, else the only open one, else we ask once', () => {
    expect(whichMessage('ừ', ids[1] ?? null, open, null)).toMatchObject({
      kind: 'reply',
      notificationId: 'b',
      text: 'ừ',
    });
    expect(whichMessage('@Bot TÔI ĐI', null, open.slice(0, 1), null)).toMatchObject({
      kind: 'reply',
      notificationId: 'a',
    });
    expect(whichMessage('1', null, open, null)).toMatchObject({ kind: 'ask', choices: open });
    expect(whichMessage('1', null, open, ids)).toEqual({ kind: 'ignore', reason: 'asked_before' });
    expect(whichMessage('1b', null, open, ids)).toMatchObject({ kind: 'reply', notificationId: 'b', text: '1' });
    expect(whichMessage('1b', null, open, null)).toMatchObject({ kind: 'ignore', reason: 'small_talk' });
    expect(whichMessage('1', 'unknown', open.slice(0, 1), null)).toMatchObject({ kind: 'ask' });
    expect(whichMessage('1', null, [], null)).toMatchObject({ kind: 'nothing_open' });
    expect(whichMessage('mai họp lúc 1 giờ', null, open, null)).toMatchObject({ kind: 'ignore', reason: 'small_talk' });
  });

  it('the question lists them', () => {
    expect(askWhich(open, 'vi').split('\n').slice(1)).toEqual(['1a. Đèn a', '1b. Đèn b']);
  });
});
