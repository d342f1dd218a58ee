import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../time.ts';
import { type HotspotMemory, NEW_HOTSPOT } from '../hotspot-memory.ts';
import type { HotspotSample } from '../hotspot-sample.ts';
import { judgeHotspot } from '../judge-hotspot.ts';
import { isOlder, wantedFirmware } from '../wanted-firmware.ts';
import { HOTSPOT_RULES } from './index.ts';

/** Saturday evening in Hanoi. */
const NOW = Date.UTC(2026, 10, 21, 12);
const WANTED = { firmware: '2.4', isOrdered: false };
/** Schoolchildren by day, nobody at night, nobody on Sundays. */
const comes = (at: number): boolean => {
  const [hour, day] = [new Date(at + 7 * HOUR).getUTCHours(), new Date(at + 7 * HOUR).getUTCDay()];
  return hour >= 6 && hour < 22 && day !== 0;
};

const healthy = (at: number): HotspotSample => ({
  ...{ at, clients: comes(at) ? 8 : 0, wanUp: true, internetOk: true, dnsOk: true, latencyMs: 20, lossPercent: 0 },
  ...{ memoryPercent: 45, temperature: 45, firmware: '2.4' },
});

type Change = (hour: number) => Partial<HotspotSample>;

/** Four weeks as they always are, then six days that change as told; `hour`: since then. */
function found(change: Change): { code: string; present: boolean; reason: string; hour: number }[] {
  let memory: HotspotMemory = NEW_HOTSPOT;
  const all: { code: string; present: boolean; reason: string; hour: number }[] = [];
  for (let at = NOW - 28 * DAY; at <= NOW + 6 * DAY; at += 10 * MINUTE) {
    const hour = (at - NOW) / HOUR;
    const judged = judgeHotspot({ ...healthy(at), ...(hour >= 0 && change(hour)) }, WANTED, memory);
    memory = judged.memory;
    all.push(...judged.findings.map(({ code, present, reason }) => ({ code, present, reason, hour })));
  }
  return all;
}

const raised = (change: Change) => [
  ...new Set(
    found(change)
      .filter(({ present }) => present)
      .map(({ code }) => code),
  ),
];

describe('a hotspot', () => {
  it('that is well, with empty nights and Sundays, is said to have nothing for five weeks', () => {
    expect(found(() => ({}))).toEqual([]);
  });

  const CASES: readonly (readonly [string, string, Change])[] = [
    ['its line is down', 'uplink_down', () => ({ wanUp: false, internetOk: false, dnsOk: false, clients: 0 })],
    ['phones connect, nothing loads', 'no_internet', () => ({ internetOk: false, dnsOk: false, clients: 0 })],
    ['no name is found', 'dns_failing', () => ({ dnsOk: false })],
    ['a fifth is lost', 'loss_high', () => ({ lossPercent: 20 })],
    ['a second there and back', 'latency_high', () => ({ latencyMs: 1_000 })],
    ['a crowd', 'too_many_clients', () => ({ clients: 90 })],
    ['nobody comes on school days', 'no_clients', () => ({ clients: 0 })],
    ['80 °C inside', 'overheating', () => ({ temperature: 80 })],
    ['hardly any memory left', 'memory_low', () => ({ memoryPercent: 97 })],
    ['an older release than its model', 'firmware_behind', () => ({ firmware: '2.3' })],
  ];
  it.each(CASES)('%s: %s, and nothing beside it', (_, code, change) => {
    expect(raised(change)).toEqual([code]);
  });
  it('every rule has a case', () => {
    expect(CASES.map(([, code]) => code).sort()).toEqual(HOTSPOT_RULES.map(({ code }) => code).sort());
  });

  const CONTRASTS: readonly (readonly [string, Change])[] = [
    ['a line that is down for two minutes', (hour) => (hour < 0.03 ? { wanUp: false } : {})],
    ['slow for ten minutes', (hour) => (hour < 0.17 ? { latencyMs: 2_000 } : {})],
    ['nobody for one evening, which may be chance', (hour) => (hour < 3 ? { clients: 0 } : {})],
    ['one crowd at a feast of a quarter of an hour', (hour) => (hour < 0.25 ? { clients: 90 } : {})],
    ['a newer release than its model', () => ({ firmware: '2.10' })],
    [
      'one that says nothing but that it lives',
      () => Object.fromEntries(Object.keys(healthy(NOW)).flatMap((name) => (name === 'at' ? [] : [[name, undefined]]))),
    ],
  ];
  it.each(CONTRASTS)('%s: nothing is said', (_, change) => {
    expect(raised(change)).toEqual([]);
  });

  it('without internet is found within a quarter of an hour, and well again as soon', () => {
    const [on, off, ...more] = found((hour) => (hour < 5 ? { internetOk: false } : {}));
    expect(on).toMatchObject({ code: 'no_internet', present: true, reason: 'connected_without_internet' });
    expect(on!.hour).toBeLessThanOrEqual(0.25);
    expect(off).toMatchObject({ code: 'no_internet', present: false, reason: 'internet_answers' });
    expect(off!.hour).toBeLessThanOrEqual(5.25);
    expect(more).toEqual([]);
  });

  it('without guests: found within two school days, and over with the first guest', () => {
    const [on, off] = found((hour) => (hour < 70 ? { clients: 0 } : {}));
    expect(on).toMatchObject({ code: 'no_clients', present: true });
    // Saturday evening and a Sunday prove nothing.
    expect(on!.hour).toBeGreaterThan(34);
    expect(on!.hour).toBeLessThanOrEqual(2 * 24);
    expect(off).toMatchObject({ code: 'no_clients', present: false, reason: 'somebody_is_there' });
  });
});

describe('what a hotspot should run', () => {
  const IN_USE = [
    { model: 'AP1', firmware: '1.9', devices: 40 },
    { model: 'AP1', firmware: '1.10', devices: 5 },
    { model: 'AP1', firmware: '2.0-beta', devices: 1 },
    { model: 'AP2', firmware: '7', devices: 9 },
  ];
  it.each([
    ['what was ordered', '1.8', 'AP1', { firmware: '1.8', isOrdered: true }],
    ['the newest release that enough of its model run', null, 'AP1', { firmware: '1.10', isOrdered: false }],
    ['nothing known of a rare model', null, 'AP9', null],
    ['nothing known without a model', null, null, null],
  ])('%s', (_, ordered, model, wanted) => {
    expect(wantedFirmware(ordered, model, IN_USE)).toEqual(wanted);
  });
  it.each([
    ['1.9', '1.10', true],
    ['1.10', '1.9', false],
    ['v2.0', 'v2.0.1', true],
    ['2', '2.0', false],
    ['abc', 'def', false],
  ])('%s is older than %s: %s', (one, other, older) => {
    expect(isOlder(one, other)).toBe(older);
  });
});
