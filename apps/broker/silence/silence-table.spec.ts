import { describe, expect, it } from '@jest/globals';
import type { DeviceNo } from '#libs/domain';
import { SilenceTable } from './silence-table.ts';

const no = (value: number) => value as DeviceNo;
const online = (lastContactAt: number) =>
  ({ connectivity: 'online', lastContactAt, intervalSeconds: 60, offlineAfterSeconds: 180 }) as const;

describe('silence table', () => {
  it('proposes once at 1.5 intervals and once at the deadline', () => {
    const table = new SilenceTable();
    table.track(no(7), online(1_000));
    const proposals: [number, number[]][] = [];
    for (let now = 1_000; now <= 400_000; now += 1_000) {
      const due = table.scan(now, 0);
      if (due.length > 0) proposals.push([now, due]);
    }
    expect(proposals).toEqual([
      [91_000, [7]],
      [181_000, [7]],
    ]);
  });

  it('starts every deadline anew when the door had a gap', () => {
    const table = new SilenceTable();
    table.track(no(1), online(1_000));
    expect(table.scan(400_000, 399_000)).toEqual([]);
    expect(table.scan(488_999, 399_000)).toEqual([]);
    expect(table.scan(489_000, 399_000)).toEqual([1]);
  });

  it('forgets a proposal when the device speaks', () => {
    const table = new SilenceTable();
    table.track(no(1), online(0));
    expect(table.scan(100_000, 0)).toEqual([1]);
    table.touch(no(1), 101_000);
    expect(table.unconfirmed(110_000, 10)).toEqual([]);
    expect(table.scan(190_000, 0)).toEqual([]);
    expect(table.scan(191_000, 0)).toEqual([1]);
  });

  it('asks for the row after a proposal and proposes again when it was turned down', () => {
    const table = new SilenceTable();
    table.track(no(1), online(0));
    expect(table.scan(180_000, 0)).toEqual([1]);
    expect(table.unconfirmed(182_000, 10)).toEqual([]);
    expect(table.unconfirmed(183_000, 10)).toEqual([1]);
    table.track(no(1), online(0));
    expect(table.scan(184_000, 0)).toEqual([1]);
    table.track(no(1), { ...online(0), connectivity: 'offline' });
    expect(table.scan(999_000, 0)).toEqual([]);
    expect(table.unconfirmed(999_000, 10)).toEqual([]);
  });

  it('never proposes devices it has not heard of or must forget', () => {
    const table = new SilenceTable();
    table.track(no(1), { ...online(0), connectivity: 'never_seen' });
    table.track(no(2), online(0));
    table.forget(no(2));
    table.touch(no(5_000), 1);
    expect(table.scan(999_000, 0)).toEqual([]);
    table.touch(no(1), 999_000);
    expect(table.scan(1_200_000, 0)).toEqual([1]);
  });

  it.each(['never_seen', 'offline', 'suspect'] as const)(
    'does not lose a device that spoke once and died, when its row (%s) was read before the contact was stored',
    (connectivity) => {
      const stale = { ...online(0), connectivity, lastContactAt: connectivity === 'never_seen' ? null : 500 };
      const known = new SilenceTable();
      known.track(no(1), stale);
      known.touch(no(1), 1_000);
      known.track(no(1), stale);
      expect(known.scan(200_000, 0)).toEqual([1]);
      const unread = new SilenceTable();
      unread.touch(no(1), 1_000);
      expect(unread.scan(200_000, 0)).toEqual([]);
      unread.track(no(1), stale);
      expect(unread.scan(200_000, 0)).toEqual([1]);
    },
  );

  it('proposes again, rather in vain than never, while the rows do not show its newest contact', () => {
    const table = new SilenceTable();
    table.track(no(1), { ...online(0), connectivity: 'never_seen', lastContactAt: null });
    table.touch(no(1), 1_000);
    expect(table.scan(200_000, 0)).toEqual([1]);
    table.track(no(1), { ...online(0), connectivity: 'never_seen', lastContactAt: null });
    expect(table.scan(999_000, 0)).toEqual([1]);
    table.track(no(1), { ...online(1_000), connectivity: 'offline' });
    expect(table.scan(999_000, 0)).toEqual([]);
  });

  it('keeps what it knows while growing', () => {
    const table = new SilenceTable();
    table.track(no(3), online(0));
    table.track(no(100_000), online(0));
    expect(table.scan(999_000, 0)).toEqual([3, 100_000]);
  });
});
