import { ByteSink, ByteSource } from './byte-sink.ts';

export type Value = number | boolean | string | null;

/** How a column's values are written. Stored: a number never changes its meaning. */
const KIND = { plain: 0, steps: 1, stepsOfSteps: 2, float64: 3, boolean: 4, text: 5 } as const;
type Kind = (typeof KIND)[keyof typeof KIND];
const HAS_NULLS = 0x80;

/** Powers of ten a column's numbers are whole multiples of, the coarsest first: readings are decimals with few places. */
const SCALES = [6, 3, 0, -1, -2, -3, -4, -5, -6, -7, -8, -9] as const;
const SCALE_OFFSET = 16;
/** Beyond it the second difference of whole numbers might not be exact any more. */
const EXACT = 2 ** 49;

/**
 * A column of values, nulls among them, in as few bytes as a plain look finds: decimals as whole numbers, as such, as
 * steps, or as steps of steps, whichever is shortest. Lossless but for the sign of zero.
 */
export function packColumn(values: readonly Value[]): Uint8Array {
  const present = values.filter((value) => value !== null);
  const sink = new ByteSink();
  const nulls = present.length < values.length ? HAS_NULLS : 0;
  const write = (kind: Kind) => {
    sink.byte(kind | nulls);
    if (nulls !== 0)
      packBits(
        sink,
        values.map((value) => value === null),
      );
    return sink;
  };
  if (present.every((value) => typeof value === 'number')) {
    const [kind, body] = packNumbers(present);
    return write(kind).bytes(body).view();
  }
  if (present.every((value) => typeof value === 'boolean')) {
    packBits(write(KIND.boolean), present);
    return sink.view();
  }
  packTexts(write(KIND.text), present.map(String));
  return sink.view();
}

export function unpackColumn(bytes: Uint8Array, rows: number): Value[] {
  const source = new ByteSource(bytes);
  const head = source.byte();
  const isNull = (head & HAS_NULLS) === 0 ? null : unpackBits(source, rows);
  const present = isNull === null ? rows : isNull.filter((one) => !one).length;
  const values = unpackPresent(source, (head & ~HAS_NULLS) as Kind, present);
  if (isNull === null) return values;
  let next = 0;
  return isNull.map((one) => (one ? null : (values[next++] ?? null)));
}

function unpackPresent(source: ByteSource, kind: Kind, count: number): Value[] {
  switch (kind) {
    case KIND.boolean:
      return unpackBits(source, count);
    case KIND.text:
      return unpackTexts(source, count);
    case KIND.float64:
      return Array.from({ length: count }, () => source.float64());
    case KIND.plain:
    case KIND.steps:
    case KIND.stepsOfSteps:
      return unpackWhole(source, kind, count);
    default:
      throw new Error(`a packed column of an unknown kind: ${String(kind)}`);
  }
}

function packNumbers(values: readonly number[]): [Kind, Uint8Array] {
  const scale = SCALES.find((candidate) => values.every((value) => isWholeAt(value, candidate)));
  if (scale === undefined) {
    const sink = new ByteSink();
    for (const value of values) sink.float64(value);
    return [KIND.float64, sink.view()];
  }
  const whole = values.map((value) => atScale(value, scale));
  const steps = differences(whole);
  const candidates: readonly [Kind, readonly number[]][] = [
    [KIND.plain, whole],
    [KIND.steps, steps],
    [KIND.stepsOfSteps, [...steps.slice(0, 1), ...differences(steps.slice(1))]],
  ];
  const packed = candidates.map(([kind, numbers]) => [kind, packWhole(numbers, scale)] as const);
  const [kind, body] = packed.reduce((best, one) => (one[1].length < best[1].length ? one : best));
  return [kind, body];
}

const atScale = (value: number, scale: number): number =>
  Math.round(scale >= 0 ? value / 10 ** scale : value * 10 ** -scale);
const fromScale = (whole: number, scale: number): number => (scale >= 0 ? whole * 10 ** scale : whole / 10 ** -scale);

function isWholeAt(value: number, scale: number): boolean {
  const whole = atScale(value, scale);
  return Math.abs(whole) < EXACT && fromScale(whole, scale) === value;
}

/** The first as it is, then by how much each differs from the one before. */
const differences = (numbers: readonly number[]): number[] =>
  numbers.map((value, index) => (index === 0 ? value : value - (numbers[index - 1] ?? 0)));
function packWhole(numbers: readonly number[], scale: number): Uint8Array {
  const sink = new ByteSink().byte(scale + SCALE_OFFSET);
  // Runs of the same number, which is what a lamp by day says, take three bytes.
  const isConstant = numbers.length > 2 && numbers.slice(2).every((value) => value === numbers[1]);
  sink.byte(isConstant ? 1 : 0);
  for (const value of isConstant ? numbers.slice(0, 2) : numbers) sink.count(value < 0 ? -2 * value - 1 : 2 * value);
  return sink.view();
}

/** A plain loop: a year of hours is tens of thousands of these numbers. */
function unpackWhole(source: ByteSource, kind: Kind, count: number): number[] {
  const scale = source.byte() - SCALE_OFFSET;
  const written = source.byte() === 1 ? 2 : count;
  const values = new Array<number>(count);
  let [number, step, whole] = [0, 0, 0];
  for (let at = 0; at < count; at++) {
    if (at < written) number = unfolded(source.count());
    if (kind === KIND.plain) whole = number;
    else {
      step = kind === KIND.stepsOfSteps && at > 1 ? step + number : number;
      whole += step;
    }
    values[at] = fromScale(whole, scale);
  }
  return values;
}

const unfolded = (folded: number): number => (folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2);

function packBits(sink: ByteSink, bits: readonly boolean[]): void {
  for (let at = 0; at < bits.length; at += 8) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) if (bits[at + bit] === true) byte |= 1 << bit;
    sink.byte(byte);
  }
}

function unpackBits(source: ByteSource, count: number): boolean[] {
  const bytes = source.bytes(Math.ceil(count / 8));
  return Array.from({ length: count }, (_, at) => (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1);
}

function packTexts(sink: ByteSink, texts: readonly string[]): void {
  const words = [...new Set(texts)];
  sink.count(words.length);
  for (const word of words) sink.part(new TextEncoder().encode(word));
  for (const text of texts) sink.count(words.indexOf(text));
}

function unpackTexts(source: ByteSource, count: number): string[] {
  const words = Array.from({ length: source.count() }, () => new TextDecoder().decode(source.part()));
  return Array.from({ length: count }, () => {
    const word = words[source.count()];
    if (word === undefined) throw new Error('a packed column names a word it does not have');
    return word;
  });
}
