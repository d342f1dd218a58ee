import { Injectable } from '@nestjs/common';
import { type Audience, type EpochMs, LINK_CODE_LIFE, type UnitId } from '#libs/domain';
import { type Access, inScope, requireUnit, type Scope } from '../access.ts';
import { refuseEnded } from '../territory/living-unit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';

/** Codes of one unit that are alive at the same time. */
const ALIVE_AT_MOST = 5;

export interface NewZaloLink {
  readonly id: string;
  readonly unitId: string | undefined;
  /** Its address is set; else a target is made when the code is typed. */
  readonly targetId: string | undefined;
  readonly name: string | undefined;
  readonly audience: Audience;
  /** Made by the secret key of this installation. */
  readonly codeHash: string;
}

export interface ZaloLinkRow {
  readonly id: string;
  readonly unitId: UnitId;
  readonly targetId: string | null;
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly usedAt: EpochMs | null;
}

const COLUMNS = `l.id, l.unit_id AS "unitId", l.target_id AS "targetId", l.name, ${epoch('l.created_at')} AS "createdAt",
  ${epoch('l.expires_at')} AS "expiresAt", ${epoch('l.used_at')} AS "usedAt"`;

/** Codes with which a chat becomes the address of a target. */
@Injectable()
export class ZaloLinks {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string): Promise<ZaloLinkRow> {
    const [row] = await this.database.query<ZaloLinkRow>(
      `SELECT ${COLUMNS} FROM zalo_link l WHERE l.id = $2 AND ${inScope('l.unit_id', '$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'zalo_link_not_found');
  }

  /** False: this code is alive already; make another one. */
  async create({ actor, scope }: Access, link: NewZaloLink, now: EpochMs): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const target = link.targetId === undefined ? null : await targetOf(tx, scope, link.targetId);
      const unitId = target?.unitId ?? (await requireUnit(tx, scope, link.unitId ?? ''));
      await tx.query('SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE', [unitId]);
      await refuseEnded(tx, scope, unitId);
      const [alive] = await tx.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM zalo_link WHERE unit_id = $1 AND used_at IS NULL AND expires_at > $2',
        [unitId, new Date(now)],
      );
      if ((alive?.count ?? 0) >= ALIVE_AT_MOST) throw new Refusal('too_many_link_codes');
      const [made] = await tx.query<{ name: string }>(
        `INSERT INTO zalo_link (id, unit_id, target_id, name, audience, code_hash, created_at, expires_at)
         SELECT $1, u.id, $3, coalesce($4, $5, u.name), $6, $7, $8, $9 FROM unit u WHERE u.id = $2
         ON CONFLICT (code_hash) DO NOTHING RETURNING name`,
        [
          ...[link.id, unitId, link.targetId ?? null, link.name ?? null, target?.name ?? null, link.audience],
          ...[link.codeHash, new Date(now), new Date(now + LINK_CODE_LIFE)],
        ],
      );
      if (!made) return false;
      await recordAudit(tx, actor, { action: 'target.link', objectKind: 'zalo_link', objectId: link.id, unitId }, now);
      return true;
    });
  }
}

async function targetOf(
  sql: Pick<Database, 'query'>,
  scope: Scope,
  id: string,
): Promise<{ readonly unitId: UnitId; readonly name: string }> {
  const [row] = await sql.query<{ unitId: UnitId; name: string }>(
    `SELECT t.unit_id AS "unitId", t.name FROM target t
     WHERE t.id = $2 AND t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')}`,
    [scope, id],
  );
  return orRefuse(row, 'target_not_found');
}
