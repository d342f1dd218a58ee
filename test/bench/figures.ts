/** One printed line; contract: one object a line with `--json`. `low`/`high` are the spread over the rounds. */
export interface Figure {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly baseline?: string;
  readonly ratio?: number;
  readonly ratioLow?: number;
  readonly ratioHigh?: number;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('the median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

const rounded = (value: number) => Number(value.toPrecision(4));
const spread = (values: readonly number[]) => ({
  low: rounded(Math.min(...values)),
  high: rounded(Math.max(...values)),
});

/** A figure measured once per round. */
export function figure(bench: string, metric: string, unit: string, rounds: readonly number[]): Figure {
  return { bench, metric, value: rounded(median(rounds)), unit, ...spread(rounds) };
}

/** The same beside a baseline measured in the same rounds: the ratio is the median of the rounds' own ratios. */
export function paired(
  bench: string,
  metric: string,
  unit: string,
  rounds: readonly number[],
  baseline: { readonly name: string; readonly rounds: readonly number[] },
): Figure {
  const ratios = rounds.map((value, round) => value / (baseline.rounds[round] ?? NaN));
  const { low, high } = spread(ratios);
  return {
    ...figure(bench, metric, unit, rounds),
    baseline: baseline.name,
    ratio: rounded(median(ratios)),
    ratioLow: low,
    ratioHigh: high,
  };
}

export function printFigure(line: Figure, json: boolean): void {
  if (json) return console.log(JSON.stringify(line));
  const range = line.low === undefined || line.low === line.high ? '' : ` (${line.low} to ${line.high})`;
  const against =
    line.baseline === undefined ? '' : `  = ${line.ratio} × ${line.baseline} (${line.ratioLow} to ${line.ratioHigh})`;
  console.log(`${line.metric.padEnd(28)} ${line.value} ${line.unit}${range}${against}`);
}
