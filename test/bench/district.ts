// `bench district`: the demo's district, whole and healthy, for N minutes. What the product costs (the simulator is
// this process and not counted), how fast the list answers, and whether anybody was told anything that is not true.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Demo, startProductProcess } from '#apps/simulator';
import { SystemClock } from '#libs/runtime';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { freePort } from './free-port.ts';
import type { BenchOptions } from './options.ts';
import { measureTree, type TreeFigures } from './process-tree.ts';
import { signIn, type SignedIn } from './signed-in.ts';

/** Every device has been heard at least once more, and start-up work is over. */
const SETTLE_MS = 150_000;
const LOOK_EVERY_MS = 2_000;
/** As the list screen asks: the first page, a search, the broken ones, one kind. */
const LISTS = [
  'devices?limit=50',
  'devices?limit=50&q=thap+thuong',
  'devices?limit=50&health=offline',
  'devices?limit=50&kind=camera',
];

interface Observed {
  readonly before: TreeFigures;
  readonly after: TreeFigures;
  readonly seconds: number;
  readonly pssMegabytes: readonly number[];
  readonly listMs: readonly number[];
}

async function observe(pid: number, api: SignedIn, options: BenchOptions): Promise<Observed> {
  const start = performance.now();
  const before = measureTree([pid]);
  const pssMegabytes: number[] = [];
  const listMs: number[] = [];
  const end = start + options.minutes * 60_000;
  for (let look = 0; performance.now() < end; look++) {
    const asked = performance.now();
    await api.get(LISTS[look % LISTS.length] ?? '');
    listMs.push(performance.now() - asked);
    pssMegabytes.push(measureTree([pid]).pssMegabytes);
    if (look % 30 === 0)
      options.progress(
        `${Math.round((performance.now() - start) / 1_000)} s: ${Math.round(pssMegabytes.at(-1) ?? 0)} MB`,
      );
    await pause(LOOK_EVERY_MS);
  }
  const after = measureTree([pid]);
  return { before, after, seconds: (performance.now() - start) / 1_000, pssMegabytes, listMs };
}

/** How many there are in a paged list. */
async function countAll(api: SignedIn, path: string): Promise<number> {
  let count = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: unknown[]; nextCursor: string | null } = await api.get(
      `${path}&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    count += page.items.length;
    cursor = page.nextCursor;
  }
  return count;
}

/** Nothing was broken on purpose, so every incident is a false one. */
async function falseIncidents(api: SignedIn): Promise<number> {
  const states = await Promise.all(
    ['open', 'acknowledged', 'resolved'].map((state) => countAll(api, `incidents?state=${state}`)),
  );
  return states.reduce((sum, count) => sum + count, 0);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

async function measureDemo(demo: Demo, options: BenchOptions): Promise<readonly Figure[]> {
  const pid = demo.product.pid;
  const administrator = demo.logins.find(({ who }) => who === 'administrator');
  if (pid === null || administrator === undefined) throw new Error('the demo runs no product to measure');
  const api = await signIn(demo.product.origin, administrator);
  options.progress(`the district runs; settling for ${SETTLE_MS / 1_000} s`);
  await pause(SETTLE_MS);
  const observed = await observe(pid, api, options);
  const devices = await countAll(api, 'devices?');
  const online = await countAll(api, 'devices?health=online');
  const cores = (observed.after.cpuSeconds - observed.before.cpuSeconds) / observed.seconds;
  return [
    figure('district', 'devices', 'devices', [devices]),
    figure('district', 'devices_online', 'devices', [online]),
    figure('district', 'minutes', 'min', [observed.seconds / 60]),
    figure('district', 'product_cpu', '% of one core', [cores * 100]),
    figure('district', 'product_pss_max', 'MB', [Math.max(...observed.pssMegabytes)]),
    figure('district', 'devices_list_p50', 'ms', [percentile(observed.listMs, 0.5)]),
    figure('district', 'devices_list_p95', 'ms', [percentile(observed.listMs, 0.95)]),
    figure('district', 'false_incidents', 'incidents', [await falseIncidents(api)]),
  ];
}

export async function benchDistrict(options: BenchOptions): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'canh-district-'));
  chmodSync(dataDir, 0o755); // as root, the database runs as another user, who has to pass through
  const demo = new Demo({
    dataDir,
    httpPort: await freePort(),
    mqttPort: await freePort(),
    pagesPort: 0,
    cameraPort: await freePort(),
    devices: options.devices,
    intervalSeconds: null,
    groupWaitSeconds: null,
    faults: [],
    startProduct: startProductProcess,
    clock: new SystemClock(),
    say: options.progress,
  });
  try {
    await demo.start();
    return await measureDemo(demo, options);
  } finally {
    await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
