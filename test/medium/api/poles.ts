import { Database, decideChanges, recordContacts, recordSilences } from '#libs/database';
import type { DeviceNo, DoorId } from '#libs/domain';
import type { ApiServer, Call } from './api-server.ts';

const MINUTE = 60_000;

export interface Pole {
  readonly siteId: string;
  readonly deviceId: string;
  readonly deviceNo: DeviceNo;
  /** On its label. */
  readonly token: string;
}

/** Devices on poles of their own, which speak and fall silent as doors and the engine record it. */
export class Poles {
  private constructor(
    private readonly server: ApiServer,
    private readonly door: DoorId,
  ) {}

  static async on(server: ApiServer): Promise<Poles> {
    const now = new Date(server.clock.now());
    const [row] = await server.app.get(Database).query<{ id: DoorId }>(
      `INSERT INTO door (kind, instance, started_at, accepting_since, lease_until) VALUES ('broker', 'test', $1, $1, $1)
         RETURNING id`,
      [now],
    );
    return new Poles(server, row?.id as DoorId);
  }

  get #now(): number {
    return this.server.clock.now();
  }

  get #database(): Database {
    return this.server.app.get(Database);
  }

  async put(admin: Call, body: object): Promise<Pole> {
    const { device } = (await admin('POST', '/devices', body)).body;
    const [row] = await this.#database.query<{ deviceNo: DeviceNo }>(
      'SELECT device_no AS "deviceNo" FROM device WHERE id = $1',
      [device.id],
    );
    const { url } = (await admin('GET', `/sites/${device.siteId}/sticker`)).body;
    const token = /\/p\/([\w-]{22})$/.exec(url as string)?.[1] as string;
    return { siteId: device.siteId, deviceId: device.id, deviceNo: row?.deviceNo as DeviceNo, token };
  }

  /** The device speaks now. */
  async hear({ deviceNo }: Pole): Promise<void> {
    const now = this.#now;
    await this.#database.query(
      `INSERT INTO device_latest (device_no, session_epoch, door_id, last_contact_at) VALUES ($1, 1, $2, $3)
       ON CONFLICT (device_no) DO UPDATE SET last_contact_at = excluded.last_contact_at`,
      [deviceNo, this.door, new Date(now)],
    );
    await this.#database.transaction((tx) => recordContacts(tx, [{ deviceNo, heardAt: now }], this.door, now));
    await decideChanges(this.#database, [deviceNo], now);
  }

  /** Ten minutes pass in which nothing is heard, though somebody listens. */
  async fallSilent({ deviceNo }: Pole): Promise<void> {
    const listening = [new Date(this.#now - 60 * MINUTE), new Date(this.#now + 60 * MINUTE)];
    await this.#database.query('UPDATE door SET accepting_since = $1, lease_until = $2', listening);
    await this.#database.query('UPDATE poll_block SET polling_since = $1, lease_until = $2, door_id = $3', [
      ...listening,
      this.door,
    ]);
    this.server.clock.advance(10 * MINUTE);
    await this.#database.transaction((tx) => recordSilences(tx, [deviceNo], this.door, this.#now));
    await decideChanges(this.#database, [deviceNo], this.#now);
  }
}
