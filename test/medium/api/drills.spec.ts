import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DrillLinks, holdDrill, Database } from '#libs/database';
import type { NotificationId } from '#libs/domain';
import { ApiServer, type Call, START } from './api-server.ts';
import { type Commune, create, twoCommunes } from './two-communes.ts';

const TOKEN = 'a-token-of-more-than-sixteen-characters';
let server: ApiServer;
let admin: Call;
let here: Commune;
let there: Commune;
let unitId: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here, there } = await twoCommunes(server, admin));
  unitId = await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 5', parentId: here.id });
});
afterAll(() => server.stop());

describe('drills', () => {
  it('need somebody to tell', async () => {
    const { status, body } = await here.officer('POST', `/units/${unitId}/drill`);
    expect([status, body.errorCode]).toEqual([409, 'nobody_to_tell']);
  });

  it('are asked for inside the territory, by leaders and above, once an hour', async () => {
    const address = { url: 'https://example.org/hook' };
    await create(admin, '/targets', { unitId, channel: 'webhook', address, name: 'Nhóm tổ 5' });
    const memberId = await create(admin, '/users', {
      email: 'm@example.org',
      name: 'Tổ viên',
      password: 'mat-khau-to-vien',
    });
    await admin('POST', `/users/${memberId}/grants`, { role: 'group_member', unitId });
    const member = await server.signIn({ email: 'm@example.org', password: 'mat-khau-to-vien' });
    expect((await member('POST', `/units/${unitId}/drill`)).body.errorCode).toBe('forbidden');
    expect((await there.officer('POST', `/units/${unitId}/drill`)).body.errorCode).toBe('unit_not_found');
    const asked = await here.officer('POST', `/units/${unitId}/drill`);
    expect([asked.status, asked.body]).toMatchObject([
      202,
      { unitId, month: null, state: 'waiting', reason: 'drill_asked_for', toldAt: null, targets: [] },
    ]);
    expect((await here.officer('POST', `/units/${unitId}/drill`)).body.errorCode).toBe('drill_too_soon');
  });

  it('are answered without login by their link, and listed with the time that took', async () => {
    const database = server.app.get(Database);
    const [drill] = await database.query<{ id: string }>('SELECT id FROM drill');
    await holdDrill(database, drill?.id as string, START);
    const [message] = await database.query<{ id: NotificationId }>(`SELECT id FROM notification WHERE event = 'drill'`);
    await server.app.get(DrillLinks).make(TOKEN, message?.id as NotificationId, START);
    const anybody = server.as({});
    expect((await anybody('GET', `/drill-ack/${TOKEN}`)).body).toMatchObject({
      ...{ unitName: 'Tổ tự quản số 5', acknowledgedAt: null, acknowledgedBy: null },
    });
    await server.advance(90_000);
    const pressed = await anybody('POST', `/drill-ack/${TOKEN}`, { name: 'Tổ trưởng' });
    expect([pressed.status, pressed.body.acknowledgedBy]).toEqual([200, 'Tổ trưởng']);
    expect((await anybody('GET', '/drill-ack/some-other-token-of-nobody')).body.errorCode).toBe('link_not_found');
    const { body } = await here.officer('GET', `/units/${unitId}/drills`);
    expect(body).toMatchObject({
      items: [
        { state: 'told', acknowledgedBy: 'Tổ trưởng', secondsToAcknowledge: 90, targets: [{ name: 'Nhóm tổ 5' }] },
      ],
      ...{ nextCursor: null, unreachable: [] },
    });
    expect((await admin('GET', `/incidents?unitId=${unitId}`)).body.items).toEqual([]);
  });

  it('of every month are a rule of the policy, which units below inherit', async () => {
    await admin('PUT', `/units/${here.id}/policy`, { drill: { day: 5, at: '19:30' } });
    const { body } = await admin('GET', `/units/${unitId}/policy`);
    expect([body.effective.drill, body.from.drill]).toEqual([{ day: 5, at: '19:30' }, here.id]);
    const wrong = await admin('PUT', `/units/${here.id}/policy`, { drill: { day: 29, at: '24:00' } });
    expect(wrong.body.details.fields.map(({ path }: { path: string }) => path)).toEqual(['drill.day', 'drill.at']);
  });
});
