import { parseArgs } from 'node:util';
import { readFault, type PlannedFault } from '../faults/fault.ts';
import { MOST_DEVICES } from '../fleet/planned-device.ts';

export type Command = 'demo' | 'fleet';

export interface CliOptions {
  readonly command: Command;
  readonly help: boolean;
  /** Null: as many as at the first start, or the whole district. */
  readonly devices: number | null;
  readonly minutes: number | null;
  readonly intervalSeconds: number | null;
  readonly groupWaitSeconds: number | null;
  readonly faults: readonly PlannedFault[];
  /** The demo plants no faults of its own. */
  readonly healthy: boolean;
  readonly dataDir: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly pagesPort: number;
  readonly cameraPort: number;
  readonly api: string | null;
  readonly mqtt: string | null;
  readonly email: string;
  readonly credentials: string;
}

/** Something on the command line or in the environment cannot be used; the message says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  help: { type: 'boolean', default: false },
  healthy: { type: 'boolean', default: false },
  fault: { type: 'string', multiple: true, default: [] as string[] },
  devices: TEXT,
  minutes: TEXT,
  interval: TEXT,
  'group-wait': TEXT,
  'data-dir': TEXT,
  'http-port': TEXT,
  'mqtt-port': TEXT,
  'pages-port': TEXT,
  'camera-port': TEXT,
  api: TEXT,
  mqtt: TEXT,
  email: TEXT,
  credentials: TEXT,
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

export function readOptions(args: readonly string[], environment: Environment): CliOptions {
  const { values, positionals } = parse(args);
  const [command = 'fleet'] = positionals;
  if (command !== 'demo' && command !== 'fleet') throw new UsageError(`There is no command "${command}"`);
  const whole = (name: keyof typeof values, low: number, high: number): number | null =>
    values[name] === undefined ? null : wholeNumber(`--${name}`, String(values[name]), low, high);
  const port = (name: keyof typeof values, variable: string, fallback: number): number =>
    whole(name, 0, 65_535) ?? wholeNumber(variable, environment[variable] ?? String(fallback), 0, 65_535);
  return {
    ...{ command, help: values.help, faults: values.fault.map(fault), healthy: values.healthy },
    devices: whole('devices', 1, MOST_DEVICES),
    minutes: whole('minutes', 1, 100_000),
    intervalSeconds: whole('interval', 5, 3_600),
    groupWaitSeconds: whole('group-wait', 0, 600),
    dataDir: values['data-dir'] ?? './data-demo',
    ...{ httpPort: port('http-port', 'HTTP_PORT', 3000), mqttPort: port('mqtt-port', 'MQTT_PORT', 1883) },
    ...{ pagesPort: port('pages-port', 'PAGES_PORT', 3001), cameraPort: port('camera-port', 'CAMERA_PORT', 8480) },
    ...{ api: values.api ?? null, mqtt: values.mqtt ?? null, email: values.email ?? 'admin@canhthon.local' },
    credentials: values.credentials ?? './data-simulator/credentials.jsonl',
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new UsageError(`${name} must be a whole number from ${low} to ${high}, not "${text}"`);
  }
  return value;
}

function fault(text: string): PlannedFault {
  const planned = readFault(text);
  if (planned === null) throw new UsageError(`--fault ${text} cannot be read; --help shows the form`);
  return planned;
}
