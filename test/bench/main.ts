// `npm run bench -- <name> [options] [--json]`: one figure a line. Only this machine's loopback is ever loaded.
import { parseArgs } from 'node:util';
import { printFigure, type Figure } from './figures.ts';
import { benchIngest } from './ingest/index.ts';
import type { BenchOptions } from './options.ts';

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<readonly Figure[]>>> = {
  ingest: benchIngest,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    clients: { type: 'string', default: '10000' },
    devices: { type: 'string', default: '100000' },
    minutes: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
  },
});
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`Which bench? There are: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
const figures = await bench({
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  clients: Number(values.clients),
  devices: Number(values.devices),
  minutes: Number(values.minutes),
  only: values.only === '' ? [] : values.only.split(','),
  progress: (line) => console.error(line),
});
for (const figure of figures) printFigure(figure, values.json);
process.exit(0);
