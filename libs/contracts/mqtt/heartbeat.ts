import Type, { type TSchema, type TOptional } from 'typebox';
import { BootId, Words } from './fields.ts';
import { payloadReader, refused, type PayloadResult } from './payload.ts';
import { TELEMETRY_FIELDS, TELEMETRY_FLAGS, TELEMETRY_WORDS, type TelemetryField } from './telemetry.ts';

const numberSchema = ({ minimum, maximum, storage }: TelemetryField) =>
  storage === 'real' ? Type.Number({ minimum, maximum }) : Type.Integer({ minimum, maximum });

const optional = (entries: readonly (readonly [string, TSchema])[]): Record<string, TOptional<TSchema>> =>
  Object.fromEntries(entries.map(([name, schema]) => [name, Type.Optional(schema)]));

const ISO_TIME = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$';

/** Everything but `bootId` and a counter is optional; the measured values come from the one list in telemetry.ts. */
export const Heartbeat = Type.Object({
  bootId: BootId,
  seq: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  sentAt: Type.Optional(Type.String({ maxLength: 40, pattern: ISO_TIME })),
  late: Type.Optional(Type.Boolean()),
  ...optional(TELEMETRY_FIELDS.map((field) => [field.name, numberSchema(field)])),
  ...optional(TELEMETRY_FLAGS.map((name) => [name, Type.Boolean()])),
  ...optional(TELEMETRY_WORDS.map((name) => [name, Words(64)])),
});

export interface HeartbeatMessage {
  readonly bootId: string;
  /** Counter within one boot; uptime seconds for devices without one. */
  readonly seq: number;
  /** The device's own clock, epoch ms: data, never truth. */
  readonly sentAt: number | null;
  /** Measured earlier and kept while the device was cut off. */
  readonly late: boolean;
  /** Measured values by name: numbers, yes/no and short words of telemetry.ts. */
  readonly facts: Readonly<Record<string, number | boolean | string>>;
}

const readRaw = payloadReader(Heartbeat);
type Raw = Record<string, number | boolean | string> & { bootId: string };
const HEADER = new Set(['bootId', 'seq', 'sentAt', 'late']);

/** Reads one JSON heartbeat. Total: bad input is a named reason with the field's path. */
export function readHeartbeat(bytes: Uint8Array): PayloadResult<HeartbeatMessage> {
  const raw = readRaw(bytes);
  if (!raw.ok) return raw;
  const message = raw.value as unknown as Raw;
  const seq = message['seq'] ?? message['uptimeSeconds'];
  if (typeof seq !== 'number') return refused('missing', '/seq');
  const sentAt = typeof message['sentAt'] === 'string' ? Date.parse(message['sentAt']) : null;
  if (Number.isNaN(sentAt)) return refused('bad_format', '/sentAt');
  const facts = factsOf(message, raw.unknown !== null || raw.unknownDropped);
  const value = { bootId: message.bootId, seq, sentAt, late: message['late'] === true, facts };
  return { ...raw, value };
}

const FACT_NAMES = new Set<string>([
  ...TELEMETRY_FIELDS.map((field) => field.name),
  ...TELEMETRY_FLAGS,
  ...TELEMETRY_WORDS,
]);

function factsOf(message: Raw, hasUnknown: boolean): HeartbeatMessage['facts'] {
  const facts: Record<string, number | boolean | string> = {};
  for (const name in message) {
    if (hasUnknown ? FACT_NAMES.has(name) : !HEADER.has(name)) facts[name] = message[name]!;
  }
  return facts;
}
