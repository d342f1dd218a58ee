// `bench map`: the health map of 10,000, 100,000 and 1,000,000 devices, by tiles and by one GeoJSON source.
import type { Browser } from 'playwright-core';
import { type Figure, figure, median, paired } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { measureTree } from '../process-tree.ts';
import { onStage } from '../product-in-browser.ts';
import type { ProductProcess } from '../product-process.ts';
import { serveBarePage } from './bare-page.ts';
import { bareRender, productRender } from './first-render.ts';
import { TileClient } from './tile-client.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;
/** As GeoJSON a million points are some three hundred megabytes: no browser is asked to swallow them. */
const MOST_AS_GEOJSON = 100_000;
const TILES = 1_200;
const WARM_UP_TILES = 200;

export const MAP: BenchSettings = {
  what: 'how fast the health map is drawn, and how long a tile takes',
  numbers: { devices: 1_000_000, rounds: 5 },
};

export const benchMap = (options: BenchOptions): Promise<readonly Figure[]> =>
  onStage(options.progress, async ({ browser, inCountry }) => {
    const figures: Figure[] = [];
    let smallest: readonly number[] | null = null;
    for (const devices of SIZES.filter((size) => size <= options.devices)) {
      const found = await inCountry({ devices }, ({ product }) => measure(browser, product, devices, options));
      figures.push(...found.figures);
      // A larger country may take longer than somebody waits.
      for (const { metric, value, unit } of found.figures) options.progress(`  ${metric} ${value} ${unit}`);
      smallest ??= found.tiles;
      if (found.tiles !== smallest)
        figures.push(one(`${devices}_render_to_${SIZES[0]}`, '×', median(found.tiles) / median(smallest)));
    }
    return figures;
  });

const one = (metric: string, unit: string, value: number): Figure => figure('map', metric, unit, [value]);

interface Measured {
  readonly figures: readonly Figure[];
  /** First renders by tiles (ms). */
  readonly tiles: readonly number[];
}

async function measure(
  browser: Browser,
  api: ProductProcess,
  devices: number,
  options: BenchOptions,
): Promise<Measured> {
  const token = await api.signIn();
  const client = new TileClient(api.origin, token);
  try {
    const before = measureTree([api.pid]).pssMegabytes;
    const { ms: coldMs, extent } = await client.cold();
    const memory = measureTree([api.pid]).pssMegabytes - before;
    options.progress(`${devices} devices: first answer after ${coldMs.toFixed(0)} ms; reading tiles`);
    const box = extent.box ?? [];
    await client.read(box, WARM_UP_TILES);
    const worked = measureTree([api.pid]).cpuSeconds;
    const { latencies, sizes } = await client.read(box, TILES);
    const cpu = measureTree([api.pid]).cpuSeconds - worked;
    options.progress(`${devices} devices: drawing`);
    const page = await productRender(browser, api.origin, options.rounds);
    const points = devices <= MOST_AS_GEOJSON ? await client.points() : null;
    const bare = await serveBarePage(api.origin, points ?? Buffer.alloc(0));
    const at = (source: string) => `${bare.origin}/#source=${source}&token=${token}&box=${box.join()}`;
    const tiles = await bareRender(browser, at('tiles'), options.rounds);
    const geojson = points === null ? null : await bareRender(browser, at('geojson'), options.rounds);
    await bare.close();
    return {
      tiles,
      figures: [
        one(`${devices}_cold_first_answer`, 'ms', coldMs),
        one(`${devices}_memory_of_map`, 'MB', memory),
        one(`${devices}_tile_p95`, 'ms', percentile(latencies, 0.95)),
        one(`${devices}_tile_median`, 'ms', median(latencies)),
        one(`${devices}_tile_cpu`, 'ms', (1_000 * cpu) / TILES),
        one(`${devices}_tile_largest`, 'kB', Math.max(...sizes) / 1_000),
        geojson === null
          ? figure('map', `${devices}_first_render`, 'ms', tiles)
          : paired('map', `${devices}_first_render`, 'ms', tiles, { name: 'geojson', rounds: geojson }),
        figure('map', `${devices}_product_page`, 'ms', page),
      ],
    };
  } finally {
    await client.close();
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
