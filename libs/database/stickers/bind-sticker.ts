import { type EpochMs, readSticker, type SiteId, type UnitId } from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { hashOfToken } from '../residents/public-token.ts';
import { epoch } from '../sql-text.ts';
import type { Sql, Transaction } from '../sql.ts';
import { inReach, STICKER_STATE } from './sticker-columns.ts';

export type StickerState = 'free' | 'bound' | 'replaced' | 'void';

/** A sticker as somebody in its reach finds it. */
export interface FoundSticker {
  /** Null: a label made for its place, not from a roll. */
  readonly code: string | null;
  readonly token: string;
  readonly state: StickerState;
  /** Where the roll lies, or the unit of the place. */
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly boundAt: EpochMs | null;
  /** Where it is or was stuck, in whoever's territory. */
  readonly siteId: SiteId | null;
  /** Null too when the place is not for this caller. */
  readonly site: {
    readonly id: SiteId;
    readonly unitId: UnitId;
    readonly code: string;
    readonly name: string | null;
    readonly landmark: string | null;
  } | null;
}

/** By what was typed or scanned. Refuses what cannot be read, what nobody printed, and what is out of reach. */
export async function findSticker(sql: Sql, scope: Scope, text: string): Promise<FoundSticker> {
  const reading = readSticker(text);
  if (reading.kind === 'unreadable') throw new Refusal('sticker_misread', { reason: reading.reason });
  const [printed] =
    reading.kind === 'code'
      ? await readPrinted(sql, scope, 'p.code = $2', reading.code)
      : await readPrinted(sql, scope, 'p.token = $2', reading.token);
  if (printed) return printed;
  if (reading.kind === 'code') throw new Refusal('sticker_unknown');
  return labelOfPlace(sql, scope, reading.token);
}

const readPrinted = (sql: Sql, scope: Scope, condition: string, key: string): Promise<FoundSticker[]> =>
  sql.query<FoundSticker>(
    `SELECT p.code, p.token, ${STICKER_STATE} AS state, r.unit_id AS "unitId", u.name AS "unitName",
       ${epoch('p.bound_at')} AS "boundAt", p.site_id AS "siteId",
       CASE WHEN ${inScope('s.unit_id', '$1')} THEN json_build_object('id', s.id, 'unitId', s.unit_id, 'code', s.code, 'name', s.name,
         'landmark', s.landmark) END AS site
     FROM printed_sticker p JOIN sticker_roll r ON r.id = p.roll_id JOIN unit u ON u.id = r.unit_id
       LEFT JOIN site s ON s.id = p.site_id
     WHERE ${condition} AND (${inReach('$1')} OR ${inScope('s.unit_id', '$1')})`,
    [scope, key],
  );

/** Labels that were printed for a place that existed: they bind nothing, but lead to it. */
async function labelOfPlace(sql: Sql, scope: Scope, token: string): Promise<FoundSticker> {
  const [row] = await sql.query<FoundSticker>(
    `SELECT NULL AS code, s.public_token AS token, 'bound' AS state, s.unit_id AS "unitId", u.name AS "unitName",
       NULL AS "boundAt", s.id AS "siteId", json_build_object('id', s.id, 'unitId', s.unit_id, 'code', s.code, 'name', s.name,
         'landmark', s.landmark) AS site
     FROM site s JOIN unit u ON u.id = s.unit_id WHERE s.public_token = $2 AND ${inScope('s.unit_id', '$1')}`,
    [scope, token],
  );
  if (row) return row;
  const [replaced] = await sql.query(
    `SELECT 1 FROM replaced_sticker o JOIN site s ON s.id = o.site_id WHERE o.token_hash = $2 AND ${inScope('s.unit_id', '$1')}`,
    [scope, hashOfToken(token)],
  );
  throw new Refusal(replaced ? 'sticker_replaced' : 'sticker_unknown');
}

/** Where a sticker is to be stuck. */
export interface PlaceToBind {
  readonly id: SiteId;
  readonly unitId: UnitId;
  /** Made in this transaction: nobody has seen the label it would have had. */
  readonly isNew: boolean;
}

/**
 * The place's label is this sticker from now on; gives its code. The one before leads nowhere and says so. Asked again
 * for the same place it changes nothing. Locks the place, then the sticker: whoever comes second sees what the first did.
 */
export async function bindSticker(
  tx: Transaction,
  { actor, scope }: Access,
  text: string,
  place: PlaceToBind,
  now: EpochMs,
): Promise<string | null> {
  const [site] = await tx.query<{ token: string }>(
    'SELECT public_token AS token FROM site WHERE id = $1 FOR NO KEY UPDATE',
    [place.id],
  );
  const { token: before } = orRefuse(site, 'site_not_found');
  const { code: wanted } = await findSticker(tx, scope, text);
  if (wanted !== null) await tx.query('SELECT 1 FROM printed_sticker WHERE code = $1 FOR UPDATE', [wanted]);
  const sticker = await findSticker(tx, scope, text);
  if (sticker.siteId === place.id && sticker.state === 'bound') return sticker.code;
  refuseUnlessFree(sticker);
  await endLabel(tx, place, place.isNew ? null : before, 'replaced', now);
  await tx.query('UPDATE printed_sticker SET site_id = $2, bound_at = $3 WHERE code = $1', [
    sticker.code,
    place.id,
    new Date(now),
  ]);
  await tx.query('UPDATE site SET public_token = $2, updated_at = $3 WHERE id = $1', [
    place.id,
    sticker.token,
    new Date(now),
  ]);
  const record = { objectKind: 'site', objectId: place.id, unitId: place.unitId, detail: { code: sticker.code } };
  await recordAudit(tx, actor, { action: 'sticker.bind', ...record }, now);
  return sticker.code;
}

function refuseUnlessFree({ code, state, site }: FoundSticker): void {
  if (state === 'void') throw new Refusal('sticker_void');
  if (state === 'replaced') throw new Refusal('sticker_replaced');
  if (state === 'bound')
    throw new Refusal('sticker_bound_elsewhere', { code: code ?? site?.code, ...(site && { site }) });
}

/** What hangs at the place leads nowhere any more. `token`: of its address; null when nobody has seen it. */
export async function endLabel(
  tx: Transaction,
  { id }: { readonly id: SiteId },
  token: string | null,
  because: 'replaced' | 'void',
  now: EpochMs,
): Promise<void> {
  const at = new Date(now);
  if (token !== null)
    await tx.query('INSERT INTO replaced_sticker (token_hash, site_id, replaced_at) VALUES ($1, $2, $3)', [
      hashOfToken(token),
      id,
      at,
    ]);
  await tx.query(
    'UPDATE printed_sticker SET ended_at = $2, ended_because = $3 WHERE site_id = $1 AND ended_at IS NULL',
    [id, at, because],
  );
}
