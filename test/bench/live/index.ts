// `bench live`: how long an open map takes to show what was recorded, and to be true again after it had no network.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { Client } from 'pg';
import { MqttDevice } from '../../harness/mqtt-device.ts';
import { RestClient } from '../../harness/rest-client.ts';
import { type Figure, figure } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { onStage, signIn } from '../product-in-browser.ts';
import { LOGIN, type ProductProcess } from '../product-process.ts';

const SIZE = { width: 1280, height: 800 } as const;
const WITHOUT_NETWORK_MS = 30_000;
const LOOK_EVERY_MS = 20;
const GIVE_UP_AFTER_MS = 60_000;

export const LIVE: BenchSettings = {
  what: 'how soon an open map shows what was recorded, and is true again after it had no network',
  numbers: { devices: 10_000, rounds: 20 },
};

interface Registered {
  readonly device: { readonly id: string };
  readonly mqtt: ConstructorParameters<typeof MqttDevice>[2];
}

export const benchLive = ({ devices, rounds, progress }: BenchOptions): Promise<readonly Figure[]> =>
  onStage(progress, ({ browser, inCountry }) =>
    inCountry({ devices, app: 'standalone' }, async ({ product, databaseUrl }) => {
      const sql = new Client(databaseUrl);
      await sql.connect();
      try {
        return await measure({ browser, product, sql }, rounds, progress);
      } finally {
        await sql.end();
      }
    }),
  );

interface Parts {
  readonly browser: Browser;
  readonly product: ProductProcess;
  readonly sql: Client;
}

async function measure({ browser, product, sql }: Parts, rounds: number, progress: BenchOptions['progress']) {
  const rest = await RestClient.signIn(product.origin, LOGIN.email, LOGIN.password);
  const lamp = await registeredLamp(rest, product);
  const page = await openMap(browser, product.origin);
  const seen: number[] = [];
  progress('an open map, one lamp that has a fault and has none');
  for (let round = 0; round < rounds; round += 1) {
    const before = await shownWarnings(page);
    await (round % 2 === 0 ? lamp.publishRaw('heartbeat', '{"bootId":"boot-1","seq":"?"}') : lamp.heartbeat());
    await until(async () => (await shownWarnings(page)) !== before);
    seen.push(Date.now() - (await recordedAt(sql)));
  }
  const back: number[] = [];
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    progress(`${WITHOUT_NETWORK_MS / 1_000} s without network`);
    await page.context().setOffline(true);
    await pause(WITHOUT_NETWORK_MS);
    await (round % 2 === 0 ? lamp.publishRaw('heartbeat', '{"bootId":"boot-1","seq":"?"}') : lamp.heartbeat());
    const { byState } = await rest.get<{ byState: Record<string, number> }>('/map/summary');
    await page.context().setOffline(false);
    const begun = performance.now();
    await until(async () => (await shownWarnings(page)) === byState['warning']);
    back.push(performance.now() - begun);
  }
  lamp.cut();
  return [figure('live', 'recorded_to_seen', 'ms', seen), figure('live', 'network_back_to_true', 'ms', back)];
}

async function registeredLamp(rest: RestClient, product: ProductProcess): Promise<MqttDevice> {
  const units = await rest.get<{ items: { id: string; kind: string }[] }>('/units?limit=50');
  const unitId = units.items.find(({ kind }) => kind === 'village')?.id;
  const place = { latitude: 20.5, longitude: 105, separatePlace: true };
  const { device, mqtt } = await rest.post<Registered>('/devices', {
    ...{ kind: 'solar_light', unitId, name: 'Đèn thử', landmark: 'cổng', intervalSeconds: 60 },
    ...place,
  });
  const lamp = new MqttDevice(`mqtt://127.0.0.1:${product.mqttPort}`, device.id, mqtt);
  await lamp.connect();
  await lamp.heartbeat();
  return lamp;
}

async function openMap(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, baseURL, locale: 'vi-VN' });
  const page = await context.newPage();
  await signIn(page, '/map');
  await page.locator('[data-testid="map"][data-idle]').waitFor({ timeout: GIVE_UP_AFTER_MS });
  return page;
}

const shownWarnings = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('legend').locator('[data-state="warning"]').getAttribute('data-count'));

/** When the newest change of any device was recorded (epoch ms, the clock of this machine). */
async function recordedAt(sql: Client): Promise<number> {
  const { rows } = await sql.query<{ at: Date }>('SELECT max(known_at) AS at FROM transition');
  return rows[0]?.at.getTime() ?? NaN;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const givenUpAt = performance.now() + GIVE_UP_AFTER_MS;
  while (!(await isTrue())) {
    if (performance.now() > givenUpAt) throw new Error('the map did not follow');
    await pause(LOOK_EVERY_MS);
  }
}
