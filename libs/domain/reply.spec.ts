import { expect, it } from '@jest/globals';
import { readReply } from './reply.ts';

it.each(['1', ' 1. ', '１', '1️⃣', '1!', '(1)'])('%j is "1"', (text) => {
  expect(readReply(text)).toEqual({ acknowledges: true, reason: 'said_one' });
});

it.each(['TÔI ĐI', 'tôi đi', 'Toi di', 'TOI DI!', 'Tôi đi.', '“tôi đi”', 'Tôi  đi', 'tôi đi'.normalize('NFD')])(
  '%j says that he goes',
  (text) => {
    expect(readReply(text)).toEqual({ acknowledges: true, reason: 'said_going' });
  },
);

it.each(['đã nhận', 'Da nhan', 'OK', 'đã nhận được', 'Nhận rồi', 'Vâng'])('%j was only received', (text) => {
  expect(readReply(text)).toEqual({ acknowledges: false, reason: 'only_received' });
});

it.each(['👍', '', '  ', '!!!', '🙏🙏'])('%j has no words', (text) => {
  expect(readReply(text)).toEqual({ acknowledges: false, reason: 'no_words' });
});

it.each([
  '11',
  '1 2',
  'số 1',
  'tối đi',
  'Tới đi',
  'toi đi xem',
  'Tôi không đi',
  'ai đi?',
  'để mai tôi đi',
  '2',
  'ok tôi đi',
])('%j is something else', (text) => {
  expect(readReply(text)).toEqual({ acknowledges: false, reason: 'something_else' });
});
