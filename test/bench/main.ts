// `npm run bench -- <name> [options] [--json]`: one figure a line. Only this machine's loopback is ever loaded.
import { parseArgs } from 'node:util';
import { printFigure, type Figure } from './figures.ts';
import { benchDistrict } from './district/index.ts';
import { benchIngest } from './ingest/index.ts';
import type { BenchOptions } from './options.ts';

interface Bench {
  readonly run: (options: BenchOptions) => Promise<readonly Figure[]>;
  /** Known devices when nothing else is said. */
  readonly devices: number;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  ingest: { run: benchIngest, devices: 100_000 },
  district: { run: benchDistrict, devices: 4_656 },
};

const { values, positionals } = parseArgs({
  // A `--` of npm's may stand before the options.
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    clients: { type: 'string', default: '10000' },
    devices: { type: 'string' },
    minutes: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
  },
});
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`Which bench? There are: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
const figures = await bench.run({
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  clients: Number(values.clients),
  devices: Number(values.devices ?? bench.devices),
  minutes: Number(values.minutes),
  only: values.only === '' ? [] : values.only.split(','),
  progress: (line) => console.error(line),
});
for (const figure of figures) printFigure(figure, values.json);
process.exit(0);
