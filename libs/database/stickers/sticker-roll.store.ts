import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EpochMs, newStickerCode, type SiteId, type UnitId } from '#libs/domain';
import { type Access, inScope, narrowed, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse } from '../refusal.ts';
import { newPublicToken } from '../residents/public-token.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database, type Transaction } from '../sql.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import type { StickerState } from './bind-sticker.ts';
import { inReach, STICKER_STATE } from './sticker-columns.ts';

export interface RollRow {
  readonly id: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  /** Stickers printed. */
  readonly count: number;
  /** Of these: stuck somewhere, now or once. */
  readonly used: number;
  /** Of these: lost or damaged before they were stuck. */
  readonly lost: number;
  readonly createdAt: EpochMs;
}

export interface PrintedRow {
  readonly code: string;
  readonly token: string;
  /** From 1, as they come from the printer. */
  readonly number: number;
  readonly state: StickerState;
  readonly boundAt: EpochMs | null;
  /** Null when the place is not for this caller, or there is none. */
  readonly site: {
    readonly id: SiteId;
    readonly code: string;
    readonly name: string | null;
    readonly landmark: string | null;
  } | null;
}

const COLUMNS = `r.id, r.unit_id AS "unitId", u.name AS "unitName", r.count, ${epoch('r.created_at')} AS "createdAt",
  (SELECT count(p.site_id)::int FROM printed_sticker p WHERE p.roll_id = r.id) AS used,
  (SELECT count(*)::int FROM printed_sticker p WHERE p.roll_id = r.id AND p.site_id IS NULL AND p.ended_at IS NOT NULL)
    AS lost`;

/** Stickers that are printed before anybody knows where they will be stuck. */
@Injectable()
export class StickerRolls {
  constructor(private readonly database: Database) {}

  async print({ actor, scope }: Access, unitId: string, count: number, now: EpochMs): Promise<RollRow> {
    const id = newId(now);
    await this.database.transaction(async (tx) => {
      const unit = await requireLivingUnit(tx, scope, unitId);
      await tx.query('INSERT INTO sticker_roll (id, unit_id, count, created_at) VALUES ($1, $2, $3, $4)', [
        ...[id, unit, count, new Date(now)],
      ]);
      await insertStickers(tx, id, count);
      const record = { action: 'sticker.print', objectKind: 'sticker_roll', objectId: id, unitId: unit };
      await recordAudit(tx, actor, { ...record, detail: { count } }, now);
    });
    return this.get(scope, id);
  }

  async get(scope: Scope, id: string): Promise<RollRow> {
    const [row] = await this.database.query<RollRow>(
      `SELECT ${COLUMNS} FROM sticker_roll r JOIN unit u ON u.id = r.unit_id WHERE r.id = $2 AND ${inReach('$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'sticker_roll_not_found');
  }

  /** Of a unit and everything below it, newest first. */
  async list(scope: Scope, unitId: string, page: PageRequest): Promise<PageOf<RollRow>> {
    const within = await narrowed(this.database, scope, unitId);
    const { bind, values } = new Parameters();
    const conditions = [inScope('r.unit_id', bind(within))];
    const after = readCursor(page.cursor, ['uuid']);
    if (after) conditions.push(`r.id < ${bind(after[0])}`);
    const rows = await this.database.query<RollRow>(
      `SELECT ${COLUMNS} FROM sticker_roll r JOIN unit u ON u.id = r.unit_id WHERE ${conditions.join(' AND ')}
       ORDER BY r.id DESC LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    return toPage(rows, page.limit, (row) => [row.id]);
  }

  /** In the order they were printed in. */
  async stickers(scope: Scope, rollId: string, page: PageRequest): Promise<PageOf<PrintedRow>> {
    const { id } = await this.get(scope, rollId);
    const [last = 0] = readCursor(page.cursor, ['number']) ?? [];
    const rows = await this.database.query<PrintedRow>(
      `SELECT p.code, p.token, p.number, ${STICKER_STATE} AS state, ${epoch('p.bound_at')} AS "boundAt",
         CASE WHEN ${inScope('s.unit_id', '$1')} THEN json_build_object('id', s.id, 'code', s.code, 'name', s.name,
           'landmark', s.landmark) END AS site
       FROM printed_sticker p LEFT JOIN site s ON s.id = p.site_id
       WHERE p.roll_id = $2 AND p.number > $3 ORDER BY p.number LIMIT $4`,
      [scope, id, last, page.limit + 1],
    );
    return toPage(rows, page.limit, (row) => [row.number]);
  }
}

/** A code that somebody has already is left out, and another one made for it. */
async function insertStickers(tx: Transaction, rollId: string, count: number): Promise<void> {
  let made = 0;
  while (made < count) {
    const codes = [...new Set(Array.from({ length: count - made }, () => newStickerCode(randomInt)))];
    const taken = await tx.query<{ code: string }>('SELECT code FROM printed_sticker WHERE code = ANY($1)', [codes]);
    const free = codes.filter((code) => !taken.some((other) => other.code === code));
    await tx.query(
      `INSERT INTO printed_sticker (code, token, roll_id, number)
       SELECT code, token, $3, $4 + number FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (code, token, number)`,
      [free, free.map(newPublicToken), rollId, made],
    );
    made += free.length;
  }
}
