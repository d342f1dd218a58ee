import {
  DeviceLife,
  type DeviceEdit,
  DeviceRegistry,
  type NewDevice as Registration,
  newId,
  SiteStore,
  UnitStore,
} from '#libs/database';
import type { DeviceId, DeviceKind, DeviceNo, EpochMs, UnitId, UnitKind } from '#libs/domain';
import type { INestApplicationContext } from '@nestjs/common';

export interface RegistryDevice {
  readonly deviceId: DeviceId;
  readonly deviceNo: DeviceNo;
}

type Optional = Partial<Omit<Registration, 'id' | 'kind' | 'place'>>;

interface NewDevice extends Optional {
  readonly id?: DeviceId;
  readonly kind: DeviceKind;
  readonly unitId: UnitId;
  /** Of the pole; made up when left out. */
  readonly siteCode?: string;
  readonly landmark?: string;
}

/** Units, poles and devices put in as the API does it: through the stores, with everything that hangs on them. */
export class Registry {
  private constructor(
    private readonly app: INestApplicationContext,
    readonly rootId: UnitId,
  ) {}

  /** @param app holds a `DatabaseModule` on a migrated database without units */
  static async on(app: INestApplicationContext, now: EpochMs): Promise<Registry> {
    const rootId = await app.get(UnitStore).createRoot('Việt Nam', now);
    if (rootId === null) throw new Error('this database has units already');
    return new Registry(app, rootId);
  }

  get #access() {
    return { actor: { kind: 'system', id: null }, scope: [this.rootId] } as const;
  }

  async unit(kind: UnitKind, name: string, now: EpochMs, parentId = this.rootId): Promise<UnitId> {
    return (await this.app.get(UnitStore).create(this.#access, { kind, name, parentId }, now)).id;
  }

  /** A device on a pole of its own; `never_seen`. */
  async device(given: NewDevice, now: EpochMs): Promise<RegistryDevice> {
    const { id = newId<DeviceId>(now), unitId, siteCode, landmark, ...device } = given;
    const pole = { unitId, code: siteCode ?? null, landmark };
    const { id: siteId } = await this.app.get(SiteStore).create(this.#access, pole, now);
    const registration = { name: 'Đèn', code: null, secret: null, endpoint: null, ...device, id, place: { siteId } };
    const { deviceNo } = await this.app.get(DeviceRegistry).register(this.#access, registration, now);
    return { deviceId: id, deviceNo };
  }

  async change(deviceId: DeviceId, changes: DeviceEdit, now: EpochMs): Promise<void> {
    await this.app.get(DeviceLife).update(this.#access, deviceId, changes, null, now);
  }
}
