import type {
  AUDIENCES,
  Cause,
  CHANNELS,
  DeviceKind,
  FaultCode,
  MaintenanceKind,
  PowerSource,
  Severity,
  UnitKind,
} from '#libs/domain';
import {
  CAUSES,
  DEVICE_KINDS,
  FAULT_CODES,
  MAINTENANCE_KINDS,
  POWER_SOURCES,
  SEVERITIES,
  UNIT_KINDS,
} from '#libs/domain';
import { Type, type Static, type TSchema } from 'typebox';
import Value from 'typebox/value';
import { readDuration } from './duration.ts';

/** A trace that cannot be read; the message names the line and what is wrong with it. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
}

const oneOf = <Word extends string>(words: readonly Word[]) =>
  Type.Unsafe<Word>(Type.Union(words.map((word) => Type.Literal(word))));
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '^[\\w-]+$' });
const Duration = Type.String({ pattern: '^(\\d+[dhms])+$' });

/** Which devices: all that fit everything said. `ids` may end in `*`. */
const Who = Type.Object(
  {
    ids: Type.Optional(Type.Array(Type.String())),
    except: Type.Optional(Type.Array(Type.String())),
    unit: Type.Optional(Name),
    kind: Type.Optional(oneOf(DEVICE_KINDS)),
    power: Type.Optional(oneOf(POWER_SOURCES)),
    carrier: Type.Optional(Type.String()),
    behind: Type.Optional(Name),
    /** So many of them, another choice each time. */
    pick: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);
export type Who = Static<typeof Who>;

const Stretch = { target: Name, from: Type.String(), to: Type.String() };

const When = {
  at: Duration,
  every: Type.Optional(Duration),
  times: Type.Optional(Type.Integer({ minimum: 2, maximum: 20_000 })),
};
const event = <Extra extends Record<string, TSchema>>(extra: Extra) =>
  Type.Object({ ...When, ...extra }, { additionalProperties: false });

const LINES = {
  trace: Type.Object(
    { trace: Name, about: Type.String(), startsAt: Type.String(), lasts: Duration },
    { additionalProperties: false },
  ),
  unit: Type.Object(
    { unit: Name, kind: oneOf<UnitKind>(UNIT_KINDS), name: Type.String(), in: Type.Optional(Name) },
    { additionalProperties: false },
  ),
  policy: Type.Object(
    { policy: Name, rules: Type.Record(Type.String(), Type.Unknown()) },
    { additionalProperties: false },
  ),
  device: Type.Object(
    {
      device: Name,
      kind: oneOf<DeviceKind>(DEVICE_KINDS),
      in: Name,
      name: Type.String(),
      /** So many alike: `x` becomes `x-1` … `x-12`. */
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
      landmark: Type.Optional(Type.String()),
      power: Type.Optional(oneOf<PowerSource>(POWER_SOURCES)),
      carrier: Type.Optional(Type.String()),
      behind: Type.Optional(Name),
      intervalSeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 86_400 })),
      offlineAfterSeconds: Type.Optional(Type.Integer({ minimum: 15, maximum: 604_800 })),
    },
    { additionalProperties: false },
  ),
  target: Type.Object(
    {
      target: Name,
      of: Name,
      audience: Type.Optional(Type.Unsafe<(typeof AUDIENCES)[number]>(Type.String())),
      channel: Type.Optional(Type.Unsafe<(typeof CHANNELS)[number]>(Type.String())),
      minimumSeverity: Type.Optional(oneOf<Severity>(SEVERITIES)),
      quietHours: Type.Optional(Type.Object({ from: Type.String(), to: Type.String() })),
    },
    { additionalProperties: false },
  ),
  /** Who of a unit's targets is on duty, on weekdays (1 Monday … 7 Sunday) and instead on single days. */
  duty: Type.Object(
    {
      duty: Name,
      shifts: Type.Array(Type.Object({ ...Stretch, weekday: Type.Integer({ minimum: 1, maximum: 7 }) })),
      overrides: Type.Array(Type.Object({ ...Stretch, date: Type.String() })),
    },
    { additionalProperties: false },
  ),
  /** They say nothing any more. `because`: what is truly the matter; `ours` is nobody's outage. At 0s: they are silent from the start. */
  silent: event({ silent: Who, because: oneOf<Cause | 'ours'>([...CAUSES, 'ours']), for: Type.Optional(Duration) }),
  /** They speak again, spread over `within`; `rebooted`: after a restart. */
  talk: event({ talk: Who, within: Type.Optional(Duration), rebooted: Type.Optional(Type.Boolean()) }),
  fault: event({ fault: oneOf<FaultCode>(FAULT_CODES), of: Who, on: Type.Boolean() }),
  doors: event({ doors: oneOf(['down', 'up'] as const) }),
  engine: event({ engine: oneOf(['down', 'up'] as const) }),
  /** The machine's clock is set on (or back, with `-`). */
  clock: event({ clock: Type.String({ pattern: '^-?(\\d+[dhms])+$' }) }),
  /**
   * Somebody presses "Tôi đi kiểm tra" in the newest message of this target; `ifTold`: when there is one. `about`: in the
   * newest one about this device, where one is. `minutes`: for so long.
   */
  acknowledge: event({
    acknowledge: Name,
    name: Type.String(),
    about: Type.Optional(Name),
    minutes: Type.Optional(Type.Integer({ minimum: 1 })),
    ifTold: Type.Optional(Type.Boolean()),
  }),
  /** Somebody enters planned work, or a planned power outage, of a unit (nothing but `unit` is said) or of devices. */
  maintenance: event({
    maintenance: oneOf<MaintenanceKind>(MAINTENANCE_KINDS),
    of: Who,
    from: Duration,
    until: Duration,
  }),
} as const;

type Line = { readonly [Kind in keyof typeof LINES]: Static<(typeof LINES)[Kind]> };
type EventKind = 'silent' | 'talk' | 'fault' | 'doors' | 'engine' | 'clock' | 'acknowledge' | 'maintenance';
export type TraceEvent = {
  [Kind in EventKind]: { readonly kind: Kind; readonly atMs: number; readonly turn: number } & Line[Kind];
}[EventKind];

export interface Trace {
  readonly name: string;
  readonly about: string;
  /** Epoch ms. */
  readonly startsAt: number;
  readonly lastsMs: number;
  readonly units: readonly Line['unit'][];
  readonly policies: readonly Line['policy'][];
  readonly devices: readonly Line['device'][];
  readonly targets: readonly Line['target'][];
  readonly duties: readonly Line['duty'][];
  /** In the order in which they happen; repeated ones stand for themselves. */
  readonly events: readonly TraceEvent[];
}

/** One JSON object a line; empty lines and lines beginning with `#` say nothing. Throws TraceError. */
export function readTrace(text: string): Trace {
  const read = text.split('\n').flatMap((line, index) => (/^\s*(#|$)/.test(line) ? [] : [readLine(line, index + 1)]));
  const all = <Kind extends keyof Line>(kind: Kind) =>
    read.flatMap((line) => (line.kind === kind ? [line.value as Line[Kind]] : []));
  const [head] = all('trace');
  if (head === undefined) throw new TraceError('A trace begins with {"trace": …}.');
  const startsAt = Date.parse(head.startsAt);
  if (Number.isNaN(startsAt)) throw new TraceError(`startsAt is no moment: ${head.startsAt}`);
  const events = read.flatMap(({ kind, value }) => ('at' in value ? occurrences(kind as EventKind, value) : []));
  return {
    name: head.trace,
    about: head.about,
    startsAt,
    lastsMs: readDuration(head.lasts),
    units: all('unit'),
    policies: all('policy'),
    devices: all('device'),
    targets: all('target'),
    duties: all('duty'),
    events: events.sort((a, b) => a.atMs - b.atMs),
  };
}

function readLine(line: string, number: number): { readonly kind: keyof Line; readonly value: Line[keyof Line] } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new TraceError(`Line ${number} is no JSON: ${(error as Error).message}`);
  }
  const kind = (Object.keys(LINES) as (keyof Line)[]).find(
    (name) => Object.hasOwn(value as object, name) && (name !== 'device' || !('at' in (value as object))),
  );
  if (kind === undefined) throw new TraceError(`Line ${number} is none of: ${Object.keys(LINES).join(', ')}`);
  const [fault] = Value.Errors(LINES[kind], value);
  if (fault) throw new TraceError(`Line ${number} (${kind}): ${fault.instancePath || 'it'}: ${fault.message}`);
  return { kind, value: value as Line[keyof Line] };
}

function occurrences(kind: EventKind, value: Line[EventKind]): TraceEvent[] {
  const first = readDuration(value.at);
  const step = value.every === undefined ? 0 : readDuration(value.every);
  return Array.from(
    { length: value.times ?? 1 },
    (_, turn) => ({ ...value, kind, turn, atMs: first + turn * step }) as TraceEvent,
  );
}
