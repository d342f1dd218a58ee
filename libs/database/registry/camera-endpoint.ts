import type { CameraAddress, DeviceId, EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';

export interface SealedPassword {
  readonly ciphertext: Buffer;
  readonly keyId: string;
  /** As typed it was one that its maker gives to all; left out: nobody looked. */
  readonly fromFactory?: boolean;
}

export interface Endpoint extends CameraAddress {
  readonly username: string | null;
  readonly password: SealedPassword | null;
  /** Where the video is, at the same host; null: the usual port. */
  readonly streamPort?: number | null;
  readonly basicAllowed?: boolean;
}

export interface EndpointChanges {
  readonly address?: CameraAddress | undefined;
  readonly username?: string | null | undefined;
  readonly password?: SealedPassword | null | undefined;
  readonly streamPort?: number | null | undefined;
  readonly basicAllowed?: boolean | undefined;
}

export async function insertEndpoint(sql: Sql, deviceId: DeviceId, endpoint: Endpoint, now: EpochMs): Promise<void> {
  await sql.prepared(
    `INSERT INTO camera_endpoint (device_id, scheme, host, port, path, username, password_ciphertext, password_key_id,
       updated_at, stream_port, basic_allowed, factory_password) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      deviceId,
      endpoint.scheme,
      endpoint.host,
      endpoint.port,
      endpoint.path,
      endpoint.username,
      endpoint.password?.ciphertext ?? null,
      endpoint.password?.keyId ?? null,
      new Date(now),
      endpoint.streamPort ?? null,
      endpoint.basicAllowed ?? false,
      endpoint.password?.fromFactory ?? null,
    ],
  );
}

/**
 * Any change makes the credential untried again, which lifts the ban after a rejection. A password is forgotten when
 * the address points at another machine and no new one came with it: it must not be shown to a stranger.
 */
export async function updateEndpoint(
  sql: Sql,
  deviceId: DeviceId,
  changes: EndpointChanges,
  now: EpochMs,
): Promise<void> {
  const { address, username, password, streamPort, basicAllowed } = changes;
  await sql.query(
    `UPDATE camera_endpoint SET
       password_ciphertext = CASE WHEN $9 THEN $7 WHEN ($2, $3, $4) IS DISTINCT FROM (scheme, host, port) AND $3 IS NOT NULL
         THEN NULL ELSE password_ciphertext END,
       password_key_id = CASE WHEN $9 THEN $8 WHEN ($2, $3, $4) IS DISTINCT FROM (scheme, host, port) AND $3 IS NOT NULL
         THEN NULL ELSE password_key_id END,
       factory_password = CASE WHEN $9 THEN $12 WHEN ($2, $3, $4) IS DISTINCT FROM (scheme, host, port) AND $3 IS NOT NULL
         THEN NULL ELSE factory_password END,
       stream_port = CASE WHEN $13 THEN $14 ELSE stream_port END, basic_allowed = coalesce($15, basic_allowed),
       scheme = coalesce($2, scheme), host = coalesce($3, host), port = coalesce($4, port), path = coalesce($5, path),
       username = CASE WHEN $10 THEN $6 ELSE username END,
       credential_version = credential_version + 1, credential_state = 'untried', credential_blocked_until = NULL,
       credential_checked_at = NULL, attempts_left = NULL, updated_at = $11
     WHERE device_id = $1`,
    [
      deviceId,
      address?.scheme ?? null,
      address?.host ?? null,
      address?.port ?? null,
      address?.path ?? null,
      username ?? null,
      password?.ciphertext ?? null,
      password?.keyId ?? null,
      password !== undefined,
      username !== undefined,
      new Date(now),
      password?.fromFactory ?? null,
      streamPort !== undefined,
      streamPort ?? null,
      basicAllowed ?? null,
    ],
  );
}
