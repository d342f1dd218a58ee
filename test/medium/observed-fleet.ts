import { DatabaseModule, Database, newId } from '#libs/database';
import type { DeviceKind, DeviceNo } from '#libs/domain';
import { Test, type TestingModule } from '@nestjs/testing';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';

/** A migrated database with one unit, one site and devices put in by hand: for stores that need rows, not doors. */
export class ObservedFleet {
  private constructor(
    private readonly testDatabase: TestDatabase,
    private readonly module: TestingModule,
    private readonly siteId: string,
    readonly unitId: string,
  ) {}

  static async start(now: number): Promise<ObservedFleet> {
    const testDatabase = await cloneDatabase();
    const module = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: testDatabase.url, poolSize: 5 })],
    }).compile();
    const [unitId, siteId, at] = [newId(now), newId(now), new Date(now)];
    const database = module.get(Database);
    await database.query(
      `INSERT INTO unit (id, kind, name, search, created_at, updated_at) VALUES ($1, 'group', 'Tổ 1', 'to 1', $2, $2)`,
      [unitId, at],
    );
    await database.query(
      `INSERT INTO site (id, code, unit_id, public_token, search, created_at, updated_at)
       VALUES ($1, 'D1', $2, 'token', 'd1', $3, $3)`,
      [siteId, unitId, at],
    );
    return new ObservedFleet(testDatabase, module, siteId, unitId);
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
    const id = newId(now);
    const [row] = await this.database.query<{ device_no: DeviceNo }>(
      `INSERT INTO device (id, kind, code, name, site_id, unit_id, interval_seconds, offline_after_seconds, search,
         created_at, updated_at)
       VALUES ($1::uuid, $2, 'D-' || $1::uuid, 'Đèn', $3, $4, 60, 180, 'den', $5, $5) RETURNING device_no`,
      [id, kind, this.siteId, this.unitId, new Date(now)],
    );
    if (!row) throw new Error('no device was made');
    await this.database.query('INSERT INTO device_health (device_no, since, known_at) VALUES ($1, $2, $2)', [
      row.device_no,
      new Date(now),
    ]);
    return row.device_no;
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
