import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/database';
import { ApiServer, type Call } from './api-server.ts';
import { camera, type Commune, create, light, twoCommunes } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let here: Commune;
let there: Commune;
const nowhere = newId(0);
const TRIANGLE = {
  type: 'Polygon',
  coordinates: [['105.6 21', '105.7 21', '105.7 21.1', '105.6 21'].map((at) => at.split(' ').map(Number))],
};

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here, there } = await twoCommunes(server, admin));
});
afterAll(() => server.stop());

describe('lists show nothing of another territory', () => {
  it.each([
    '/units',
    '/sites',
    '/devices',
    '/targets',
    '/users',
    '/api-keys',
    '/notifications',
    '/incidents',
    '/audit',
    '/maintenance',
    '/public-reports',
    '/lights/dark-tonight',
    '/lights/profiles',
    '/lights/plan?part=battery',
  ])('%s', async (path) => {
    const { status, body } = await here.officer('GET', `${path}${path.includes('?') ? '&' : '?'}limit=500`);
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    for (const secret of ['Liên Minh', 'lien-minh', ...idsOf(there)]) expect(text).not.toContain(secret);
  });

  it('incidents and messages by what they are about', async () => {
    const mine = await here.officer('GET', `/incidents?deviceId=${here.lightId}`);
    expect(mine.body.items).toMatchObject([{ id: here.incidentId, state: 'open', deviceIds: [here.lightId] }]);
    expect((await here.officer('GET', `/incidents?deviceId=${there.lightId}`)).body.items).toEqual([]);
    expect((await here.officer('GET', `/notifications?incidentId=${here.incidentId}`)).body.items).toHaveLength(1);
    expect((await here.officer('GET', `/notifications?incidentId=${there.incidentId}`)).body.items).toEqual([]);
    expect((await here.officer('GET', `/notifications?targetId=${there.targetId}`)).body.items).toEqual([]);
  });

  it('the map', async () => {
    const { body } = await here.officer('GET', '/map/sites');
    expect(body.features.map((feature: { properties: { unitId: string } }) => feature.properties.unitId)).toEqual([
      here.groupId,
      here.groupId,
    ]);
    expect((await here.officer('GET', '/map/summary')).body).toMatchObject({ devices: 2, sites: 2, openIncidents: 1 });
  });

  it('a search by the other commune’s name', async () => {
    expect((await here.officer('GET', '/devices?q=lien%20minh')).body.items).toEqual([]);
    expect((await admin('GET', '/devices?q=lien%20minh')).body.items).toHaveLength(2);
  });
});

describe('what lies outside answers as if it did not exist', () => {
  const reads: [string, (commune: Commune) => string][] = [
    ['unit', (c) => `/units/${c.groupId}`],
    ['parents of a unit', (c) => `/units/${c.groupId}/parents`],
    ['succession of a unit', (c) => `/units/${c.groupId}/succession`],
    ['policy', (c) => `/units/${c.groupId}/policy`],
    ['duty', (c) => `/units/${c.groupId}/duty`],
    ['drills', (c) => `/units/${c.groupId}/drills`],
    ['site', (c) => `/sites/${c.siteId}`],
    ['history of a site', (c) => `/sites/${c.siteId}/history`],
    ['label of a site', (c) => `/sites/${c.siteId}/sticker`],
    ['labels of a unit', (c) => `/units/${c.groupId}/stickers`],
    ['sticker rolls of a unit', (c) => `/units/${c.groupId}/sticker-rolls`],
    ['gifts for a site', (c) => `/sites/${c.siteId}/contributions`],
    ['repairs at a site', (c) => `/sites/${c.siteId}/repairs`],
    ['gifts in a unit', (c) => `/units/${c.groupId}/contributions`],
    ['page of a village', (c) => `/units/${c.groupId}/village-page`],
    ['report of a resident', (c) => `/public-reports/${c.reportId}`],
    ['reports of a unit', (c) => `/public-reports?unitId=${c.groupId}`],
    ['device', (c) => `/devices/${c.lightId}`],
    ['health of a device', (c) => `/devices/${c.lightId}/health`],
    ['claim code of a device', (c) => `/devices/${c.lightId}/claim-code`],
    ['snippets of a device', (c) => `/devices/${c.lightId}/snippets`],
    ['hardware of a device', (c) => `/devices/${c.lightId}/hardware`],
    ['acceptance tests of a device', (c) => `/devices/${c.lightId}/acceptance-tests`],
    ['acceptance test', (c) => `/acceptance-tests/${c.testId}`],
    ['telemetry of a device', (c) => `/devices/${c.lightId}/telemetry`],
    ['hours of a device', (c) => `/devices/${c.lightId}/telemetry?resolution=hour`],
    ['availability of a device', (c) => `/devices/${c.lightId}/availability`],
    ['availability of a unit', (c) => `/units/${c.groupId}/availability`],
    ['report of a unit', (c) => `/reports/units/${c.groupId}`],
    ['evidence of a unit', (c) => `/reports/units/${c.groupId}/evidence`],
    ['days of a device', (c) => `/devices/${c.lightId}/availability/days?days=3`],
    ['contacts of a unit', (c) => `/units/${c.groupId}/contacts`],
    ['overview of a unit', (c) => `/overview?unitId=${c.groupId}`],
    ['people for an incident', (c) => `/incidents/${c.incidentId}/people`],
    ['target', (c) => `/targets/${c.targetId}`],
    ['incident', (c) => `/incidents/${c.incidentId}`],
    ['explanation of an incident', (c) => `/incidents/${c.incidentId}/explain`],
    ['explanation of a device', (c) => `/devices/${c.lightId}/explain`],
    ['explanation of a target', (c) => `/targets/${c.targetId}/explain`],
    ['operation', (c) => `/operations/${c.operationId}`],
    ['user', (c) => `/users/${c.officerId}`],
    ['devices of a unit', (c) => `/devices?unitId=${c.groupId}`],
    ['sites of a unit', (c) => `/sites?unitId=${c.groupId}`],
    ['units below a unit', (c) => `/units?parentId=${c.id}`],
    ['targets of a unit', (c) => `/targets?unitId=${c.groupId}`],
    ['users of a unit', (c) => `/users?unitId=${c.groupId}`],
    ['incidents of a unit', (c) => `/incidents?unitId=${c.groupId}`],
    ['audit of a unit', (c) => `/audit?unitId=${c.groupId}`],
    ['maintenance of a unit', (c) => `/maintenance?unitId=${c.groupId}`],
    ['map of a unit', (c) => `/map/sites?unitId=${c.groupId}`],
    ['counts of a unit', (c) => `/map/summary?unitId=${c.groupId}`],
    ['frame of a unit', (c) => `/map/extent?unitId=${c.groupId}`],
    ['boundaries of a unit', (c) => `/map/boundaries?unitId=${c.groupId}`],
    ['power cuts of a unit', (c) => `/map/power-cuts?unitId=${c.groupId}`],
    ['uplinks of a unit', (c) => `/map/uplinks?bbox=100,8,110,24&unitId=${c.groupId}`],
  ];

  it.each(reads)('GET %s', async (_, path) => {
    expect((await here.officer('GET', path(here))).status).toBe(200);
    await expectLikeNothing('GET', path);
  });

  const writes: [string, string, (commune: Commune) => string, object | undefined][] = [
    ['rename a unit', 'PATCH', (c) => `/units/${c.groupId}`, { name: 'x' }],
    ['move a unit', 'POST', (c) => `/units/${c.groupId}/move`, { parentId: nowhere }],
    [
      'split a unit',
      'POST',
      (c) => `/units/${c.groupId}/split`,
      { effectiveOn: '2025-07-01', parts: [{ name: 'x' }, { name: 'y' }] },
    ],
    ['name a unit', 'POST', (c) => `/units/${c.groupId}/aliases`, { name: 'x' }],
    ['draw a boundary', 'PUT', (c) => `/units/${c.groupId}/boundary`, { geometry: TRIANGLE }],
    ['remove a boundary', 'DELETE', (c) => `/units/${c.groupId}/boundary`, undefined],
    ['set a policy', 'PUT', (c) => `/units/${c.groupId}/policy`, {}],
    ['set a rota', 'PUT', (c) => `/units/${c.groupId}/duty`, {}],
    ['change a site', 'PATCH', (c) => `/sites/${c.siteId}`, { name: 'x' }],
    ['remove a photo', 'DELETE', (c) => `/sites/${c.siteId}/photo`, undefined],
    ['print stickers', 'POST', (c) => `/units/${c.groupId}/sticker-rolls`, { count: 1 }],
    ['renew a label', 'POST', (c) => `/sites/${c.siteId}/sticker`, undefined],
    [
      'note a gift',
      'POST',
      (c) => `/sites/${c.siteId}/contributions`,
      { donor: 'x', amountDong: 1, givenOn: '2026-01-01' },
    ],
    ['change a gift', 'PATCH', (c) => `/sites/${c.siteId}/contributions/${c.contributionId}`, { donor: 'x' }],
    ['remove a gift', 'DELETE', (c) => `/sites/${c.siteId}/contributions/${c.contributionId}`, undefined],
    ['note a repair', 'POST', (c) => `/sites/${c.siteId}/repairs`, { what: 'x', doneOn: '2026-01-01' }],
    ['change a repair', 'PATCH', (c) => `/sites/${c.siteId}/repairs/${c.repairId}`, { what: 'x' }],
    ['remove a repair', 'DELETE', (c) => `/sites/${c.siteId}/repairs/${c.repairId}`, undefined],
    ['close a report', 'POST', (c) => `/public-reports/${c.reportId}/close`, {}],
    ['open a village page', 'PUT', (c) => `/units/${c.groupId}/village-page`, { isOpen: true, links: [] }],
    ['change a device', 'PATCH', (c) => `/devices/${c.lightId}`, { name: 'x' }],
    ['delete a device', 'DELETE', (c) => `/devices/${c.lightId}`, undefined],
    ['rotate a secret', 'POST', (c) => `/devices/${c.lightId}/secret`, undefined],
    ['make a claim code', 'POST', (c) => `/devices/${c.lightId}/claim-code`, undefined],
    ['withdraw a claim code', 'DELETE', (c) => `/devices/${c.lightId}/claim-code`, undefined],
    ['replace the hardware', 'POST', (c) => `/devices/${c.lightId}/hardware`, { serial: 'X-1' }],
    ['test a device', 'POST', (c) => `/devices/${c.lightId}/acceptance-tests`, undefined],
    ['sign a test', 'POST', (c) => `/acceptance-tests/${c.testId}/signing`, {}],
    ['fetch a certificate', 'GET', (c) => `/acceptance-tests/${c.testId}/certificate.pdf`, undefined],
    ['decommission', 'POST', (c) => `/devices/${c.lightId}/decommission`, undefined],
    ['change a target', 'PATCH', (c) => `/targets/${c.targetId}`, { name: 'x' }],
    ['test a target', 'POST', (c) => `/targets/${c.targetId}/test`, undefined],
    ['rotate the secret of a target', 'POST', (c) => `/targets/${c.targetId}/secret`, undefined],
    ['remove a target', 'DELETE', (c) => `/targets/${c.targetId}`, undefined],
    ['acknowledge', 'POST', (c) => `/incidents/${c.incidentId}/acknowledge`, undefined],
    ['hand over', 'POST', (c) => `/incidents/${c.incidentId}/assign`, { userId: nowhere }],
    ['close', 'POST', (c) => `/incidents/${c.incidentId}/resolve`, {}],
    ['comment', 'POST', (c) => `/incidents/${c.incidentId}/comment`, { text: 'x' }],
    ['change a person', 'PATCH', (c) => `/users/${c.officerId}`, { name: 'x' }],
    ['grant to a person', 'POST', (c) => `/users/${c.officerId}/grants`, { role: 'viewer', unitId: nowhere }],
  ];

  it.each(writes)('%s', async (_, method, path, body) => {
    await expectLikeNothing(method, path, body);
  });

  it.each([
    ['a unit below it', '/units', (c: Commune) => ({ kind: 'group', name: 'x', parentId: c.id })],
    ['a site in it', '/sites', (c: Commune) => ({ unitId: c.groupId })],
    ['a device in it', '/devices', (c: Commune) => light(c.groupId)],
    ['a device at its pole', '/devices', (c: Commune) => ({ kind: 'solar_light', name: 'x', siteId: c.siteId })],
    ['a device it answers for', '/devices', (c: Commune) => light(here.groupId, { responsibleUnitId: c.groupId })],
    ['a device behind its device', '/devices', (c: Commune) => light(here.groupId, { uplinkDeviceId: c.lightId })],
    [
      'a target in it',
      '/targets',
      (c: Commune) => ({ unitId: c.groupId, channel: 'email', address: { to: 'a@example.org' } }),
    ],
    ['a Zalo code for it', '/targets/zalo-links', (c: Commune) => ({ unitId: c.groupId })],
    ['a Zalo code for its target', '/targets/zalo-links', (c: Commune) => ({ targetId: c.targetId })],
    ['a Zalo group for it', '/targets/zalo-groups', (c: Commune) => ({ unitId: c.id, memberUserIds: ['11111'] })],
    [
      'a key for it',
      '/api-keys',
      (c: Commune) => ({ name: 'x', role: 'viewer', unitId: c.id, expiresAt: '2027-01-01' }),
    ],
    ['a search for cameras in it', '/discovery', (c: Commune) => ({ unitId: c.id })],
    [
      'a change of its devices',
      '/bulk-changes',
      (c: Commune) => ({ action: 'decommission', filter: { unitId: c.groupId } }),
    ],
    [
      'a pack of reports about it',
      '/reports/packs',
      (c: Commune) => ({ unitId: c.id, month: '2026-10', format: 'pdf' }),
    ],
    ['a person of it', '/users', (c: Commune) => ({ email: 'x@example.org', name: 'x', unitId: c.id })],
  ])('POST %s', async (_, path, body) => {
    const foreign = await here.officer('POST', path, body(there));
    const imagined = await here.officer('POST', path, body(imaginary()));
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(imagined.body);
  });

  it('a gift of another place is not reached through a place of one’s own', async () => {
    const { status, body } = await here.officer(
      'PATCH',
      `/sites/${here.siteId}/contributions/${there.contributionId}`,
      {
        donor: 'x',
      },
    );
    expect([status, body.errorCode]).toEqual([404, 'contribution_not_found']);
    const repair = await here.officer('PATCH', `/sites/${here.siteId}/repairs/${there.repairId}`, { what: 'x' });
    expect([repair.status, repair.body.errorCode]).toEqual([404, 'repair_not_found']);
    const mended = { what: 'x', doneOn: '2026-01-01', deviceId: there.lightId };
    const { body: refused } = await here.officer('POST', `/sites/${here.siteId}/repairs`, mended);
    expect(refused.errorCode).toBe('device_not_found');
  });

  it('a Zalo code of it is not shown', async () => {
    const { body } = await there.officer('POST', '/targets/zalo-links', { unitId: there.groupId });
    const path = `/targets/zalo-links/${body.id}`;
    expect((await there.officer('GET', path)).status).toBe(200);
    expect((await here.officer('GET', path)).body).toEqual(
      (await here.officer('GET', `/targets/zalo-links/${nowhere}`)).body,
    );
    expect((await here.officer('GET', path)).status).toBe(404);
    const pair = { accessToken: 'x'.repeat(20), refreshToken: 'y'.repeat(20) };
    expect((await here.officer('PUT', '/channels/zalo/tokens', pair)).status).toBe(403);
    expect((await here.officer('POST', '/channels/zalo/consent')).status).toBe(403);
  });

  it('a unit cannot be moved into it', async () => {
    const { status, body } = await here.officer('POST', `/units/${here.groupId}/move`, { parentId: there.id });
    expect([status, body.errorCode]).toEqual([404, 'unit_not_found']);
  });

  const imaginary = (): Commune => ({
    ...here,
    ...{ id: nowhere, groupId: nowhere, siteId: nowhere, lightId: nowhere, targetId: nowhere, officerId: nowhere },
    ...{ incidentId: nowhere, operationId: nowhere, contributionId: nowhere, reportId: nowhere, repairId: nowhere },
    testId: nowhere,
  });

  async function expectLikeNothing(method: string, path: (commune: Commune) => string, body?: object): Promise<void> {
    const foreign = await here.officer(method, path(there), body);
    const imagined = await here.officer(method, path(imaginary()), body);
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(imagined.body);
  }
});

describe('rights', () => {
  it('a twin serial number outside the territory is refused without naming its device', async () => {
    await admin('PATCH', `/devices/${there.cameraId}`, { serial: 'DS-1' });
    const twin = await here.officer('POST', '/devices', camera(here.groupId, { serial: 'ds-1' }));
    expect([twin.status, twin.body.errorCode, twin.body.details]).toEqual([409, 'serial_taken', { field: 'serial' }]);
    const seen = await admin('POST', '/devices', camera(here.groupId, { serial: 'ds-1' }));
    expect(seen.body.details).toMatchObject({ device: { id: there.cameraId } });
  });

  it('who may only read is told so, and nobody gives more than he has', async () => {
    const viewerId = await create(admin, '/users', {
      email: 'v@example.org',
      name: 'Người xem',
      password: 'mat-khau-xem',
    });
    await admin('POST', `/users/${viewerId}/grants`, { role: 'viewer', unitId: here.id });
    const viewer = await server.signIn({ email: 'v@example.org', password: 'mat-khau-xem' });
    expect((await viewer('GET', '/devices')).status).toBe(200);
    expect((await viewer('POST', '/devices', light(here.groupId))).body.errorCode).toBe('forbidden');
    const asked = await here.officer('POST', `/users/${here.officerId}/grants`, { role: 'admin', unitId: here.id });
    expect([asked.status, asked.body.errorCode]).toEqual([403, 'grant_too_wide']);
  });

  it('an officer cannot take over the account of an administrator', async () => {
    const { body } = await admin('GET', '/me');
    const adminId = await create(admin, '/users', { email: 'a2@example.org', name: 'Quản trị', unitId: here.id });
    await admin('POST', `/users/${adminId}/grants`, { role: 'admin', unitId: body.grants[0].unitId });
    const taken = await here.officer('PATCH', `/users/${adminId}`, { password: 'mat-khau-khac-han' });
    expect([taken.status, taken.body.errorCode]).toEqual([403, 'grant_too_wide']);
  });

  it('moving a unit moves access with it, and the old parent stays on record', async () => {
    expect((await there.officer('GET', `/devices/${here.lightId}`)).status).toBe(404);
    server.clock.advance(1_000);
    await admin('POST', `/units/${here.groupId}/move`, { parentId: there.id });
    expect((await there.officer('GET', `/devices/${here.lightId}`)).status).toBe(200);
    expect((await here.officer('GET', `/devices/${here.lightId}`)).status).toBe(404);
    const { body } = await there.officer('GET', `/units/${here.groupId}/parents`);
    expect(body.map((parent: { parentId: string }) => parent.parentId)).toEqual([there.id, here.id]);
    await admin('POST', `/units/${here.groupId}/move`, { parentId: here.id });
  });
});

const idsOf = (commune: Commune): string[] => [
  commune.id,
  commune.groupId,
  commune.lightId,
  commune.cameraId,
  commune.siteId,
  commune.targetId,
  commune.officerId,
  commune.incidentId,
  commune.reportId,
];
