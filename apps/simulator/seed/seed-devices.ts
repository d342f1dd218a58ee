import { CanhThonError, type Schemas, take } from '#libs/client';
import { cameraAddress } from '../fleet/camera-address.ts';
import { CAMERA_USER } from '../fleet/fleet.ts';
import type { PlannedDevice } from '../fleet/planned-device.ts';
import type { RegisteredDevice } from '../fleet/registered-device.ts';
import type { ApiClient } from './api-client.ts';
import type { Ledger } from './ledger.ts';
import type { Progress } from './progress.ts';
import { sideBySide } from './side-by-side.ts';

const WIDTH = 8;

export interface DeviceSeed {
  readonly api: ApiClient;
  readonly ledger: Ledger;
  readonly cameraPort: number;
}

/** Registers the devices that are not there yet; the first on a pole makes the site, the others join it. */
export async function seedDevices(
  seed: DeviceSeed,
  fleet: readonly PlannedDevice[],
  progress: Progress,
): Promise<readonly RegisteredDevice[]> {
  const missing = fleet.filter((device) => seed.ledger.device(device.code) === undefined);
  const step = progress.begin('devices', missing.length);
  const addresses = addressesOf(fleet);
  const poles = polesOf(fleet, new Set(missing.map((device) => device.poleKey)));
  await sideBySide([...poles.values()], WIDTH, async (pole) => {
    let siteId: string | undefined;
    for (const device of pole) {
      const known = seed.ledger.device(device.code);
      siteId = known?.siteId ?? (await registerAndNote(seed, device, siteId, addresses.get(device.code)));
      if (known === undefined) step();
    }
  });
  return fleet.map((device) => seed.ledger.device(device.code)!);
}

function polesOf(fleet: readonly PlannedDevice[], wanted: ReadonlySet<string>): Map<string, PlannedDevice[]> {
  const poles = new Map<string, PlannedDevice[]>([...wanted].map((key) => [key, []]));
  for (const device of fleet) poles.get(device.poleKey)?.push(device);
  return poles;
}

/** Each camera's loopback address follows its place in the plan. */
function addressesOf(fleet: readonly PlannedDevice[]): ReadonlyMap<string, string> {
  const cameras = fleet.filter((device) => device.kind === 'camera');
  return new Map(cameras.map((camera, index) => [camera.code, cameraAddress(index)]));
}

async function registerAndNote(
  seed: DeviceSeed,
  planned: PlannedDevice,
  siteId: string | undefined,
  address: string | undefined,
): Promise<string> {
  const { code, kind, name, villageKey, intervalSeconds } = planned;
  const cameraPassword = seed.ledger.password(`camera-${code}`);
  const body = bodyOf(seed, planned, siteId, address);
  const answer = await register(seed.api, body);
  const device: RegisteredDevice = {
    ...{ code, kind, name, villageKey, intervalSeconds, deviceId: answer.id, siteId: answer.siteId },
    password: answer.mqtt?.password ?? cameraPassword,
    ...(address !== undefined && { address }),
  };
  seed.ledger.note({ kind: 'device', device });
  return answer.siteId;
}

function bodyOf(
  seed: DeviceSeed,
  planned: PlannedDevice,
  siteId: string | undefined,
  address: string | undefined,
): Schemas['NewDevice'] {
  const { code, kind, name, landmark, latitude, longitude, powerSource, payer, intervalSeconds } = planned;
  const unitId = seed.ledger.id('unit', planned.groupKey)!;
  const where = siteId === undefined ? { unitId, latitude, longitude, landmark, separatePlace: true } : { siteId };
  const onvif = address !== undefined && {
    onvif: {
      url: `http://${address}:${seed.cameraPort}/onvif/device_service`,
      username: CAMERA_USER,
      password: seed.ledger.password(`camera-${code}`),
    },
  };
  return { kind, code, name, powerSource, payer, intervalSeconds, ...where, ...onvif };
}

interface Registered {
  readonly id: string;
  readonly siteId: string;
  readonly mqtt?: Schemas['MqttCredentials'] | undefined;
}

/** A start that was killed between the answer and the note finds its device there: it takes it over with a new secret. */
async function register(api: ApiClient, body: Schemas['NewDevice']): Promise<Registered> {
  try {
    const { device, mqtt } = await take(api.calls.POST('/api/v1/devices', { body }));
    return { id: device.id, siteId: device.siteId, mqtt };
  } catch (error) {
    if (!(error instanceof CanhThonError) || error.errorCode !== 'device_code_taken') throw error;
    return takeOver(api, body);
  }
}

async function takeOver(api: ApiClient, body: Schemas['NewDevice']): Promise<Registered> {
  const { items } = await take(api.calls.GET('/api/v1/devices', { params: { query: { q: body.code ?? '' } } }));
  const device = items.find((item) => item.code === body.code);
  if (device === undefined) throw new Error(`The code ${body.code} belongs to a device this login may not see`);
  if (body.onvif === undefined) {
    const mqtt = await take(api.calls.POST('/api/v1/devices/{id}/secret', { params: { path: { id: device.id } } }));
    return { id: device.id, siteId: device.siteId, mqtt };
  }
  const changes = { params: { path: { id: device.id } }, body: { onvif: body.onvif } };
  await take(api.calls.PATCH('/api/v1/devices/{id}', changes));
  return { id: device.id, siteId: device.siteId };
}
