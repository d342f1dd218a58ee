import { newId, type Sql } from '#libs/database';
import type { TargetId, UnitId } from '#libs/domain';
import { SecretBox } from '#libs/runtime';

export interface WebhookTarget {
  readonly unitId: UnitId;
  readonly name: string;
  readonly url: string;
  readonly channel?: string | undefined;
  readonly audience?: string | undefined;
  readonly minimumSeverity?: string | undefined;
  readonly quietHours?: object | undefined;
}

/** `key`: base64, what the engine opens `secret` with. */
export interface Sealing {
  readonly key: string;
  readonly secret: string;
}

/** A target as the API stores it. */
export async function addTarget(
  sql: Sql,
  { unitId, name, url, channel, audience, minimumSeverity, quietHours }: WebhookTarget,
  { key, secret }: Sealing,
  now: number,
): Promise<TargetId> {
  const id = newId<TargetId>(now);
  const sealed = new SecretBox([Buffer.from(key, 'base64')]).seal(secret, id);
  await sql.query(
    `INSERT INTO target (id, unit_id, channel, audience, name, address, secret_ciphertext, secret_key_id,
       minimum_severity, quiet_hours, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
    [
      ...[id, unitId, channel ?? 'webhook', audience ?? 'responsible', name, { url }],
      ...[sealed.ciphertext, sealed.keyId, minimumSeverity ?? 'minor', quietHours ?? null, new Date(now)],
    ],
  );
  return id;
}
