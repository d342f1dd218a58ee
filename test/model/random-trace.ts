import { Random } from '#apps/simulator';
import { HOUR, MINUTE, SECOND } from '#libs/domain';
import type { Trace, TraceEvent } from '../replay/trace.ts';

/** Eight in the morning, or nine in the evening: these troubles last through the quiet hours. */
const STARTS_AT = { day: Date.parse('2026-11-21T01:00:00Z'), night: Date.parse('2026-11-21T14:00:00Z') };
/** Of the first group of each village, by the local clock. */
export const QUIET = { from: '22:00', to: '03:30' };
const TROUBLED = 5 * HOUR;
/** After the last event everything has time to be told. */
const SETTLES = 3 * HOUR;

const GROUPS = ['a1', 'a2', 'b1', 'b2', 'c1'];
export const isQuietAtNight = (unit: string): boolean => unit.endsWith('1');

/** Three villages, two of them with two groups: cameras on mains, lights on the sun, a hotspot with cameras behind it. */
function world(): Pick<Trace, 'units' | 'devices' | 'targets' | 'duties' | 'policies'> {
  const villages = ['a', 'b', 'c'];
  const groups = GROUPS.map((group) => ({ group, village: group.slice(0, 1) }));
  return {
    units: [
      { unit: 'xa', kind: 'commune', name: 'Xã Ô Diên' },
      ...villages.map((village) => ({ unit: village, kind: 'village' as const, name: `Thôn ${village}`, in: 'xa' })),
      ...groups.map(({ group, village }) => ({
        unit: group,
        kind: 'group' as const,
        name: `Tổ ${group}`,
        in: village,
      })),
    ],
    policies: [],
    devices: [
      ...groups.flatMap(({ group }) => [
        {
          device: `${group}-cam`,
          kind: 'camera' as const,
          in: group,
          name: 'Camera',
          count: 4,
          power: 'mains' as const,
        },
        {
          device: `${group}-den`,
          kind: 'solar_light' as const,
          in: group,
          name: 'Đèn',
          count: 3,
          power: 'solar' as const,
          carrier: 'viettel',
        },
      ]),
      { device: 'a1-wifi', kind: 'wifi_hotspot', in: 'a1', name: 'Wifi', power: 'mains' },
      {
        device: 'a1-sau',
        kind: 'camera',
        in: 'a1',
        name: 'Camera sau wifi',
        count: 2,
        power: 'mains',
        behind: 'a1-wifi',
      },
    ],
    targets: ['xa', ...villages, ...GROUPS].map((of) => ({
      target: of,
      of,
      ...(isQuietAtNight(of) && { quietHours: QUIET }),
    })),
    duties: [],
  };
}

type Happening = TraceEvent extends infer Event
  ? Event extends TraceEvent
    ? Omit<Event, 'at' | 'atMs' | 'turn'>
    : never
  : never;

const duration = (ms: number): string => `${Math.round(ms / SECOND)}s`;

/** Any order of outages, short and long, of one device or of many; kills; acknowledgements; clocks that are set. */
export function randomTrace(seed: number): Trace {
  const random = new Random(`${seed}`);
  const events: TraceEvent[] = [];
  const at = (atMs: number, happening: Happening): void => {
    events.push({ ...happening, at: duration(atMs), atMs, turn: 0 });
  };
  for (let now = 2 * MINUTE; now < TROUBLED; now += random.between(2, 22) * MINUTE) happen(now, random, at);
  at(TROUBLED, { kind: 'engine', engine: 'up' });
  at(TROUBLED, { kind: 'doors', doors: 'up' });
  return {
    name: `random-${seed}`,
    about: `Random troubles, seed ${seed}`,
    startsAt: seed % 2 === 0 ? STARTS_AT.night : STARTS_AT.day,
    lastsMs: TROUBLED + SETTLES,
    ...world(),
    events: events.sort((a, b) => a.atMs - b.atMs),
  };
}

function happen(now: number, random: Random, at: (atMs: number, happening: Happening) => void): void {
  const lasts = duration((0.5 + random.next() ** 2 * 150) * MINUTE);
  const group = random.pick(GROUPS);
  const village = random.pick(['a', 'b', 'c']);
  const one = { pick: 1 };
  const lot = random.next();
  if (lot < 0.4) at(now, { kind: 'silent', silent: one, because: 'device', for: lasts });
  else if (lot < 0.5) at(now, { kind: 'silent', silent: { unit: group, pick: 3 }, because: 'device', for: lasts });
  else if (lot < 0.58)
    at(now, { kind: 'silent', silent: { unit: village, power: 'mains' }, because: 'power_cut', for: lasts });
  else if (lot < 0.64)
    at(now, { kind: 'silent', silent: { ids: ['a1-wifi', 'a1-sau*'] }, because: 'uplink', for: lasts });
  else if (lot < 0.67) at(now, { kind: 'silent', silent: {}, because: 'self', for: lasts });
  else if (lot < 0.72) {
    at(now, { kind: 'fault', fault: 'auth_failed', of: { kind: 'camera', pick: 1 }, on: true });
  } else if (lot < 0.84)
    at(now, { kind: 'acknowledge', acknowledge: random.pick([group, village, 'xa']), name: 'Ông Hùng', ifTold: true });
  else if (lot < 0.9) {
    at(now, { kind: 'engine', engine: 'down' });
    at(now + random.next() * 12 * MINUTE, { kind: 'engine', engine: 'up' });
  } else if (lot < 0.96) {
    at(now, { kind: 'doors', doors: 'down' });
    at(now + random.next() * 12 * MINUTE, { kind: 'doors', doors: 'up' });
  } else at(now, { kind: 'clock', clock: random.pick(['2h', '-2h', '90s', '-90s']) });
}
