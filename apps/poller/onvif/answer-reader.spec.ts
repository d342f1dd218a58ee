import { describe, expect, it } from '@jest/globals';
import { AnswerReader, type Reading } from './answer-reader.ts';

const LARGEST = 100;

/** What the reader says when the bytes come in pieces of `step`, and then the connection closes. */
function read(text: string, step = text.length, largest = LARGEST): Reading | 'cut_short' | null {
  const reader = new AnswerReader(largest);
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += step) {
    const reading = reader.push(bytes.subarray(at, at + step));
    if (reading !== null) return reading;
  }
  return reader.end() ?? 'cut_short';
}

const said = (reading: Reading | 'cut_short' | null): string =>
  reading === null || reading === 'cut_short'
    ? 'cut_short'
    : reading.kind === 'whole'
      ? `${reading.answer.head.status} "${reading.answer.body.toString('latin1')}"${reading.answer.reusable ? '' : ' then closes'}`
      : reading.kind;

const ok = (head: string, body = ''): string => `HTTP/1.1 200 OK\r\n${head}${head === '' ? '' : '\r\n'}\r\n${body}`;
const chunked = (body: string): string => ok('Transfer-Encoding: chunked', body);

const CASES: readonly [what: string, bytes: string, expected: string][] = [
  ['a length', ok('Content-Length: 5', 'hello'), '200 "hello"'],
  ['the same length twice', ok('Content-Length: 5\r\nContent-Length: 5', 'hello'), '200 "hello"'],
  ['two lengths', ok('Content-Length: 5\r\nContent-Length: 7', 'hello'), 'not_http'],
  ['a length that is no number', ok('Content-Length: -5', 'hello'), 'not_http'],
  ['a length and pieces', ok('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'), 'not_http'],
  ['less than its length', ok('Content-Length: 9', 'hello'), 'cut_short'],
  ['no length', ok('Server: x', 'hello'), '200 "hello" then closes'],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi', '200 "hi" then closes'],
  ['goodbye', ok('Connection: Close\r\nContent-Length: 2', 'hi'), '200 "hi" then closes'],
  ['nothing, by its status', 'HTTP/1.1 204 No\r\n\r\n', '204 ""'],
  ['pieces', chunked('3\r\nhel\r\n002;x="y"\r\nlo\r\n0\r\nT: v\r\n\r\n'), '200 "hello"'],
  ['pieces without an end', chunked('3\r\nhel\r\n'), 'cut_short'],
  ['pieces longer than they say', chunked('3\r\nhello\r\n0\r\n\r\n'), 'not_http'],
  ['pieces with LF only', chunked('3\nhel\n0\n\n'), 'not_http'],
  ['pieces without a size', chunked('\r\nhello\r\n0\r\n\r\n'), 'not_http'],
  ['a piece of 4 GB', chunked('ffffffff\r\nhello'), 'too_large'],
  ['a packing we did not ask for', ok('Transfer-Encoding: gzip, chunked', '0\r\n\r\n'), 'not_http'],
  ['more than we read, by length', ok('Content-Length: 101', 'x'), 'too_large'],
  ['more than we read, in pieces', chunked(`33\r\n${'x'.repeat(51)}\r\n`.repeat(2)), 'too_large'],
  ['more than we read, until it closes', ok('', 'x'.repeat(101)), 'too_large'],
  ['"continue" first', `HTTP/1.1 100 Continue\r\n\r\n${ok('Content-Length: 2', 'hi')}`, '200 "hi"'],
  ['"continue" for ever', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(9), 'not_http'],
  ['another protocol', 'HTTP/1.1 101 Switching\r\n\r\n', 'not_http'],
  ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n', 'not_http'],
  ['no status', 'HTTP/1.1 OK\r\n\r\n', 'not_http'],
  ['SSH', 'SSH-2.0-dropbear\r\n', 'not_http'],
  ['a head with LF only', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nhi', 'not_http'],
  ['a CR within a line', ok('A: b\rContent-Length: 2', 'hi'), 'not_http'],
  ['a line that is no header', ok('Content-Length 2', 'hi'), 'not_http'],
  ['a head without end', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(4000)}`, 'not_http'],
];

describe('AnswerReader', () => {
  it.each(CASES)('reads %s, however the bytes are cut', (_what, bytes, expected) => {
    const heard = [bytes.length, 1, 2, 3, 7, 64].map((step) => said(read(bytes, step)));
    expect([...new Set(heard)]).toEqual([expected]);
  });

  it('reads each header of a login, also one that goes on in the next line', () => {
    const head =
      'WWW-Authenticate: Digest realm="a",\r\n nonce="b"\r\nwww-authenticate: Basic\r\nDate: then\r\nContent-Length: 0';
    expect(read(ok(head))).toMatchObject({
      answer: { head: { challenges: ['Digest realm="a", nonce="b"', 'Basic'], date: 'then', contentType: '' } },
    });
  });

  it.each([
    ['identity', false],
    ['gzip', true],
  ])('tells whether an answer is packed: %s', (coding, encoded) => {
    expect(read(ok(`Content-Encoding: ${coding}\r\nContent-Length: 0`))).toMatchObject({
      answer: { head: { encoded } },
    });
  });

  it('gives up a connection on which more stands than the answer', () => {
    expect(said(read(ok('Content-Length: 2', 'hi, and more')))).toBe('200 "hi" then closes');
    expect(said(read(`${chunked('0\r\n\r\n')}HTTP/1.1`))).toBe('200 "" then closes');
  });

  it('keeps a body that comes in single bytes in one piece of memory', () => {
    const body = 'x'.repeat(200_000);
    const before = process.memoryUsage().external;
    const reading = read(ok(`Content-Length: ${body.length}`, body), 1, 1_000_000);
    expect(reading).toMatchObject({ kind: 'whole', answer: { body: { length: body.length } } });
    expect(process.memoryUsage().external - before).toBeLessThan(4_000_000);
  });

  it('does not read on when the space between pieces is filled for ever', () => {
    expect(said(read(chunked(`1;${'x'.repeat(3000)}\r\na\r\n`.repeat(100)), undefined, 1_000_000))).toBe('not_http');
    expect(said(read(chunked(`1;${'x'.repeat(9000)}`)))).toBe('not_http');
  });
});
