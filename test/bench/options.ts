import { parseArgs } from 'node:util';

/** What was told on the command line, or holds when it was not. */
interface Told {
  /** Rounds measured; every system under test runs once per round, so that ratios are paired. */
  readonly rounds: number;
  /** Seconds measured per system and round, after a warm-up. */
  readonly seconds: number;
  readonly clients: number;
  readonly devices: number;
  readonly minutes: number;
  /** Which systems or parts to run; all when empty. */
  readonly only: readonly string[];
}

export interface BenchOptions extends Told {
  readonly progress: (line: string) => void;
}

/** What a bench can be told, and what holds when it is not told. */
export interface BenchSettings {
  readonly what: string;
  readonly numbers: Readonly<Partial<Record<NumberOption, number>>>;
  readonly systems?: readonly string[];
}

export interface BenchCommand<Name extends string> {
  readonly name: Name;
  readonly json: boolean;
  readonly options: Told;
}

/** The command line cannot be used; the message says why in one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Every load is bounded. */
const MOST = { rounds: 100, seconds: 3_600, clients: 50_000, devices: 1_000_000, minutes: 7 * 24 * 60 } as const;
type NumberOption = keyof typeof MOST;
const NUMBERS = Object.keys(MOST) as NumberOption[];

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  json: { type: 'boolean', default: false },
  rounds: TEXT,
  seconds: TEXT,
  clients: TEXT,
  devices: TEXT,
  minutes: TEXT,
  only: TEXT,
} as const;

/** Null: help is wanted. Throws {@link UsageError}. */
export function readCommand<Name extends string>(
  args: readonly string[],
  benches: Readonly<Record<Name, BenchSettings>>,
): BenchCommand<Name> | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [name = '', ...more] = positionals;
  const names = Object.keys(benches).join(', ');
  if (name === '') throw new UsageError(`Which bench? There are: ${names}`);
  if (!isNameOf(name, benches)) throw new UsageError(`There is no bench "${name}"; there are: ${names}`);
  if (more.length > 0) throw new UsageError(`One bench at a time: "${more.join(' ')}" is too much after ${name}`);
  const settings = benches[name];
  for (const option of [...NUMBERS, 'only'] as const) {
    const known = option === 'only' ? settings.systems : settings.numbers[option];
    if (values[option] !== undefined && known === undefined) throw new UsageError(`${name} has no --${option}`);
  }
  const number = (option: NumberOption) =>
    values[option] === undefined ? (settings.numbers[option] ?? 0) : readNumber(option, values[option]);
  return {
    name,
    json: values.json,
    options: {
      rounds: number('rounds'),
      seconds: number('seconds'),
      clients: number('clients'),
      devices: number('devices'),
      minutes: number('minutes'),
      only: values.only === undefined ? [] : readSystems(values.only, settings.systems ?? []),
    },
  };
}

/** What `--help` prints. */
export function usage(benches: Readonly<Record<string, BenchSettings>>): string {
  const blocks = Object.entries(benches).map(([name, { what, numbers, systems }]) =>
    [
      `  ${name.padEnd(10)} ${what}`,
      ...Object.entries(numbers).map(([option, value]) => `    --${`${option} N`.padEnd(12)} ${value} unless told`),
      ...(systems ? [`    --${'only A,B'.padEnd(12)} of ${systems.join(', ')}`] : []),
    ].join('\n'),
  );
  return `npm run bench -- <name> [options] [--json]\n\n${blocks.join('\n')}\n\n  --json prints one object a line`;
}

function parse(args: readonly string[]) {
  try {
    // A `--` of npm's may stand before the options.
    return parseArgs({ args: args.filter((word) => word !== '--'), allowPositionals: true, options: OPTIONS });
  } catch (error) {
    // Node's own sentence says which word is wrong; its second one is about `--`, which is not for us.
    throw new UsageError(String((error as Error).message).split('. ')[0], { cause: error });
  }
}

const isNameOf = <Name extends string>(name: string, benches: Readonly<Record<Name, unknown>>): name is Name =>
  Object.hasOwn(benches, name);

function readNumber(option: NumberOption, text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number >= 1 && number <= MOST[option]) return number;
  throw new UsageError(`--${option} must be a whole number from 1 to ${MOST[option]}, not "${text}"`);
}

function readSystems(text: string, systems: readonly string[]): string[] {
  const wanted = text.split(',');
  const unknown = wanted.find((name) => !systems.includes(name));
  if (unknown === undefined) return wanted;
  throw new UsageError(`--only takes some of ${systems.join(', ')}, not "${unknown}"`);
}
