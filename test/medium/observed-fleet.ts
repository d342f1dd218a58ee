import { DatabaseModule, Database } from '#libs/database';
import type { DeviceId, DeviceKind, DeviceNo, UnitId } from '#libs/domain';
import { Test, type TestingModule } from '@nestjs/testing';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { Registry } from '../harness/registry.ts';

/** A migrated database with one unit and its devices: for stores that need rows, not doors. */
export class ObservedFleet {
  private constructor(
    private readonly testDatabase: TestDatabase,
    private readonly module: TestingModule,
    private readonly registry: Registry,
    readonly unitId: UnitId,
  ) {}

  static async start(now: number): Promise<ObservedFleet> {
    const testDatabase = await cloneDatabase();
    const module = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: testDatabase.url, poolSize: 5 })],
    }).compile();
    const registry = await Registry.on(module, now);
    const unitId = await registry.unit('group', 'Tổ 1', now);
    return new ObservedFleet(testDatabase, module, registry, unitId);
  }

  get url(): string {
    return this.testDatabase.url;
  }

  get database(): Database {
    return this.module.get(Database);
  }

  /** A store of the database room. */
  store<Store>(type: abstract new (...parameters: never[]) => Store): Store {
    return this.module.get<Store>(type);
  }

  async device(kind: DeviceKind, now: number): Promise<DeviceNo> {
    return (await this.registry.device({ kind, unitId: this.unitId }, now)).deviceNo;
  }

  async idOf(deviceNo: DeviceNo): Promise<DeviceId> {
    const [row] = await this.database.query<{ id: DeviceId }>('SELECT id FROM device WHERE device_no = $1', [deviceNo]);
    if (!row) throw new Error(`no device has the number ${deviceNo}`);
    return row.id;
  }

  /** One more group beside it. */
  unit(name: string, now: number): Promise<UnitId> {
    return this.registry.unit('group', name, now);
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.testDatabase.drop();
  }
}

/** Stores a contact as a door does: the latest row first. */
export const CONTACT = `
  INSERT INTO device_latest (device_no, session_epoch, door_id, last_contact_at) VALUES ($1, 1, $2, $3)
  ON CONFLICT (device_no) DO UPDATE SET door_id = excluded.door_id, last_contact_at = excluded.last_contact_at`;
