import { describe, expect, it } from '@jest/globals';
import type { DeviceNo } from './ids.ts';
import { SECURITY_BOUNDS, type SecurityNote, SecurityTally } from './security-tally.ts';

const MINUTE = 60_000;
const note = (more: Partial<SecurityNote> = {}): SecurityNote => ({
  event: 'wrong_secret',
  deviceNo: 1 as DeviceNo,
  address: '10.0.0.1',
  sample: 'x',
  ...more,
});

describe('the security tally', () => {
  it('joins the same thing from the same place within a minute', () => {
    const tally = new SecurityTally();
    tally.add(note(), MINUTE + 1);
    tally.add(note({ sample: 'y' }), MINUTE + 2);
    tally.add(note({ address: '10.0.0.2' }), MINUTE + 3);
    tally.add(note(), 2 * MINUTE);
    expect(
      tally.take().map(({ minute, firstAt, lastAt, count, sample }) => [minute, firstAt, lastAt, count, sample]),
    ).toEqual([
      [MINUTE, MINUTE + 1, MINUTE + 2, 2, 'y'],
      [MINUTE, MINUTE + 3, MINUTE + 3, 1, 'x'],
      [2 * MINUTE, 2 * MINUTE, 2 * MINUTE, 1, 'x'],
    ]);
    expect(tally.take()).toEqual([]);
  });

  it('keeps so many entries a minute, however many are claimed from however many places, and counts them all', () => {
    const tally = new SecurityTally();
    let stored = 0;
    let counted = 0;
    for (let n = 0; n < 50_000; n++) {
      tally.add(note({ event: 'unknown_device', deviceNo: null, address: `2001:db8::${n.toString(16)}` }), n);
      if (n % 5_000 !== 4_999) continue;
      const entries = tally.take();
      stored += entries.filter(({ address }) => address !== null).length;
      counted += entries.reduce((sum, { count }) => sum + count, 0);
    }
    expect([stored, counted]).toEqual([SECURITY_BOUNDS.strangers, 50_000]);
  });

  it('does not let strangers crowd out known devices', () => {
    const tally = new SecurityTally({ known: 2, strangers: 1, text: 10 });
    for (const address of ['a', 'b', 'c']) tally.add(note({ deviceNo: null, address }), 0);
    for (const address of ['a', 'b', 'c']) tally.add(note({ address }), 0);
    expect(tally.take().map(({ deviceNo, address, count }) => [deviceNo, address, count])).toEqual([
      [null, 'a', 1],
      [null, null, 3],
      [1, 'a', 1],
      [1, 'b', 1],
    ]);
  });

  it('keeps what could not be stored, bounded', () => {
    const tally = new SecurityTally({ known: 2, strangers: 1, text: 10 });
    for (let minute = 0; minute < 9; minute++) {
      tally.add(note(), minute * MINUTE);
      tally.restore(tally.take());
    }
    expect(tally.take().map(({ minute }) => minute / MINUTE)).toEqual([6, 7, 8]);
    tally.restore([]);
    expect(tally.size).toBe(0);
  });

  it('cuts and cleans what strangers chose', () => {
    const tally = new SecurityTally({ known: 9, strangers: 9, text: 8 });
    tally.add(note({ sample: 'a\0b\nc\ud800<script>' }), 0);
    expect(tally.take()[0]?.sample).toBe('a\uFFFDb\uFFFDc\uFFFD<s');
  });
});
