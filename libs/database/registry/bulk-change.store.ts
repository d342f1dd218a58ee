import { Injectable } from '@nestjs/common';
import {
  type DeviceId,
  type DeviceKind,
  type DeviceNo,
  type EpochMs,
  type HardwareId,
  HOUR,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudits } from '../audit/record-audit.ts';
import { askAgain } from '../maintenance/ask-again.ts';
import { newId } from '../new-id.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { moveDevices } from '../territory/follow-devices.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { type DeviceFilter, DeviceListStore } from './device-list.store.ts';
import { retire } from './device-life.store.ts';

/** More than so many: a second person carries it out. */
export const ALONE = 50;
const MOST_AT_ONCE = 500;
const WAITS = 24 * HOUR;
const SHOWN = 20;

export type BulkAction = 'move' | 'decommission';

export interface BulkChangeRow {
  readonly id: string;
  readonly action: BulkAction;
  readonly toUnitId: UnitId | null;
  readonly toUnitName: string | null;
  readonly count: number;
  readonly openIncidents: number;
  readonly needsSecond: boolean;
  /** The first of them, by name. */
  readonly proposedBy: string | null;
  /** Proposed by whoever asks. */
  readonly isMine: boolean;
  readonly devices: readonly { id: DeviceId; code: string; name: string; kind: DeviceKind; unitName: string }[];
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly doneAt: EpochMs | null;
}

interface Locked {
  readonly action: BulkAction;
  readonly toUnitId: UnitId | null;
  readonly deviceIds: readonly DeviceId[];
  readonly needsSecond: boolean;
  readonly proposedKind: string;
  readonly proposedBy: string | null;
  readonly expiresAt: EpochMs;
  readonly doneAt: EpochMs | null;
}

/** Changes of many devices: proposed, shown, carried out. Whoever sees all of its devices sees it. */
@Injectable()
export class BulkChangeStore {
  constructor(
    private readonly database: Database,
    private readonly lists: DeviceListStore,
  ) {}

  async propose(
    access: Access,
    wanted: {
      readonly action: BulkAction;
      readonly toUnitId?: string | undefined;
      /** What a filter finds now, or these and no others. */
      readonly devices: { readonly filter: Partial<DeviceFilter> } | { readonly ids: readonly string[] };
    },
    now: EpochMs,
  ): Promise<BulkChangeRow> {
    const { actor, scope } = access;
    const { toUnitId: to } = wanted;
    const toUnitId = to === undefined ? null : await requireLivingUnit(this.database, scope, to);
    const items = await this.#find(scope, wanted.devices, now);
    // Counted before those already there are left out: what lies beyond the list's end was not looked at.
    if (items.length > MOST_AT_ONCE) throw new Refusal('too_many_devices', { most: MOST_AT_ONCE });
    const found = items.filter(({ unitId }) => unitId !== toUnitId);
    if (found.length === 0) throw new Refusal('nothing_to_change');
    const id = newId(now);
    const ids = found.map((device) => device.id);
    await this.database.transaction((tx) =>
      tx.query(
        `INSERT INTO bulk_change (id, action, to_unit_id, device_ids, needs_second, proposed_kind, proposed_by, created_at,
           expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          wanted.action,
          toUnitId,
          ids,
          ids.length > ALONE,
          actor.kind,
          actor.id,
          new Date(now),
          new Date(now + WAITS),
        ],
      ),
    );
    return this.get(access, id);
  }

  async get({ actor, scope }: Access, id: string): Promise<BulkChangeRow> {
    const [row] = await this.database.query<BulkChangeRow>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE b.id = $4 AND ${allVisible('$1')}`,
      [scope, actor.kind, actor.id, id],
    );
    return orRefuse(row, 'bulk_change_not_found');
  }

  /** Not carried out and not over, newest first. */
  async waiting({ actor, scope }: Access, page: PageRequest, now: EpochMs): Promise<PageOf<BulkChangeRow>> {
    const { bind, values } = new Parameters();
    const [within] = [bind(scope), bind(actor.kind), bind(actor.id)];
    const conditions = [`b.done_at IS NULL AND b.expires_at > ${bind(new Date(now))}`, allVisible(within)];
    const after = readCursor(page.cursor, ['uuid']);
    if (after) conditions.push(`b.id < ${bind(after[0])}::uuid`);
    const rows = await this.database.query<BulkChangeRow>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${conditions.join(' AND ')} ORDER BY b.id DESC LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    return toPage(rows, page.limit, (row) => [row.id]);
  }

  /** Only by whoever proposed it: what others wait for is not his to take away. */
  async withdraw({ actor, scope }: Access, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const change = await lockChange(tx, scope, id);
      if (change.doneAt !== null) throw new Refusal('bulk_change_is_over');
      if (change.proposedKind !== actor.kind || change.proposedBy !== actor.id) throw new Refusal('forbidden');
      await tx.query('DELETE FROM bulk_change WHERE id = $1', [id]);
    });
  }

  async #find(
    scope: Scope,
    devices: { readonly filter: Partial<DeviceFilter> } | { readonly ids: readonly string[] },
    now: EpochMs,
  ): Promise<readonly { readonly id: DeviceId; readonly unitId: UnitId }[]> {
    if ('filter' in devices) {
      return (await this.lists.list(scope, { ...devices.filter, limit: MOST_AT_ONCE + 1, cursor: null }, now)).items;
    }
    const ids = [...new Set(devices.ids.map((id) => id.toLowerCase()))];
    const found = await this.database.query<{ id: DeviceId; unitId: UnitId; lifecycle: string }>(
      `SELECT d.id, d.unit_id AS "unitId", d.lifecycle FROM device d
       WHERE d.id = ANY($2::uuid[]) AND ${inScope('d.unit_id', '$1')} ORDER BY d.name, d.id`,
      [scope, ids],
    );
    if (found.length < ids.length) throw new Refusal('device_not_found');
    return found.filter(({ lifecycle }) => lifecycle === 'active');
  }

  /** Exactly the devices that were shown, those gone out of service meanwhile left out. All of them or none. */
  async carryOut(access: Access, id: string, now: EpochMs): Promise<BulkChangeRow> {
    await this.database.transaction(async (tx) => {
      const change = await lockChange(tx, access.scope, id);
      if (change.doneAt !== null || change.expiresAt <= now) throw new Refusal('bulk_change_is_over');
      const same = change.proposedKind === access.actor.kind && change.proposedBy === access.actor.id;
      // A key is nobody: whoever made it could propose as himself and confirm as the key.
      if (change.needsSecond && (same || access.actor.kind !== 'user' || change.proposedKind !== 'user')) {
        throw new Refusal('second_person_needed', { most: ALONE });
      }
      if (change.toUnitId !== null) await requireLivingUnit(tx, access.scope, change.toUnitId);
      const devices = await lockAll(tx, access.scope, change.deviceIds);
      if (change.toUnitId !== null) await move(tx, access, devices, change.toUnitId, now);
      else await retire(tx, access.actor, devices, now);
      await tx.query('UPDATE bulk_change SET done_at = $2, done_kind = $3, done_by = $4 WHERE id = $1', [
        ...[id, new Date(now), access.actor.kind, access.actor.id],
      ]);
    });
    return this.get(access, id);
  }
}

/** Parameters 1 to 3: the scope, and the kind and id of whoever asks. */
const COLUMNS = `b.id, b.action, b.to_unit_id AS "toUnitId", u.name AS "toUnitName", cardinality(b.device_ids) AS count,
  b.needs_second AS "needsSecond", ${epoch('b.created_at')} AS "createdAt", ${epoch('b.expires_at')} AS "expiresAt",
  ${epoch('b.done_at')} AS "doneAt", coalesce(p.name, k.name) AS "proposedBy",
  (b.proposed_kind = $2::text AND b.proposed_by = $3::uuid) AS "isMine",
  (SELECT count(*)::int FROM incident i JOIN device d ON d.device_no = i.device_no
   WHERE d.id = ANY(b.device_ids) AND i.cause = 'device' AND i.state <> 'resolved') AS "openIncidents",
  (SELECT json_agg(s) FROM (SELECT d.id, d.code, d.name, d.kind, o.name AS "unitName" FROM device d
     JOIN unit o ON o.id = d.unit_id WHERE d.id = ANY(b.device_ids) ORDER BY d.name, d.id LIMIT ${SHOWN}) s) AS devices`;
const TABLES = `bulk_change b LEFT JOIN unit u ON u.id = b.to_unit_id
  LEFT JOIN app_user p ON b.proposed_kind = 'user' AND p.id = b.proposed_by
  LEFT JOIN api_key k ON b.proposed_kind = 'api_key' AND k.id = b.proposed_by`;

const allVisible = (scope: string): string =>
  `(b.to_unit_id IS NULL OR ${inScope('b.to_unit_id', scope)})
   AND NOT EXISTS (SELECT 1 FROM device x WHERE x.id = ANY(b.device_ids) AND NOT ${inScope('x.unit_id', scope)})`;

async function lockChange(sql: Sql, scope: Scope, id: string): Promise<Locked> {
  const [row] = await sql.query<Locked>(
    `SELECT b.action, b.to_unit_id AS "toUnitId", b.device_ids AS "deviceIds", b.needs_second AS "needsSecond",
       b.proposed_kind AS "proposedKind", b.proposed_by AS "proposedBy", ${epoch('b.expires_at')} AS "expiresAt",
       ${epoch('b.done_at')} AS "doneAt"
     FROM bulk_change b WHERE b.id = $2 AND ${allVisible('$1')} FOR UPDATE OF b`,
    [scope, id],
  );
  return orRefuse(row, 'bulk_change_not_found');
}

interface Active {
  readonly id: DeviceId;
  readonly deviceNo: DeviceNo;
  readonly unitId: UnitId;
  readonly hardwareId: HardwareId | null;
  readonly visible: boolean;
}

/** Those still in service, in the order in which everybody locks several. */
async function lockAll(sql: Sql, scope: Scope, ids: readonly DeviceId[]): Promise<Active[]> {
  const devices = await sql.query<Active>(
    `SELECT id, device_no AS "deviceNo", unit_id AS "unitId", hardware_id AS "hardwareId",
       ${inScope('unit_id', '$1')} AS visible
     FROM device WHERE id = ANY($2::uuid[]) AND lifecycle = 'active' ORDER BY device_no FOR NO KEY UPDATE`,
    [scope, ids],
  );
  if (devices.some(({ visible }) => !visible)) throw new Refusal('device_not_found');
  return devices;
}

async function move(
  sql: Sql,
  { actor }: Access,
  devices: readonly Active[],
  toUnitId: UnitId,
  now: EpochMs,
): Promise<void> {
  const numbers = devices.map(({ deviceNo }) => deviceNo);
  // The engine decides about none of them meanwhile: it would still see the old unit.
  await sql.query('SELECT 1 FROM device_health WHERE device_no = ANY($1) ORDER BY device_no FOR UPDATE', [numbers]);
  await moveDevices(sql, numbers, toUnitId, 'device_moved', actor, now);
  await askAgain(sql, 'd.device_no = ANY($1)', numbers, now);
  const record = { action: 'device.update', objectKind: 'device', detail: { fields: ['responsibleUnitId'] } };
  await recordAudits(
    sql,
    actor,
    devices.map(({ id, unitId }) => ({ ...record, objectId: id, unitId })),
    now,
  );
}
