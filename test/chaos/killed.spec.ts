import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { until } from '../harness/until.ts';
import { Product } from './product.ts';
import { TalkingDevices } from './talking-devices.ts';

jest.setTimeout(300_000);

const PATIENCE_MS = 120_000;
const DEVICES = 60;
/** What a device may send at once; all together more than the 10,000 that have to be acknowledged. */
const BURST = 185;
const ACKNOWLEDGED = 10_000;

let product: Product;
let devices: TalkingDevices;

beforeAll(async () => {
  product = await Product.start();
  devices = new TalkingDevices(product, await product.lights(DEVICES, { intervalSeconds: 3_600 }));
});
afterAll(() => product.stop());

describe('10,000 acknowledged heartbeats and more in flight', () => {
  const killApp = () => product.killApp();
  const killDatabase = async () => process.kill(product.databasePids[0] ?? 0, 'SIGKILL');
  it.each([
    ['the database is', async () => void (await killDatabase())],
    ['the program is', killApp],
    ['both are', async () => void (await Promise.all([killDatabase(), killApp()]))],
    ['the program is, and then the database', async () => void (await killApp().then(killDatabase))],
  ])('outlive it when %s killed, and all is well again by itself', async (_who, kill) => {
    const fsync = await product.query<{ fsync: string }>('SHOW fsync');
    const pid = product.pid;
    const before = devices.acknowledged.size;
    await devices.connect();
    devices.send(BURST);
    await until('they are acknowledged', PATIENCE_MS, () => devices.acknowledged.size - before >= ACKNOWLEDGED);
    await kill();
    devices.cut();
    // What systemd does with a killed program; for a killed database nobody does anything.
    if (!isAlive(pid)) await product.run();
    await product.untilReady();
    expect([await devices.lost(), fsync]).toEqual([[], [{ fsync: 'on' }]]);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
