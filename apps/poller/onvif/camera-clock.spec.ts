import { describe, expect, it } from '@jest/globals';
import { readCameraTime } from './camera-clock.ts';

const at = Date.UTC(2026, 10, 21, 12, 0, 0);
const told = (hour: string, minute = '0', second = '0', date = ['2026', '11', '21']): string =>
  `<UTCDateTime><Time><Hour>${hour}</Hour><Minute>${minute}</Minute><Second>${second}</Second></Time>` +
  `<Date><Year>${date[0]}</Year><Month>${date[1]}</Month><Day>${date[2]}</Day></Date></UTCDateTime>`;

describe('readCameraTime', () => {
  it.each([
    ['the middle of the request is what counts', told('12'), at - 500, at + 1500, 0],
    ['two hours behind', told('10'), at, at + 1000, -7200],
    ['second 60 is the next minute', told('12', '0', '60'), at + 60_000, at + 61_000, 0],
    ['1970 is a time', told('0', '0', '0', ['1970', '1', '1']), at, at + 1000, -at / 1000],
    ['an end of month', told('12', '0', '0', ['2026', '11', '30']), at, at + 1000, 9 * 86_400],
  ])('%s', (_what, xml, sentAt, receivedAt, driftSeconds) => {
    expect(readCameraTime(xml, sentAt, receivedAt).reading).toEqual({ kind: 'read', driftSeconds });
  });

  it.each([
    ['NaN', told('NaN')],
    ['hour 24', told('24')],
    ['31 February', told('1', '0', '0', ['2026', '2', '31'])],
    ['an empty element', '<UTCDateTime/>'],
  ])('does not take %s for a time', (_what, xml) => {
    expect(readCameraTime(xml, at, at).reading).toEqual({ kind: 'unknown', reason: 'not_a_time' });
  });

  it('never takes a missing UTCDateTime for "now"', () => {
    const localOnly = told('12').replaceAll('UTCDateTime', 'LocalDateTime');
    expect(readCameraTime(localOnly, at, at)).toEqual({
      reading: { kind: 'unknown', reason: 'not_told' },
      offset: null,
    });
  });
});
