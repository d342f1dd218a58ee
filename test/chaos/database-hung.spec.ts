import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { until } from '../harness/until.ts';
import { Product, type RegisteredDevice } from './product.ts';
import { TalkingDevices } from './talking-devices.ts';

jest.setTimeout(900_000);

const DEVICES = 60;
const OFFLINE_AFTER_SECONDS = 15;
/** Longer than the deadline of every device; `HUNG_SECONDS=300` tries the five minutes that are promised. */
const HUNG_MS = 1_000 * Number(process.env['HUNG_SECONDS'] ?? OFFLINE_AFTER_SECONDS * 1.2);
const MEMORY_LIMIT_BYTES = 200e6;

let product: Product;
let lights: RegisteredDevice[];
let devices: TalkingDevices;

beforeAll(async () => {
  product = await Product.start();
  lights = await product.lights(DEVICES, { intervalSeconds: 5, offlineAfterSeconds: OFFLINE_AFTER_SECONDS });
  devices = new TalkingDevices(product, lights);
  await devices.connect();
  devices.send(1);
  await until('the devices are online', 60_000, () => devices.acknowledged.size === DEVICES);
});
afterAll(async () => {
  devices.cut();
  await product.stop();
});

it('a database that hangs: nothing is acknowledged, everybody is told, nobody is called dead, and all comes back', async () => {
  const rss = product.rssBytes();
  const frozen = product.databasePids;
  for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  const hungSince = performance.now();
  try {
    devices.send(150);
    const { status, body } = await product.rest.call('GET', '/devices');
    expect([status, body['errorCode']]).toEqual([503, 'database_unavailable']);
    await until('it is not ready', 15_000, async () => (await product.readiness()).status === 503);
    expect((await fetch(`${product.httpUrl}/healthz`)).status).toBe(200);
    // Without our knowing of the gap they would all be called dead.
    await until('the deadlines have passed', 2 * HUNG_MS, () => performance.now() - hungSince > HUNG_MS);
    expect(devices.acknowledged.size).toBe(DEVICES);
    expect(product.rssBytes() - rss).toBeLessThan(MEMORY_LIMIT_BYTES);
  } finally {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
  }
  await product.untilReady();
  await until('everything is acknowledged', 120_000, () => devices.acknowledged.size === devices.sent);
  devices.send(1);
  await until('and so is what comes now', 30_000, () => devices.acknowledged.size === devices.sent);
  expect(await devices.lost()).toEqual([]);
  const states = await product.query('SELECT connectivity, count(*)::int AS devices FROM device_health GROUP BY 1');
  const changes = await product.query(`SELECT 1 FROM transition WHERE to_value = 'offline'`);
  expect([states, changes]).toEqual([[{ connectivity: 'online', devices: DEVICES }], []]);
});
