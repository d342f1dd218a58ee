import { PbfWriter } from 'pbf';
import { Unreadable } from './bounded-protobuf.ts';
import { BootId, Words } from './fields.ts';
import type { HeartbeatMessage } from './heartbeat.ts';
import { MAX_PAYLOAD_BYTES, refused, unknownsKept, valueFault, type PayloadResult } from './payload.ts';
import { WIRE, WireReader } from './protobuf-wire.ts';
import { TELEMETRY_FIELDS, TELEMETRY_FLAGS, TELEMETRY_WORDS, type TelemetryField } from './telemetry.ts';

/** Field numbers of `proto/heartbeat.proto`. Never used again for anything else. */
const HEADER = { bootId: 1, seq: 2, sentAt: 3, late: 4 } as const;
const FIRST = { number: 16, flag: 80, word: 96 } as const;

type Kind = 'float' | 'whole' | 'zigzag' | 'flag' | 'word';
interface Slot {
  readonly number: number;
  readonly name: string;
  readonly path: string;
  readonly kind: Kind;
  readonly wire: number;
  readonly minimum: number;
  readonly maximum: number;
}

const WIRE_OF: Readonly<Record<Kind, number>> = {
  ...{ float: WIRE.fixed32, whole: WIRE.varint, zigzag: WIRE.varint, flag: WIRE.varint, word: WIRE.bytes },
};

const slot = (number: number, name: string, kind: Kind, minimum = 0, maximum = 0): Slot => ({
  ...{ number, name, kind, minimum, maximum, path: `/${name}`, wire: WIRE_OF[kind] },
});

const kindOf = ({ storage, minimum }: TelemetryField): Kind => {
  if (storage === 'real') return 'float';
  return minimum < 0 ? 'zigzag' : 'whole';
};

/** Measured values, from the one list in telemetry.ts; a number follows from the position there. */
const SLOTS: readonly Slot[] = [
  ...TELEMETRY_FIELDS.map((field, index) =>
    slot(FIRST.number + index, field.name, kindOf(field), field.minimum, field.maximum),
  ),
  ...TELEMETRY_FLAGS.map((name, index) => slot(FIRST.flag + index, name, 'flag')),
  ...TELEMETRY_WORDS.map((name, index) => slot(FIRST.word + index, name, 'word')),
];
const SLOT_OF_NUMBER: readonly (Slot | undefined)[] = Array.from({ length: FIRST.word + 32 }, (_, number) =>
  SLOTS.find((one) => one.number === number),
);
const SLOT_OF_NAME = new Map(SLOTS.map((one) => [one.name, one]));

const bootIdFault = valueFault(BootId);
const wordFault = valueFault(Words(64));
/** The years 0 to 9999, as ISO 8601 writes them. */
const CLOCK = { minimum: -62_167_219_200_000, maximum: 253_402_300_799_999 };
/** Bytes; more than 64 characters in any script. */
const MOST_TEXT = 256;

const reader = new WireReader();
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The same message as {@link readHeartbeat} reads from JSON, by the same limits; total, too. */
export function readHeartbeatProtobuf(bytes: Uint8Array): PayloadResult<HeartbeatMessage> {
  if (bytes.length > MAX_PAYLOAD_BYTES) return refused('too_large');
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.fault, error.path);
    throw error;
  }
}

function read(bytes: Uint8Array): PayloadResult<HeartbeatMessage> {
  const facts: Record<string, number | boolean | string> = {};
  let bootId: string | null = null;
  let seq: number | null = null;
  let sentAt: number | null = null;
  let late = false;
  let unknown: Record<string, unknown> | null = null;
  reader.open(bytes);
  while (reader.next()) {
    const known = SLOT_OF_NUMBER[reader.field];
    if (known !== undefined) facts[known.name] = valueOf(known);
    else if (reader.field === HEADER.bootId) bootId = text('/bootId', bootIdFault);
    else if (reader.field === HEADER.seq) seq = within(header('/seq').varint(), '/seq', 0, Number.MAX_SAFE_INTEGER);
    else if (reader.field === HEADER.sentAt) {
      sentAt = within(header('/sentAt').signed(), '/sentAt', CLOCK.minimum, CLOCK.maximum);
    } else if (reader.field === HEADER.late) late = header('/late').varint() !== 0;
    else (unknown ??= {})[reader.field] = reader.anything();
  }
  if (bootId === null) return refused('missing', '/bootId');
  seq ??= (facts['uptimeSeconds'] as number | undefined) ?? null;
  if (seq === null) return refused('missing', '/seq');
  return { ok: true, value: { bootId, seq, sentAt, late, facts }, ...unknownsKept(unknown) };
}

function valueOf({ kind, wire, path, minimum, maximum }: Slot): number | boolean | string {
  if (reader.wire !== wire) throw new Unreadable('wrong_type', path);
  switch (kind) {
    case 'float':
      return sevenDigits(within(reader.float(), path, minimum, maximum));
    case 'whole':
      return within(reader.varint(), path, minimum, maximum);
    case 'zigzag':
      return within(reader.zigzag(), path, minimum, maximum);
    case 'flag':
      return reader.varint() !== 0;
    case 'word':
      return text(path, wordFault);
  }
}

function header(path: string): WireReader {
  if (reader.wire !== WIRE.varint) throw new Unreadable('wrong_type', path);
  return reader;
}

/** NaN and infinities are no numbers, as in JSON. */
function within(value: number, path: string, minimum: number, maximum: number): number {
  if (value >= minimum && value <= maximum) return value;
  throw new Unreadable(Number.isFinite(value) ? 'out_of_range' : 'wrong_type', path);
}

/** A float of 32 bits means seven digits: 12.61 arrives as 12.609999656677246 and is 12.61. */
function sevenDigits(value: number): number {
  const size = Math.abs(value);
  let scale = 1e7;
  for (let top = 1; size >= top && scale > 1; top *= 10) scale /= 10;
  return Math.round(value * scale) / scale + 0;
}

function text(path: string, faultOf: ReturnType<typeof valueFault>): string {
  if (reader.wire !== WIRE.bytes) throw new Unreadable('wrong_type', path);
  const bytes = reader.view();
  if (bytes.length > MOST_TEXT) throw new Unreadable('out_of_range', path);
  const value = ascii(bytes) ?? decoded(bytes, path);
  const fault = faultOf(value);
  if (fault !== null) throw new Unreadable(fault, path);
  return value;
}

/** Null when it is more than ASCII. Short words are read faster so than by a decoder. */
function ascii(bytes: Uint8Array): string | null {
  let value = '';
  for (const byte of bytes) {
    if (byte > 0x7f) return null;
    value += String.fromCharCode(byte);
  }
  return value;
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Unreadable('not_utf8', path);
  }
}

/** As a device writes it; facts the format does not name are left out. */
export function writeHeartbeatProtobuf({ bootId, seq, sentAt, late, facts }: HeartbeatMessage): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeStringField(HEADER.bootId, bootId);
  pbf.writeVarintField(HEADER.seq, seq);
  if (sentAt !== null) pbf.writeVarintField(HEADER.sentAt, sentAt);
  if (late) pbf.writeBooleanField(HEADER.late, true);
  for (const [name, value] of Object.entries(facts)) {
    const known = SLOT_OF_NAME.get(name);
    if (known === undefined) continue;
    if (known.kind === 'float') pbf.writeFloatField(known.number, Number(value));
    else if (known.kind === 'whole') pbf.writeVarintField(known.number, Number(value));
    else if (known.kind === 'zigzag') pbf.writeSVarintField(known.number, Number(value));
    else if (known.kind === 'flag') pbf.writeBooleanField(known.number, value === true);
    else pbf.writeStringField(known.number, String(value));
  }
  return pbf.finish();
}
