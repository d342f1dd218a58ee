import { describe, expect, it } from '@jest/globals';
import type { FeedEvent, FleetRow, FleetStore } from '#libs/database';
import type { DeviceId, SiteId, UnitId } from '#libs/domain';
import { type Logger, type LoopRegistry, VirtualClock } from '#libs/runtime';
import type { LiveFeed } from '../live/live-feed.ts';
import { MapFleets } from './map-fleets.ts';

class SmallMapFleets extends MapFleets {
  protected override readonly most = { territories: 3, devices: 10 };
}

const row = (unit: string, number: number): FleetRow => ({
  deviceId: `${unit}-${number}` as DeviceId,
  kind: 'camera',
  health: 'online',
  faults: null,
  troubleSince: null,
  maintenanceUntil: null,
  siteId: `${unit}-${number}` as SiteId,
  siteName: `Cột ${number}`,
  latitude: 21,
  longitude: 105 + number / 1_000,
});

/** Maps over made-up territories, and which of them were read from the database. */
function maps(sizes: Readonly<Record<string, number>>, between: () => void = () => undefined) {
  const read: string[] = [];
  const store = {
    async *read([unit = '']: readonly string[]) {
      read.push(unit);
      yield await Promise.resolve(Array.from({ length: sizes[unit] ?? 0 }, (_, number) => row(unit, number)));
      between();
    },
  } as unknown as FleetStore;
  const feed = { begin: () => Promise.resolve() } as unknown as LiveFeed;
  const loops = {} as LoopRegistry;
  const warned: unknown[] = [];
  const logger = { warn: (...words: unknown[]) => warned.push(words) } as unknown as Logger;
  const fleets = new SmallMapFleets(store, feed, loops, new VirtualClock(0), logger);
  const look = async (unit: string) => (await fleets.index([unit as UnitId], {})).marks(0, 0, 0);
  return { fleets, read, look, warned };
}

const news = (unit: string, number: number, health: string): FeedEvent => ({
  xid: '1',
  seq: 1,
  kind: 'health',
  unitId: unit as UnitId,
  path: [unit as UnitId],
  payload: { deviceId: `${unit}-${number}`, health, faults: [] },
  at: 0,
});

describe('fleets kept for maps', () => {
  it('are never more than so many territories, and the least recently used goes', async () => {
    const { fleets, read, look } = maps({ a: 1, b: 1, c: 1, d: 1 });
    for (const unit of ['a', 'b', 'c', 'a', 'd']) await look(unit);
    expect(fleets.held).toEqual({ territories: 3, devices: 3 });
    expect(read).toEqual(['a', 'b', 'c', 'd']);
    await look('a');
    await look('b');
    expect(read).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  it('are never more than so many devices, but the one asked for is there', async () => {
    const { fleets, look } = maps({ a: 4, b: 5, c: 6, huge: 40 });
    for (const unit of ['a', 'b', 'c']) await look(unit);
    expect(fleets.held).toEqual({ territories: 1, devices: 6 });
    expect((await look('huge')).clusters).toMatchObject([{ sites: 40 }]);
    expect(fleets.held).toEqual({ territories: 1, devices: 40 });
  });

  it('are read once by callers who come at the same time', async () => {
    const { read, look } = maps({ a: 2 });
    await Promise.all([look('a'), look('a'), look('a')]);
    expect(read).toEqual(['a']);
  });

  it('lose nothing that happens while they are read', async () => {
    const { fleets, look } = maps({ a: 2 }, () => fleets.hear(news('a', 1, 'offline')));
    expect((await look('a')).clusters).toMatchObject([{ counts: { ok: 1, down: 1 } }]);
    fleets.hear(news('b', 0, 'offline'));
    expect((await look('a')).clusters).toMatchObject([{ counts: { ok: 1, down: 1 } }]);
  });

  it('say when they could not be read, and are read for who asks next', async () => {
    let isAway = true;
    const { fleets, look, warned } = maps({ a: 2 }, () => {
      if (isAway) throw new Error('the database is away');
    });
    await expect(look('a')).rejects.toThrow('the database is away');
    expect([fleets.held, warned.length]).toEqual([{ territories: 0, devices: 0 }, 1]);
    isAway = false;
    expect((await look('a')).clusters).toMatchObject([{ sites: 2 }]);
  });
});
