import { Injectable } from '@nestjs/common';
import {
  type CameraLoginState,
  type CameraScheme,
  type DeviceId,
  type DeviceNo,
  type DoorId,
  type EpochMs,
  type Lifecycle,
  type SiteId,
} from '#libs/domain';
import { type Contact, recordContacts } from '../transitions/contact-transitions.ts';
import { recordFaults } from '../transitions/fault-transitions.ts';
import { lockLatest } from '../transitions/lock.ts';
import { Database, type Sql } from '../sql.ts';
import { AGENT_OF } from './agent-of.ts';
import { type CameraObservation, joinObservations, type ObservedCamera } from './camera-observation.ts';
import { POLL_BLOCKS } from './poll-blocks.ts';

export interface CameraToPoll {
  readonly deviceNo: DeviceNo;
  readonly deviceId: DeviceId;
  readonly lifecycle: Lifecycle;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  readonly siteId: SiteId;
  readonly scheme: CameraScheme;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly username: string | null;
  /** Sealed with `cameraPasswordScope(deviceId)`; opened only for the moment of a probe. */
  readonly passwordCiphertext: Buffer | null;
  readonly passwordKeyId: string | null;
  readonly basicAllowed: boolean;
  /** Where its video is, at the same host; null: the usual port. */
  readonly streamPort: number | null;
  /** The password as typed was one of its maker's; null: not known. */
  readonly factoryPassword: boolean | null;
  readonly credentialVersion: number;
  readonly credentialState: CameraLoginState;
  readonly credentialBlockedUntil: EpochMs | null;
  readonly credentialCheckedAt: EpochMs | null;
  readonly attemptsLeft: number | null;
}

export const CAMERA_COLUMNS = `
  SELECT d.device_no AS "deviceNo", d.id AS "deviceId", d.lifecycle, d.interval_seconds AS "intervalSeconds",
    d.offline_after_seconds AS "offlineAfterSeconds", d.site_id AS "siteId", e.scheme, e.host, e.port, e.path, e.username,
    e.password_ciphertext AS "passwordCiphertext", e.password_key_id AS "passwordKeyId",
    e.basic_allowed AS "basicAllowed", e.stream_port AS "streamPort", e.factory_password AS "factoryPassword", e.credential_version AS "credentialVersion",
    e.credential_state AS "credentialState", e.attempts_left AS "attemptsLeft",
    (extract(epoch FROM e.credential_blocked_until) * 1000)::float8 AS "credentialBlockedUntil",
    (extract(epoch FROM e.credential_checked_at) * 1000)::float8 AS "credentialCheckedAt"
  FROM device d JOIN camera_endpoint e ON e.device_id = d.id
  WHERE d.kind = 'camera'`;

/** Those behind an edge agent are visited by it. */
const VISITED_BY_US = `${CAMERA_COLUMNS} AND ${AGENT_OF} IS NULL`;

/** Cameras as the poller sees them: where they answer, how we sign in, what a probe found. */
@Injectable()
export class CameraStore {
  constructor(private readonly database: Database) {}

  camerasOfBlocks(blockNos: readonly number[]): Promise<CameraToPoll[]> {
    return this.database.query<CameraToPoll>(
      `${VISITED_BY_US} AND d.lifecycle = 'active' AND d.device_no % ${POLL_BLOCKS} = ANY($1) ORDER BY d.device_no`,
      [blockNos],
    );
  }

  camerasByNo(deviceNos: readonly DeviceNo[]): Promise<CameraToPoll[]> {
    return this.database.query<CameraToPoll>(`${VISITED_BY_US} AND d.device_no = ANY($1) ORDER BY d.device_no`, [
      deviceNos,
    ]);
  }

  /** One camera in service that we visit ourselves; null: there is none of that id. */
  async camera(deviceId: string): Promise<CameraToPoll | null> {
    const [row] = await this.database.query<CameraToPoll>(`${VISITED_BY_US} AND d.lifecycle = 'active' AND d.id = $1`, [
      deviceId,
    ]);
    return row ?? null;
  }

  /** Stores a batch of probes in one transaction: latest facts and contact, hints, faults, and who came back. */
  async observe(observations: readonly CameraObservation[], doorId: DoorId, now: EpochMs): Promise<void> {
    if (observations.length === 0) return;
    await this.database.transaction((tx) => storeObservations(tx, observations, doorId, now));
  }
}

export async function storeObservations(
  tx: Sql,
  observations: readonly CameraObservation[],
  doorId: DoorId,
  now: EpochMs,
): Promise<void> {
  const cameras = joinObservations(observations);
  const contacts = cameras.flatMap((camera) =>
    camera.contactAt === null ? [] : [toContact(camera, camera.contactAt)],
  );
  const findings = cameras.flatMap(({ deviceNo, findings }) => findings.map((found) => ({ ...found, deviceNo })));
  // Those that missed are a second statement: it needs the locks of the whole round at once.
  if (cameras.some(({ missedAt }) => missedAt !== null))
    await lockLatest(
      tx,
      cameras.map(({ deviceNo }) => deviceNo),
    );
  await storeContacts(tx, contacts, doorId);
  await storeHints(tx, cameras);
  await recordContacts(tx, contacts, doorId, now);
  await recordFaults(tx, findings, doorId, now);
}

interface CameraContact extends Contact {
  readonly facts: ObservedCamera['facts'];
}

const toContact = ({ deviceNo, facts }: ObservedCamera, heardAt: EpochMs): CameraContact => ({
  deviceNo,
  facts,
  heardAt,
});

async function storeContacts(sql: Sql, contacts: readonly CameraContact[], doorId: DoorId): Promise<void> {
  if (contacts.length === 0) return;
  await sql.query(
    `INSERT INTO device_latest AS l (device_no, session_epoch, door_id, last_contact_at, facts_at, facts)
     SELECT device_no, 0, $2, at, CASE WHEN facts IS NOT NULL THEN at END, coalesce(facts, '{}')
     FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, at timestamptz, facts jsonb)
     ON CONFLICT (device_no) DO UPDATE SET door_id = excluded.door_id,
       last_contact_at = greatest(l.last_contact_at, excluded.last_contact_at), hinted_at = NULL,
       facts_at = coalesce(excluded.facts_at, l.facts_at), facts = l.facts || excluded.facts`,
    [
      JSON.stringify(
        contacts.map(({ deviceNo, heardAt, facts }) => ({ device_no: deviceNo, at: new Date(heardAt), facts })),
      ),
      doorId,
    ],
  );
}

async function storeHints(sql: Sql, cameras: readonly ObservedCamera[]): Promise<void> {
  const missed = cameras.flatMap(({ deviceNo, missedAt }) =>
    missedAt === null ? [] : [{ device_no: deviceNo, at: new Date(missedAt) }],
  );
  if (missed.length === 0) return;
  await sql.query(
    `UPDATE device_latest l SET hinted_at = t.at
     FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, at timestamptz)
     WHERE l.device_no = t.device_no AND l.last_contact_at < t.at`,
    [JSON.stringify(missed)],
  );
}
