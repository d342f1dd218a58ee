import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { until } from '../harness/until.ts';
import { Product } from './product.ts';
import { SmallDisk } from './small-disk.ts';
import { TalkingDevices } from './talking-devices.ts';

jest.setTimeout(300_000);

const DEVICES = 20;

let disk: SmallDisk;
let product: Product;
let devices: TalkingDevices;

beforeAll(async () => {
  disk = new SmallDisk();
  product = await Product.start(disk.dataDir, { DISK_RESERVE_MB: String(disk.reserveMegabytes) });
  devices = new TalkingDevices(product, await product.lights(DEVICES, { intervalSeconds: 5, offlineAfterSeconds: 15 }));
  await devices.connect();
});
afterAll(async () => {
  devices.cut();
  await product.stop();
  disk.remove();
});

const notices = async () => (await product.rest.get<{ items: Record<string, unknown>[] }>('/system/notices')).items;

it('a full disk: reading works, the operator is told, nothing is acknowledged that is not stored, and it ends by itself', async () => {
  devices.send(2);
  await until('heartbeats are stored', 30_000, () => devices.acknowledged.size === devices.sent);
  expect(await notices()).toEqual([]);

  const filledWhileStoring = disk.fill();
  devices.send(20);
  await filledWhileStoring;
  const saysSo = async () => /^nearly full/.test((await product.readiness()).checks['disk'] ?? '');
  await until('readiness says so', 30_000, saysSo);
  // What was given up for PostgreSQL is taken, too.
  await disk.fill();
  devices.send(5);

  // Reading and signing in, also with what a full disk did to PostgreSQL.
  await until('reading works', 60_000, async () => (await product.rest.call('GET', '/devices')).status === 200);
  await product.signIn();
  const unit = await product.rest.call('POST', '/units', { kind: 'village', name: 'Thôn mới' });
  expect([unit.status, unit.body['errorCode']]).toEqual([503, 'storage_full']);
  expect(await notices()).toEqual([
    expect.objectContaining({
      code: 'disk_full',
      severity: 'critical',
      cause: 'self',
      message: expect.stringContaining('Ổ đĩa của máy chủ gần đầy'),
    }),
  ]);
  const figures = await (await fetch(`${product.httpUrl}/metrics`)).text();
  expect(figures).toMatch(/^canhthon_disk_free_bytes \d+/m);
  expect(devices.acknowledged.size).toBeLessThan(devices.sent);

  disk.empty();
  await product.untilReady(60_000);
  await until('all is acknowledged', 120_000, () => devices.acknowledged.size === devices.sent);
  expect([await devices.lost(), await notices()]).toEqual([[], []]);
  expect((await product.rest.call('POST', '/units', { kind: 'village', name: 'Thôn mới' })).status).toBe(201);
  expect(await product.query(`SELECT 1 FROM transition WHERE to_value = 'offline'`)).toEqual([]);
});
