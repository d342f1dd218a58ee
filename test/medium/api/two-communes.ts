import { newId } from '#libs/database';
import { Client } from 'pg';
import type { ApiServer, Call } from './api-server.ts';

export interface Commune {
  readonly id: string;
  readonly groupId: string;
  /** A light and a camera at one pole each, a target, a person. */
  readonly lightId: string;
  readonly cameraId: string;
  readonly siteId: string;
  readonly targetId: string;
  readonly officerId: string;
  /** The light is silent. */
  readonly incidentId: string;
  /** A search for cameras. */
  readonly operationId: string;
  /** A gift for the light's pole, and what a resident said there. */
  readonly contributionId: string;
  readonly reportId: string;
  readonly repairId: string;
  /** Of the light, as it was left. */
  readonly testId: string;
  /** Calls as the commune's own IT officer. */
  readonly officer: Call;
}

const PASSWORD = 'mat-khau-can-bo';

export const light = (unitId: string, more: object = {}) => ({
  kind: 'solar_light',
  name: 'Đèn cổng đình',
  unitId,
  latitude: 21.09,
  longitude: 105.66,
  // Many stand at this one spot.
  separatePlace: true,
  ...more,
});

export const camera = (unitId: string, more: object = {}) => ({
  ...light(unitId),
  kind: 'camera',
  name: 'Camera ngã ba',
  onvif: { url: 'http://192.168.1.20', username: 'admin', password: 'mat-khau-camera' },
  ...more,
});

async function makeCommune(server: ApiServer, admin: Call, name: string, email: string): Promise<Commune> {
  const id = await create(admin, '/units', { kind: 'commune', name });
  const groupId = await create(admin, '/units', { kind: 'group', name: `Tổ tự quản số 1 ${name}`, parentId: id });
  const registered = await admin('POST', '/devices', light(groupId));
  const cameraId = (await admin('POST', '/devices', camera(groupId))).body.device.id as string;
  const address = { url: 'https://example.org/hook' };
  const targetId = await create(admin, '/targets', { unitId: groupId, channel: 'webhook', address });
  const person = { email, name: 'Cán bộ CNTT', password: PASSWORD, unitId: id };
  const officerId = await create(admin, '/users', person);
  await admin('POST', `/users/${officerId}/grants`, { role: 'it_officer', unitId: id });
  const officer = await server.signIn({ email, password: PASSWORD });
  const { id: lightId, siteId } = registered.body.device as { id: string; siteId: string };
  const incidentId = await openIncident(server, groupId, lightId);
  const { operationId } = (await admin('POST', '/discovery', { unitId: id })).body as { operationId: string };
  const gift = { donor: `Một nhà ở ${name}`, amountDong: 500_000, givenOn: '2026-03-01' };
  const contributionId = await create(admin, `/sites/${siteId}/contributions`, gift);
  const repairId = await create(admin, `/sites/${siteId}/repairs`, { what: 'Thay bình', doneOn: '2026-04-01' });
  const { url } = (await admin('GET', `/sites/${siteId}/sticker`)).body as { url: string };
  const path = `/public/sites/${url.slice(url.lastIndexOf('/') + 1)}/public-reports`;
  const reportId = await create(admin, path, { what: 'light_dark', note: `Tối cả xóm, ${name}` });
  const testId = await create(admin, `/devices/${lightId}/acceptance-tests`, {});
  const more = { contributionId, reportId, repairId, testId };
  return { id, groupId, lightId, cameraId, siteId, targetId, officerId, officer, incidentId, operationId, ...more };
}

/** An open incident and the message about it, as the engine leaves them. */
export async function openIncident(server: ApiServer, unitId: string, deviceId: string): Promise<string> {
  const sql = new Client(server.database.url);
  await sql.connect();
  const incidentId = newId(server.clock.now());
  await sql.query(
    `INSERT INTO incident (id, identity, cause, device_no, scope_unit_id, unit_id, severity, state, reason, rule,
       started_at, opened_at)
     SELECT $1, 'device:' || device_no || ':offline', 'device', device_no, $2, $2, 'major', 'open',
       'silent_past_deadline', 'incident/1', now(), now() FROM device WHERE id = $3`,
    [incidentId, unitId, deviceId],
  );
  await sql.query(
    `INSERT INTO incident_device (incident_id, device_no, joined_at)
     SELECT id, device_no, opened_at FROM incident WHERE id = $1`,
    [incidentId],
  );
  await sql.query(
    `WITH message AS (
       INSERT INTO notification (id, target_id, unit_id, channel, event, variables, severity, language, state, reason,
         rule, idempotency_key, created_at)
       SELECT gen_random_uuid(), id, unit_id, channel, 'incident.opened', '{}', 'major', 'vi', 'suppressed', 'test',
         'test/1', id::text, now() FROM target WHERE unit_id = $2 RETURNING id)
     INSERT INTO notification_incident (notification_id, incident_id) SELECT id, $1 FROM message`,
    [incidentId, unitId],
  );
  await sql.end();
  return incidentId;
}

export const create = async (call: Call, path: string, body: object): Promise<string> => {
  const answer = await call('POST', path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id as string;
};

/** Two communes that have nothing to do with each other. */
export async function twoCommunes(server: ApiServer, admin: Call): Promise<{ here: Commune; there: Commune }> {
  return {
    here: await makeCommune(server, admin, 'Xã Song Phượng', 'song-phuong@example.org'),
    there: await makeCommune(server, admin, 'Xã Liên Minh', 'lien-minh@example.org'),
  };
}
