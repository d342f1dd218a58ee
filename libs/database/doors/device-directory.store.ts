import { Injectable } from '@nestjs/common';
import type { Connectivity, DeviceId, DeviceKind, DeviceNo, DoorId, DoorKind, EpochMs, Lifecycle } from '#libs/domain';
import { DEADLINE_SECONDS } from '../transitions/deadline-seconds.ts';
import { listeningSince } from '../transitions/listening.ts';
import { Database } from '../sql.ts';

/** What a broker checks when a device connects. */
export interface DeviceCredential {
  readonly deviceNo: DeviceNo;
  readonly deviceId: DeviceId;
  readonly kind: DeviceKind;
  readonly lifecycle: Lifecycle;
  /** Keyed hash of the device secret and the key it was made with; null: no secret was ever issued. */
  readonly secretHash: Buffer | null;
  readonly secretKeyId: string | null;
}

/** What a door keeps in memory of one device to know when to look closer. */
export interface ListeningRow {
  readonly deviceNo: DeviceNo;
  readonly connectivity: Connectivity;
  readonly lastContactAt: EpochMs | null;
  readonly listeningSince: EpochMs | null;
  readonly doorId: DoorId | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
}

export interface DeviceChanges {
  readonly deviceNos: readonly DeviceNo[];
  /** Ask from here next time. */
  readonly upTo: string;
}

interface Row {
  device_no: DeviceNo;
  connectivity: Connectivity;
  last_contact_at: Date | null;
  listening_since: Date | null;
  door_id: DoorId | null;
  interval_seconds: number;
  offline_after_seconds: number;
}

const DOOR_KINDS: Record<DoorKind, readonly DeviceKind[]> = {
  broker: ['solar_light', 'wifi_hotspot', 'edge_agent'],
  poller: ['camera'],
};

/** What doors read about devices: credentials, deadlines, and which of them changed. */
@Injectable()
export class DeviceDirectory {
  constructor(private readonly database: Database) {}

  async credentials(deviceIds: readonly string[]): Promise<DeviceCredential[]> {
    return this.#credentials('id = ANY($1::uuid[])', deviceIds);
  }

  async credentialsByNo(deviceNos: readonly DeviceNo[]): Promise<DeviceCredential[]> {
    return this.#credentials('device_no = ANY($1)', deviceNos);
  }

  #credentials(condition: string, parameter: readonly unknown[]): Promise<DeviceCredential[]> {
    return this.database.query<DeviceCredential>(
      `SELECT device_no AS "deviceNo", id AS "deviceId", kind, lifecycle,
         secret_hash AS "secretHash", secret_key_id AS "secretKeyId"
       FROM device WHERE ${condition}`,
      [parameter],
    );
  }

  /** Devices of a door in device_no order, `limit` at a time, beginning after `afterNo`; decommissioned ones left out. */
  async listening(kind: DoorKind, afterNo: number, limit: number, now: EpochMs): Promise<ListeningRow[]> {
    return this.#listening('d.kind = ANY($2) AND d.device_no > $3 ORDER BY d.device_no LIMIT $4', now, [
      DOOR_KINDS[kind],
      afterNo,
      limit,
    ]);
  }

  async listeningByNo(kind: DoorKind, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<ListeningRow[]> {
    return this.#listening('d.kind = ANY($2) AND d.device_no = ANY($3) ORDER BY d.device_no', now, [
      DOOR_KINDS[kind],
      deviceNos,
    ]);
  }

  async #listening(condition: string, now: EpochMs, parameters: readonly unknown[]): Promise<ListeningRow[]> {
    const rows = await this.database.query<Row>(
      `SELECT d.device_no, h.connectivity, l.last_contact_at, l.door_id, ${DEADLINE_SECONDS} AS offline_after_seconds,
         coalesce(h.announced_interval_seconds, d.interval_seconds) AS interval_seconds,
         ${listeningSince('$1')} AS listening_since
       FROM device d JOIN device_health h USING (device_no) LEFT JOIN device_latest l USING (device_no)
       WHERE d.lifecycle <> 'decommissioned' AND ${condition}`,
      [new Date(now), ...parameters],
    );
    return rows.map((row) => ({
      deviceNo: row.device_no,
      connectivity: row.connectivity,
      lastContactAt: row.last_contact_at?.getTime() ?? null,
      listeningSince: row.listening_since?.getTime() ?? null,
      doorId: row.door_id,
      intervalSeconds: row.interval_seconds,
      offlineAfterSeconds: row.offline_after_seconds,
    }));
  }

  /**
   * Devices changed by transactions from `since` on, as far as committed. The next question starts at the oldest
   * transaction still running: a change that commits late is seen late, never skipped, and a long transaction delays
   * nobody else's. A device may be named again; it is never left out.
   */
  async changedSince(since: string): Promise<DeviceChanges> {
    const rows = await this.database.prepared<{ up_to: string; device_no: DeviceNo | null }>(
      `WITH snapshot AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin)
       SELECT snapshot.xmin::text AS up_to, c.device_no
       FROM snapshot LEFT JOIN device_change c ON c.xid >= $1::xid8`,
      [since],
    );
    return {
      deviceNos: rows.flatMap((row) => (row.device_no === null ? [] : [row.device_no])),
      upTo: rows[0]?.up_to ?? since,
    };
  }

  /** Where to start following changes: everything before it is in what you read next. */
  async changesFrom(): Promise<string> {
    const [row] = await this.database.query<{ xmin: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
    );
    if (!row) throw new Error('PostgreSQL gave no snapshot');
    return row.xmin;
  }

  /** Doors propose; the engine verifies. Proposing twice is harmless, at the same time, too: all do it in one order. */
  async proposeSilence(deviceNos: readonly DeviceNo[], doorId: DoorId, now: EpochMs): Promise<void> {
    if (deviceNos.length === 0) return;
    await this.database.query(
      `WITH new AS (
         INSERT INTO silence_candidate (device_no, door_id, proposed_at)
         SELECT device_no, $2, $3 FROM unnest($1::int[]) AS t (device_no) ORDER BY device_no
         ON CONFLICT (device_no) DO NOTHING RETURNING 1)
       SELECT pg_notify('transition', '') WHERE EXISTS (SELECT 1 FROM new)`,
      [deviceNos, doorId, new Date(now)],
    );
  }
}
