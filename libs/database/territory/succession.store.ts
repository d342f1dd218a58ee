import { Injectable } from '@nestjs/common';
import {
  type Belongings,
  countBelongings,
  type EpochMs,
  partition,
  type UnitId,
  type UnitKind,
  type WantedPart,
} from '#libs/domain';
import { inScope, type Manager, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { addPlaceNews } from '../causes/cause-work.ts';
import { refusing } from '../database-error.ts';
import { askAgain } from '../maintenance/ask-again.ts';
import { newId } from '../new-id.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { endSubscriptions } from '../push/ended-subscriptions.ts';
import { lockTree, refuseBelow } from '../registry/unit-tree.ts';
import { insertUnit, UNIT_UNIQUE } from '../registry/unit.store.ts';
import { Database, type Sql, type Transaction } from '../sql.ts';
import { refuseEnded } from './living-unit.ts';
import { moveGrants } from './move-grants.ts';
import { type CutFallback, straightenFallbacks } from './straighten-fallbacks.ts';
import { belongingsOf, type Change, close, handOver, type OldUnit } from './succeed.ts';

/** A unit that exists, or one that begins on the day. */
export interface Successor {
  readonly unitId?: string | undefined;
  readonly name?: string | undefined;
  readonly code?: string | null | undefined;
  readonly kind?: UnitKind | undefined;
}
export interface Split {
  readonly parts: readonly (Successor & WantedPart)[];
  readonly effectiveOn: string;
}
export interface Merge {
  readonly unitIds: readonly string[];
  readonly into: Successor;
  readonly effectiveOn: string;
}

export interface ChangedPart {
  readonly unitId: UnitId;
  readonly name: string;
  /** What came to it, directly. */
  readonly came: Readonly<Record<keyof Belongings, number>>;
  /** In all, with what lies below it. */
  readonly devices: number;
  readonly openIncidents: number;
  /** Who is told of its devices' troubles where no group below it is. */
  readonly told: 'here' | 'above' | 'nobody';
}
export interface TerritoryChanged {
  readonly parts: ChangedPart[];
  readonly ended: { readonly unitId: UnitId; readonly name: string }[];
  readonly grants: number;
  /** Contacts whose stand-in went to another part. */
  readonly fallbacks: CutFallback[];
}

export interface SuccessionRow {
  readonly unitId: UnitId;
  readonly name: string;
  readonly code: string | null;
  readonly kind: 'split' | 'merge';
  readonly effectiveOn: string;
}

/** Undoes what was done to see what it would do. */
class Rehearsed extends Error {
  readonly result: TerritoryChanged;
  constructor(result: TerritoryChanged) {
    super('rehearsed');
    this.result = result;
  }
}

/** Communes are cut and joined: what they had goes to whoever takes over, all at once or not at all. */
@Injectable()
export class SuccessionStore {
  constructor(private readonly database: Database) {}

  /** `dryRun`: everything is done and undone again, so the answer is what would happen. */
  split(manager: Manager, id: string, split: Split, dryRun: boolean, now: EpochMs): Promise<TerritoryChanged> {
    return this.#change(dryRun, now, async (tx) => {
      const old = await lockOld(tx, manager.scope, id);
      const dealt = partition(await belongingsOf(tx, old.id), split.parts);
      if (!dealt.ok) throw notExact(dealt);
      const change: Change = { kind: 'split', actor: manager.actor, effectiveOn: split.effectiveOn, now };
      const parts = [];
      for (const [at, part] of split.parts.entries()) {
        const unitId = await successorOf(tx, manager.scope, part, old, change);
        const share = dealt.parts[at] as Belongings;
        await handOver(tx, old, unitId, share, change);
        parts.push({ unitId, came: counted([share]) });
      }
      const ids = parts.map(({ unitId }) => unitId);
      const heir = ids[
        Math.max(
          0,
          split.parts.findIndex(({ rest }) => rest === true),
        )
      ] as UnitId;
      const grants = await moveGrants(tx, manager, old.id, ids, now);
      await close(tx, old, heir, ids, change);
      await this.#audit(tx, manager, old.id, 'unit.split', ids, change);
      return { parts, ended: [{ unitId: old.id, name: old.name }], grants };
    });
  }

  merge(manager: Manager, merge: Merge, dryRun: boolean, now: EpochMs): Promise<TerritoryChanged> {
    return this.#change(dryRun, now, async (tx) => {
      const ids = [...new Set(merge.unitIds)].filter((id) => id !== merge.into.unitId).sort();
      const olds = [];
      for (const id of ids) olds.push(await lockOld(tx, manager.scope, id));
      const [first] = olds;
      const change: Change = { kind: 'merge', actor: manager.actor, effectiveOn: merge.effectiveOn, now };
      const unitId = await successorOf(tx, manager.scope, merge.into, orRefuse(first, 'unit_not_found'), change);
      const shares = [];
      let grants = 0;
      for (const old of olds) {
        const share = await belongingsOf(tx, old.id);
        shares.push(share);
        await handOver(tx, old, unitId, share, change);
        grants += await moveGrants(tx, manager, old.id, [unitId], now);
        await close(tx, old, unitId, [unitId], change);
        await this.#audit(tx, manager, old.id, 'unit.merge', [unitId], change);
      }
      return {
        parts: [{ unitId, came: counted(shares) }],
        ended: olds.map(({ id, name }) => ({ unitId: id, name })),
        grants,
      };
    });
  }

  /** From which units this one took over, and which took over from it. */
  async succession(scope: Scope, id: string): Promise<{ before: SuccessionRow[]; after: SuccessionRow[] }> {
    const unitId = await requireUnit(this.database, scope, id);
    const read = (own: 'old_id' | 'new_id', other: 'old_id' | 'new_id') =>
      this.database.query<SuccessionRow>(
        `SELECT u.id AS "unitId", u.name, u.code, s.kind, s.effective_on::text AS "effectiveOn"
         FROM unit_succession s JOIN unit u ON u.id = s.${other} WHERE s.${own} = $1 ORDER BY s.effective_on DESC, u.name`,
        [unitId],
      );
    return { before: await read('new_id', 'old_id'), after: await read('old_id', 'new_id') };
  }

  async #change(
    dryRun: boolean,
    now: EpochMs,
    work: (tx: Transaction) => Promise<
      Omit<TerritoryChanged, 'parts' | 'fallbacks'> & {
        parts: readonly { unitId: UnitId; came: ChangedPart['came'] }[];
      }
    >,
  ): Promise<TerritoryChanged> {
    const done = this.database.transaction(async (tx) => {
      await lockTree(tx);
      const { parts, ...more } = await work(tx);
      const successors = parts.map(({ unitId }) => unitId);
      const fallbacks = await straightenFallbacks(tx, successors);
      await askAgain(tx, inScope('d.unit_id', '$1'), successors, now);
      await addPlaceNews(tx, successors, now);
      await endSubscriptions(tx, now);
      const shown = [];
      for (const { unitId, came } of parts) shown.push({ unitId, came, ...(await look(tx, unitId)) });
      const result = { ...more, parts: shown, fallbacks };
      if (dryRun) throw new Rehearsed(result);
      await tx.query(`SELECT pg_notify('live', ''), pg_notify('transition', '')`);
      return result;
    });
    try {
      return await refusing(done, UNIT_UNIQUE);
    } catch (error) {
      if (error instanceof Rehearsed) return error.result;
      throw error;
    }
  }

  #audit(
    sql: Sql,
    { actor }: Manager,
    unitId: UnitId,
    action: string,
    to: readonly UnitId[],
    { effectiveOn, now }: Change,
  ): Promise<void> {
    return recordAudit(
      sql,
      actor,
      { action, objectKind: 'unit', objectId: unitId, unitId, detail: { to, effectiveOn } },
      now,
    );
  }
}

async function lockOld(
  sql: Sql,
  scope: Scope,
  id: string,
): Promise<OldUnit & { kind: UnitKind; parentId: UnitId | null }> {
  const [row] = await sql.query<OldUnit & { kind: UnitKind; parentId: UnitId | null }>(
    `SELECT u.id, u.name, u.kind, u.parent_id AS "parentId", u.time_zone AS "timeZone"
     FROM unit u WHERE u.id = $2 AND ${inScope('u.id', '$1')} FOR NO KEY UPDATE OF u`,
    [scope, id],
  );
  const old = orRefuse(row, 'unit_not_found');
  await refuseEnded(sql, scope, old.id);
  return old;
}

/** Beside the old one, unless it exists. The caller must be allowed to make units there. */
async function successorOf(
  sql: Sql,
  scope: Scope,
  wanted: Successor,
  old: Awaited<ReturnType<typeof lockOld>>,
  { effectiveOn, now }: Change,
): Promise<UnitId> {
  if (wanted.unitId !== undefined) {
    const { id } = await lockOld(sql, scope, wanted.unitId);
    await refuseBelow(sql, old.id, id);
    return id;
  }
  const parentId = await requireUnit(sql, scope, orRefuse(old.parentId, 'unit_not_found'));
  const id = newId<UnitId>(now);
  const { name = old.name, kind = old.kind, code } = wanted;
  await insertUnit(sql, id, { name, kind, code, parentId, validFrom: effectiveOn }, now);
  return id;
}

const counted = (shares: readonly Belongings[]): ChangedPart['came'] => {
  const of = (kind: keyof Belongings): number => shares.reduce((sum, share) => sum + share[kind].length, 0);
  return { units: of('units'), sites: of('sites'), devices: of('devices'), targets: of('targets') };
};

function notExact({ left, wrong }: { readonly left: Belongings; readonly wrong: Belongings }): Refusal {
  const counts = { left: countBelongings(left), wrong: countBelongings(wrong) };
  return new Refusal('parts_not_exact', { ...counts, leftOver: left, notThere: wrong });
}

async function look(sql: Sql, unitId: UnitId): Promise<Omit<ChangedPart, 'unitId' | 'came'>> {
  const [row] = await sql.query<{ name: string; devices: number; openIncidents: number; depth: number | null }>(
    `SELECT u.name,
       (SELECT count(*)::int FROM device d WHERE d.lifecycle = 'active' AND ${inScope('d.unit_id', '$1')}) AS devices,
       (SELECT count(*)::int FROM incident i WHERE i.state <> 'resolved' AND ${inScope('i.unit_id', '$1')}) AS "openIncidents",
       (SELECT min(c.depth) FROM unit_closure c JOIN target t ON t.unit_id = c.ancestor_id
        WHERE c.descendant_id = u.id AND t.removed_at IS NULL AND t.enabled AND t.audience = 'responsible') AS depth
     FROM unit u WHERE u.id = ANY($1)`,
    [[unitId]],
  );
  const { name, devices, openIncidents, depth } = orRefuse(row, 'unit_not_found');
  return { name, devices, openIncidents, told: depth === null ? 'nobody' : depth === 0 ? 'here' : 'above' };
}
