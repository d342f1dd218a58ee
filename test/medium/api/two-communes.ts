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
  return { id, groupId, lightId, cameraId, siteId, targetId, officerId, officer };
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
