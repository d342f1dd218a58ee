// `bench lights`: what the rules find of what was planted, and how good the list of the lamps that will be dark is.
import { type Figure } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { benchDoor } from './door.ts';
import { type FleetPlan, HELD_OUT, TUNING } from './fleet.ts';
import { quantile } from './score.ts';
import { study, type StudyResult } from './study.ts';

export const LIGHTS: BenchSettings = {
  what: 'faults planted in simulated solar lights, found and falsely said, and the score of "dark tonight"; what a heartbeat costs at the door',
  numbers: { devices: 1_800 },
  systems: ['tuning', 'held-out', 'missing-fields', 'door'],
};

/** A third of what a controller could say is not sent. */
const MISSING = 1 / 3;

export async function benchLights({ devices, only, progress }: BenchOptions): Promise<readonly Figure[]> {
  const runs: readonly (readonly [string, FleetPlan, number])[] = [
    ['tuning', TUNING, 0],
    ['held-out', HELD_OUT, 0],
    ['missing-fields', TUNING, MISSING],
  ];
  const door = only.length === 0 || only.includes('door') ? benchDoor(progress) : [];
  return Promise.resolve([
    ...door,
    ...runs
      .filter(([name]) => only.length === 0 || only.includes(name))
      .flatMap(([name, plan, missing]) => {
        progress(
          `${name}: ${devices} simulated lights, ${plan.nights} nights, seed "${plan.seed}", sky "${plan.climate.seed}"`,
        );
        const result = study({ ...plan, lights: devices }, missing);
        for (const line of table(result)) progress(line);
        return figures(name, result);
      }),
  ]);
}

const percent = (part: number, whole: number) =>
  whole === 0 ? '  none' : `${((100 * part) / whole).toFixed(1)} %`.padStart(7);

function table({ faults, dark }: StudyResult): string[] {
  const rows = [...faults.rows].map(
    ([code, row]) =>
      `${code.padEnd(20)} planted ${String(row.planted).padStart(4)}  found ${percent(row.found, row.planted)}  said ${String(row.raised).padStart(5)}  right ${percent(row.right, row.raised)}  after ${row.minutes.length === 0 ? '-' : `${Math.round(quantile(row.minutes, 0.5))} min, at most ${Math.round(Math.max(...row.minutes))}`}`,
  );
  return [
    ...rows,
    `dark tonight: ${dark.nights} nights of lamps, ${dark.dark} dark, ${dark.listed} listed, right ${percent(dark.right, dark.listed)}, foreseen ${percent(dark.right, dark.dark)}`,
  ];
}

function figures(run: string, { faults, dark, microseconds }: StudyResult): Figure[] {
  const named = run.replace('-', '_');
  const one = (metric: string, value: number, unit: string): Figure => ({
    bench: 'lights',
    metric: `${named}_${metric}`,
    value: Number(value.toFixed(3)),
    unit,
  });
  const rows = [...faults.rows.values()];
  const shares = (pick: (row: (typeof rows)[number]) => readonly [number, number]) =>
    rows.map(pick).flatMap(([part, whole]) => (whole === 0 ? [] : [part / whole]));
  const seen = (code: string) => Math.max(...(faults.rows.get(code)?.minutes ?? []));
  return [
    one('worst_precision', Math.min(...shares((row) => [row.right, row.raised])), ''),
    one('worst_recall', Math.min(...shares((row) => [row.found, row.planted])), ''),
    one('no_light_found_at_most', seen('lamp_failure'), 'min'),
    one('day_burner_found_at_most', seen('lamp_unexpected_on'), 'min'),
    one('dark_tonight_precision', dark.precision, ''),
    one('dark_tonight_recall', dark.recall, ''),
    one('cpu_a_sample', microseconds, 'µs'),
  ];
}
