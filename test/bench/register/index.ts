// `bench register`: registering, importing, listing and searching with ten thousand devices.
import { type Figure, figure } from '../figures.ts';
import { freshDatabase, startDurablePostgres } from '../durable-postgres.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { measureTree } from '../process-tree.ts';
import { ProductProcess } from '../product-process.ts';
import { FILTERS } from './filters.ts';
import { listOf, VILLAGES } from './list.ts';
import { Officer } from './officer.ts';

const ROWS_A_FILE = 5_000;
const REGISTRATIONS = 300;
const CALLS_A_FILTER = 40;

export const REGISTER: BenchSettings = {
  what: 'how long one registration, a file of 5,000 rows, any list and any search take with 10,000 devices',
  numbers: { devices: 10_000 },
};

export async function benchRegister({ devices, progress }: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  const product = await ProductProcess.start(await freshDatabase(postgres.url, 'bench_register'), 'standalone');
  try {
    const officer = await Officer.signIn(product);
    const groupId = await makeVillages(officer);
    const imports = await importFiles(officer, product, devices, progress);
    progress('registering, one by one');
    const registrations: number[] = [];
    for (let n = 0; n < REGISTRATIONS; n++)
      registrations.push(await officer.alone('POST', '/devices', single(groupId, n)));
    progress('listing and searching');
    return [
      ...imports,
      one('registration_p50', 'ms', quantile(registrations, 0.5)),
      one('registration_p95', 'ms', quantile(registrations, 0.95)),
      ...(await lists(officer)),
    ];
  } finally {
    await product.stop();
    await postgres.stop();
  }
}

const one = (metric: string, unit: string, value: number): Figure => figure('register', metric, unit, [value]);

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** The id of one group. */
async function makeVillages(officer: Officer): Promise<string> {
  let groupId = '';
  const commune = await officer.unit('commune', 'Xã Đan Phượng');
  for (const name of VILLAGES) {
    const village = await officer.unit('village', name, commune);
    for (let n = 1; n <= 5; n++) groupId = await officer.unit('group', `Tổ tự quản số ${n}`, village);
  }
  return groupId;
}

const single = (unitId: string, n: number) => ({
  ...{ kind: 'camera', name: `Camera lẻ ${n}`, unitId, latitude: 20.5 + n / 1_000, longitude: 105.9 },
  onvif: { url: `http://192.168.${n % 250}.9`, username: 'admin', password: 'mat-khau' },
});

async function importFiles(
  officer: Officer,
  product: ProductProcess,
  devices: number,
  progress: BenchOptions['progress'],
): Promise<Figure[]> {
  const [dry, made, again]: [number[], number[], number[]] = [[], [], []];
  let changed = 0;
  for (let from = 0; from < devices; from += ROWS_A_FILE) {
    const format = from === 0 ? 'csv' : 'xlsx';
    progress(`importing ${ROWS_A_FILE} rows (${format}) onto ${from} devices`);
    const file = await listOf(from, ROWS_A_FILE, format);
    const tried = await officer.import(file, true);
    const written = await officer.import(file, false);
    if (written.value.made !== ROWS_A_FILE) throw new Error(`not all rows were made: ${JSON.stringify(written.value)}`);
    const repeated = await officer.import(file, false);
    changed += repeated.value.made + repeated.value.changed;
    dry.push(tried.ms / 1_000);
    made.push(written.ms / 1_000);
    again.push(repeated.ms / 1_000);
  }
  const { pssMegabytes } = measureTree([product.pid]);
  return [
    figure('register', 'import_5000_dry_run', 's', dry),
    figure('register', 'import_5000', 's', made),
    figure('register', 'import_5000_again', 's', again),
    one('import_again_rows_changed', 'rows', changed),
    one('memory_after_imports', 'MB', pssMegabytes),
  ];
}

async function lists(officer: Officer): Promise<Figure[]> {
  const figures: Figure[] = [];
  const all: number[] = [];
  for (const [name, query] of FILTERS) {
    const times: number[] = [];
    for (let n = 0; n < CALLS_A_FILTER; n++) times.push(await officer.alone('GET', `/devices?${query}`));
    all.push(quantile(times, 0.95));
    figures.push(one(`list_${name}_p95`, 'ms', quantile(times, 0.95)));
  }
  return [...figures, one('list_slowest_filter_p95', 'ms', Math.max(...all))];
}
