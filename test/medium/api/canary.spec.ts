import { Database } from '#libs/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiServer, type Call, START } from './api-server.ts';
import { type Commune, create, twoCommunes } from './two-communes.ts';

const MINUTE = 60_000;
let server: ApiServer;
let admin: Call;
let here: Commune;
let targetId: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here } = await twoCommunes(server, admin));
  const [root] = (await admin('GET', '/units?roots=true')).body.items as { id: string }[];
  const address = { url: 'https://example.org/canary' };
  targetId = await create(admin, '/targets', { unitId: root?.id, channel: 'webhook', address, name: 'Tự kiểm tra' });
});
afterAll(() => server.stop());

describe('the canary', () => {
  it('is off until somebody who has the whole territory gives it a target', async () => {
    expect((await admin('GET', '/system/canary')).body).toEqual({
      ...{ targetId: null, targetName: null, at: '05:00', timeZone: 'Asia/Ho_Chi_Minh', runs: [] },
    });
    for (const method of ['GET', 'PUT']) {
      const { status, body } = await here.officer(
        method,
        '/system/canary',
        method === 'PUT' ? { targetId } : undefined,
      );
      expect([method, status, body.errorCode]).toEqual([method, 403, 'forbidden']);
    }
    const wrong = await admin('PUT', '/system/canary', { at: '5:00' });
    expect(wrong.body.details.fields.map(({ path }: { path: string }) => path).sort()).toEqual(['at', 'targetId']);
    const unknown = await admin('PUT', '/system/canary', { targetId: here.lightId });
    expect(unknown.body.errorCode).toBe('target_not_found');
    const on = await admin('PUT', '/system/canary', { targetId, at: '05:30' });
    expect([on.status, on.body]).toMatchObject([200, { targetId, targetName: 'Tự kiểm tra', at: '05:30' }]);
    expect((await admin('PUT', '/system/canary', { targetId })).body.at).toBe('05:30');
  });

  it('hides from lists, and takes nobody’s rights away', async () => {
    const text = JSON.stringify([
      (await admin('GET', '/devices?limit=500')).body,
      (await admin('GET', '/sites')).body,
      (await admin('GET', '/units?limit=500')).body,
      (await admin('GET', '/map/sites')).body,
    ]);
    expect(text).not.toMatch(/CANH-THON|Tự kiểm tra hằng ngày/);
    expect((await admin('GET', '/map/summary')).body).toMatchObject({ devices: 4, sites: 4 });
    expect((await admin('GET', '/security-log')).status).toBe(200);
    expect(await server.app.get(Database).query(`SELECT 1 FROM unit WHERE kind = 'canary'`)).toHaveLength(1);
  });

  it('that was not told is a notice with words, and a run with its times', async () => {
    const at = (ms: number) => new Date(START - 30 * MINUTE + ms);
    await server.app.get(Database).query(
      `INSERT INTO canary_run (day, started_at, deadline_at, limit_at, incident_at, spoke_at, finished_at, outcome,
         reason, error)
       VALUES ('2026-11-21', $1, $2, $3, $4, $5, $5, 'failed', 'canary_not_accepted', 'http_410')`,
      [at(0), at(15_000), at(135_000), at(17_000), at(80_000)],
    );
    await server.advance(MINUTE);
    const { items } = (await admin('GET', '/system/notices')).body;
    expect(items).toMatchObject([
      { code: 'canary_not_accepted', message: expect.stringContaining('kênh gửi không nhận') },
    ]);
    expect((await admin('GET', '/system/canary')).body.runs).toMatchObject([
      { day: '2026-11-21', outcome: 'failed', error: 'http_410', secondsToIncident: 2, secondsToMessage: null },
    ]);
    await admin('PUT', '/system/canary', { targetId: null });
    await server.advance(MINUTE);
    expect((await admin('GET', '/system/notices')).body.items).toEqual([]);
  });
});
