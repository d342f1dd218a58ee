import { Injectable } from '@nestjs/common';
import { CLAIM_AGAIN, CLAIM_CODE_LIFE, type DeviceId, type EpochMs } from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusing } from '../database-error.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { endClaimCodes } from './claim-code.ts';
import { type LockedDevice, lockActive, setSecret } from './device-life.store.ts';
import { DEVICE_UNIQUE, type SecretHash } from './device-registry.store.ts';
import { type HardwareFields, normalizedHardware, updateHardware } from './hardware.ts';

export interface ClaimCodeRow {
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** Null: nobody used it yet. */
  readonly claimedAt: EpochMs | null;
}

export interface Claim {
  /** The presented code under every key. */
  readonly codeHashes: readonly string[];
  /** What the device made up to be known by, under every key, newest first. */
  readonly claimantHashes: readonly string[];
  readonly secret: SecretHash;
  /** An edge agent's own public key; null: it gets no passwords. */
  readonly sealFor: Buffer | null;
  readonly hardware: HardwareFields;
}

interface Waiting extends ClaimCodeRow {
  readonly claimantHash: string | null;
}

const COLUMNS = `${epoch('c.created_at')} AS "createdAt", ${epoch('c.expires_at')} AS "expiresAt",
  ${epoch('c.claimed_at')} AS "claimedAt"`;

/** Codes with which devices fetch their passwords themselves. */
@Injectable()
export class ClaimStore {
  constructor(private readonly database: Database) {}

  /** The code of a device, if one was made and nothing ended it. */
  async get(scope: Scope, id: string): Promise<ClaimCodeRow | null> {
    const [row] = await this.database.query<ClaimCodeRow & { known: true }>(
      `SELECT ${COLUMNS} FROM device d LEFT JOIN claim_code c ON c.device_no = d.device_no
       WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
      [scope, id],
    );
    const found = orRefuse(row, 'device_not_found');
    return found.createdAt === null ? null : found;
  }

  /** In place of any earlier code. The password in use goes on until the new code is used. */
  async make({ actor, scope }: Access, id: string, codeHash: string, now: EpochMs): Promise<ClaimCodeRow> {
    const row = { createdAt: now, expiresAt: now + CLAIM_CODE_LIFE, claimedAt: null };
    await this.database.transaction(async (tx) => {
      const device = await lockActive(tx, scope, id);
      if (device.kind === 'camera') throw new Refusal('device_has_no_secret');
      await tx.query(
        `INSERT INTO claim_code (device_no, code_hash, created_at, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (device_no) DO UPDATE SET code_hash = excluded.code_hash, created_at = excluded.created_at,
           expires_at = excluded.expires_at, claimed_at = NULL, claimant_hash = NULL`,
        [device.deviceNo, codeHash, new Date(now), new Date(row.expiresAt)],
      );
      const record = { action: 'device.claim_code', objectKind: 'device', objectId: device.id, unitId: device.unitId };
      await recordAudit(tx, actor, record, now);
    });
    return row;
  }

  /** The code is worth nothing from now on; whoever used it keeps his password. */
  async withdraw({ actor, scope }: Access, id: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const device = await lockActive(tx, scope, id);
      await endClaimCodes(tx, [device.deviceNo]);
      const action = 'device.claim_code_withdraw';
      const record = { action, objectKind: 'device', objectId: device.id, unitId: device.unitId };
      await recordAudit(tx, actor, record, now);
    });
  }

  /**
   * The device whose code it is gets the new secret; its old one stops working. A code works once; whoever used it may
   * ask again for a while, for his answer may have been lost. A wrong, used or late code all "do not exist".
   */
  async claim(
    { codeHashes, claimantHashes, secret, sealFor, hardware }: Claim,
    now: EpochMs,
  ): Promise<Pick<LockedDevice, 'id' | 'intervalSeconds'>> {
    const work = this.database.transaction(async (tx) => {
      const device = await deviceOf(tx, codeHashes);
      const [code] = await tx.query<Waiting>(
        `SELECT ${COLUMNS}, c.claimant_hash AS "claimantHash" FROM claim_code c
         WHERE c.device_no = $1 AND c.code_hash = ANY($2) FOR UPDATE`,
        [device.deviceNo, codeHashes],
      );
      const claimedAt = claimable(orRefuse(code, 'claim_code_not_found'), claimantHashes, now);
      await checkHardware(tx, device, hardware, now);
      await setSecret(tx, device.id, secret, now);
      if (device.kind === 'edge_agent') await setKey(tx, device, sealFor);
      await tx.query('UPDATE claim_code SET claimed_at = $2, claimant_hash = $3 WHERE device_no = $1', [
        device.deviceNo,
        new Date(claimedAt),
        claimantHashes[0],
      ]);
      const record = { action: 'device.claim', objectKind: 'device', objectId: device.id, unitId: device.unitId };
      await recordAudit(tx, { kind: 'link', id: null }, record, now);
      return device;
    });
    return refusing(work, DEVICE_UNIQUE);
  }
}

/** Whoever claimed anew reads what is sealed from now on, and nobody else. */
async function setKey(sql: Sql, { deviceNo }: LockedDevice, publicKey: Buffer | null): Promise<void> {
  await sql.query('DELETE FROM edge_key WHERE agent_no = $1', [deviceNo]);
  if (publicKey === null) return;
  await sql.query('INSERT INTO edge_key (agent_no, public_key) VALUES ($1, $2)', [deviceNo, publicKey]);
}

/** The device first, as everybody locks. */
async function deviceOf(sql: Sql, codeHashes: readonly string[]): Promise<LockedDevice> {
  const [row] = await sql.query<{ id: DeviceId; unitId: Scope[number] }>(
    `SELECT d.id, d.unit_id AS "unitId" FROM claim_code c JOIN device d ON d.device_no = c.device_no
     WHERE c.code_hash = ANY($1)`,
    [codeHashes],
  );
  const { id, unitId } = orRefuse(row, 'claim_code_not_found');
  return lockActive(sql, [unitId], id);
}

/** When it was first used. Refuses a code that is over. */
function claimable(code: Waiting, claimantHashes: readonly string[], now: EpochMs): EpochMs {
  const { claimedAt, claimantHash, expiresAt } = code;
  const isOpen = claimedAt === null ? now < expiresAt : now < claimedAt + CLAIM_AGAIN;
  const isHis = claimantHash === null || claimantHashes.includes(claimantHash);
  if (!isOpen || !isHis) throw new Refusal('claim_code_not_found');
  return claimedAt ?? now;
}

/** What the thing says of itself fills what nobody wrote down; another thing than the registered one gets nothing. */
async function checkHardware(sql: Sql, device: LockedDevice, given: HardwareFields, now: EpochMs): Promise<void> {
  if (device.hardwareId === null) return;
  const [known] = await sql.query<Record<'serial' | 'mac' | 'model' | 'manufacturer', string | null>>(
    'SELECT serial, mac, model, manufacturer FROM hardware WHERE id = $1',
    [device.hardwareId],
  );
  const { serial, mac, model, manufacturer } = normalizedHardware(given);
  const told = { serial, mac, model, manufacturer };
  const news = Object.entries(told).filter(([field, value]) => value && !known?.[field as keyof typeof told]);
  for (const field of ['serial', 'mac'] as const) {
    if (told[field] && known?.[field] && known[field] !== told[field]) {
      throw new Refusal('claim_other_hardware', { field });
    }
  }
  if (news.length > 0) await updateHardware(sql, [device.unitId], device.hardwareId, Object.fromEntries(news), now);
}
