import { describe, expect, it } from '@jest/globals';
import { KeepAlive } from './keep-alive.ts';
import type { Session } from './session.ts';

/** Only what the sweep looks at. */
function listener(keepAliveMs: number) {
  const ends: string[] = [];
  const session = { heardAt: 0, keepAliveMs, end: (reason: string) => ends.push(reason) };
  return { session: session as unknown as Session, ends };
}

function sweeper(session: Session, reading: () => boolean): KeepAlive {
  return new KeepAlive({ sessions: () => [session], reading, monotonic: () => 0 });
}

const everySecond = (keepAlive: KeepAlive, from: number, to: number): void => {
  for (let now = from; now <= to; now += 1_000) keepAlive.sweep(now);
};

describe('keep-alive', () => {
  it('[MQTT-3] expires after one and a half keep-alives', () => {
    const { session, ends } = listener(6_000);
    const keepAlive = sweeper(session, () => true);
    everySecond(keepAlive, 1_000, 6_000);
    expect(ends).toEqual([]);
    keepAlive.sweep(7_000);
    expect(ends).toEqual(['keep_alive_expired']);
  });

  it('[MQTT-27] stands still while we do not read', () => {
    const { session, ends } = listener(3_000);
    let reading = false;
    const keepAlive = sweeper(session, () => reading);
    everySecond(keepAlive, 1_000, 60_000);
    reading = true;
    everySecond(keepAlive, 61_000, 63_000);
    expect(ends).toEqual([]);
    keepAlive.sweep(64_000);
    expect(ends).toEqual(['keep_alive_expired']);
  });

  it('[MQTT-27] does not count a stall of our own process', () => {
    const { session, ends } = listener(3_000);
    const keepAlive = sweeper(session, () => true);
    everySecond(keepAlive, 1_000, 2_000);
    keepAlive.sweep(92_000);
    keepAlive.sweep(93_000);
    expect(ends).toEqual([]);
    keepAlive.sweep(94_000);
    expect(ends).toEqual(['keep_alive_expired']);
  });
});
