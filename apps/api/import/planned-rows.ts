import type { ImportBatch, ImportedChange, ImportedDevice } from '#libs/database';
import { newId } from '#libs/database';
import {
  type CameraWords,
  cameraPasswordScope,
  type DeviceId,
  type EpochMs,
  type Judged,
  type RowVerdict,
  type SiteId,
  isFactoryPassword,
  isOfSite,
} from '#libs/domain';
import type { SecretBox } from '#libs/runtime';
import { randomSecret } from '../auth/random-text.ts';

/** A verdict with the ids and secrets it is written with. */
export interface PlannedRow {
  readonly verdict: RowVerdict;
  readonly deviceId: DeviceId | null;
  readonly password?: string | undefined;
}

export interface PlannedBatch extends ImportBatch {
  readonly rows: readonly PlannedRow[];
}

/** Gives ids and secrets to what is judged, and cuts it into batches; a new place comes with the first row that needs it. */
export class Planner {
  readonly #siteIds: readonly SiteId[];
  readonly #placed = new Set<number>();

  constructor(
    private readonly judged: Judged,
    private readonly box: SecretBox,
    private readonly now: EpochMs,
  ) {
    this.#siteIds = judged.places.map(() => newId<SiteId>(now));
  }

  batch(verdicts: readonly RowVerdict[]): PlannedBatch {
    const places: PlannedBatch['places'][number][] = [];
    const siteChanges: PlannedBatch['siteChanges'][number][] = [];
    const devices: ImportedDevice[] = [];
    const changes: ImportedChange[] = [];
    const rows = verdicts.map((verdict): PlannedRow => {
      if (verdict.state === 'refused') return { verdict, deviceId: null };
      if (verdict.state === 'same') return { verdict, deviceId: verdict.deviceId };
      const place = verdict.device.place;
      if (place !== undefined && 'newPlace' in place) places.push(...this.#place(place.newPlace));
      if (verdict.siteChange !== null) siteChanges.push(verdict.siteChange);
      if (verdict.state === 'changed') {
        changes.push(this.#change(verdict));
        return { verdict, deviceId: verdict.device.id };
      }
      const { device, password } = this.#device(verdict);
      devices.push(device);
      return { verdict, deviceId: device.id, password };
    });
    return { rows, places, siteChanges, devices, changes };
  }

  #place(key: number): PlannedBatch['places'][number][] {
    const place = this.judged.places[key];
    if (place === undefined || this.#placed.has(key)) return [];
    this.#placed.add(key);
    const { code, unitId, name, landmark, latitude, longitude } = place;
    return [{ id: this.#siteId(key), code, unitId, name, landmark, latitude, longitude }];
  }

  #siteId(key: number): SiteId {
    const id = this.#siteIds[key];
    if (id === undefined) throw new Error(`a row of an import points at place ${key}, which is not there`);
    return id;
  }

  #device({ device }: Extract<RowVerdict, { state: 'made' }>): { device: ImportedDevice; password?: string } {
    const id = newId<DeviceId>(this.now);
    const { place, camera, ...words } = device;
    const where = 'siteId' in place ? place : { newSite: this.#siteId(place.newPlace) };
    const password = device.kind === 'camera' ? undefined : randomSecret();
    const secret = password === undefined ? null : this.box.hashToStore(password);
    const made = { ...words, id, place: where, secret, endpoint: this.#endpoint(camera, id) };
    return { device: made, ...(password !== undefined && { password }) };
  }

  #endpoint(camera: CameraWords | null, id: DeviceId): ImportedDevice['endpoint'] {
    if (camera?.address === undefined) return null;
    return {
      ...camera.address,
      username: camera.username ?? null,
      password: this.#sealed(camera.password, id, camera.username) ?? null,
    };
  }

  #change({ device, fields }: Extract<RowVerdict, { state: 'changed' }>): ImportedChange {
    const { place, camera, ...words } = device;
    const siteId = place === undefined ? undefined : 'siteId' in place ? place.siteId : this.#siteId(place.newPlace);
    const endpoint = camera && {
      address: camera.address,
      username: camera.username,
      password: this.#sealed(camera.password, device.id, camera.username),
    };
    // What only the place says is not written to the device.
    const own = fields.filter((field) => !isOfSite(field));
    return { ...words, siteId, endpoint, fields: own };
  }

  #sealed(password: string | undefined, id: DeviceId, username: string | null | undefined) {
    if (password === undefined) return undefined;
    const fromFactory = isFactoryPassword(password, username ?? null);
    return { ...this.box.seal(password, cameraPasswordScope(id)), fromFactory };
  }
}
