import { Injectable } from '@nestjs/common';
import { completeProfile, type EpochMs, type KnownOfLight, type LightProfile, type UnitId } from '#libs/domain';
import { type Access, inScope, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { Parameters } from '../sql-text.ts';
import { Database, type Sql, type Transaction } from '../sql.ts';
import { PROFILE } from './light-rows.ts';

export interface LightProfileRow {
  readonly id: string;
  readonly unitId: UnitId;
  readonly name: string;
  readonly profile: LightProfile;
  /** Lights of the caller's units that have it. */
  readonly lights: number;
  /** It belongs to one of the caller's units. */
  readonly mine: boolean;
  readonly version: number;
}

export type ProfileChanges = Partial<KnownOfLight> & { readonly name?: string | undefined };

/** Which lights: by their ids, or all of a unit and below it that have none yet. */
export interface LightsToAssign {
  readonly deviceIds?: readonly string[] | undefined;
  readonly unitId?: string | undefined;
}

/** A unit sees its own profiles, those below it, and those of the units above it, which it may give to its lights. */
const visible = (scope: string): string => `(${inScope('p.unit_id', scope)} OR p.unit_id IN (
  SELECT ancestor_id FROM unit_closure WHERE descendant_id = ANY(${scope}::uuid[])))`;

const columns = (scope: string): string => `p.id, p.unit_id AS "unitId", p.name, ${PROFILE} AS profile, p.version,
  ${inScope('p.unit_id', scope)} AS mine,
  (SELECT count(*)::int FROM light_with_profile w JOIN device d USING (device_no)
   WHERE w.profile_id = p.id AND d.lifecycle = 'active' AND ${inScope('d.unit_id', scope)}) AS lights`;

/** What hangs on poles, written down once for all lamps of a make. */
@Injectable()
export class LightProfileStore {
  constructor(private readonly database: Database) {}

  async list(scope: Scope, { limit, cursor }: PageRequest): Promise<PageOf<LightProfileRow>> {
    const { bind, values } = new Parameters();
    const at = bind(scope);
    const key = readCursor(cursor, ['text', 'uuid']);
    const after = key ? `AND (p.name, p.id) > (${bind(key[0])}, ${bind(key[1])}::uuid)` : '';
    const rows = await this.database.query<LightProfileRow>(
      `SELECT ${columns(at)} FROM light_profile p WHERE ${visible(at)} ${after} ORDER BY p.name, p.id LIMIT ${bind(limit + 1)}`,
      values,
    );
    return toPage(rows, limit, ({ name, id }) => [name, id]);
  }

  get(scope: Scope, id: string): Promise<LightProfileRow> {
    return read(this.database, scope, id);
  }

  create(
    { actor, scope }: Access,
    { unitId, name, ...known }: KnownOfLight & { readonly unitId: string; readonly name: string },
    now: EpochMs,
  ): Promise<LightProfileRow> {
    return this.database.transaction(async (tx) => {
      const owner = await requireUnit(tx, scope, unitId);
      const id = newId(now);
      await tx.query(
        `INSERT INTO light_profile (id, unit_id, name, ${FIELDS}, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
        [id, owner, name, ...valuesOf(completeProfile(known)), new Date(now)],
      );
      await recordAudit(tx, actor, audit('light_profile.create', id, owner), now);
      return read(tx, scope, id);
    });
  }

  /** Only a profile of the caller's own units. It holds at once for all lights that have it. */
  update(
    { actor, scope }: Access,
    id: string,
    { name, ...changes }: ProfileChanges,
    version: number | null,
    now: EpochMs,
  ): Promise<LightProfileRow> {
    return this.database.transaction(async (tx) => {
      const row = await read(tx, scope, id, true);
      if (!row.mine) throw new Refusal('light_profile_not_found');
      if (version !== null && row.version !== version) throw new Refusal('stale_version');
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      await tx.query(
        `UPDATE light_profile SET (name, ${FIELDS}, version, updated_at) =
           ROW($2::text, $3::text, $4::real, $5::real, $6::real, $7::real, $8::jsonb, $9::boolean, version + 1, $10::timestamptz)
         WHERE id = $1`,
        [id, name ?? row.name, ...valuesOf(completeProfile({ ...row.profile, ...given })), new Date(now)],
      );
      const record = audit('light_profile.update', id, row.unitId, { fields: Object.keys(given) });
      await recordAudit(tx, actor, record, now);
      return read(tx, scope, id);
    });
  }

  /** Gives it to lights of the caller's units; what is no light, or out of service, is left out. Returns how many have it now. */
  assign({ actor, scope }: Access, id: string, which: LightsToAssign, now: EpochMs): Promise<number> {
    return this.database.transaction(async (tx) => {
      const row = await read(tx, scope, id);
      const within = which.unitId === undefined ? scope : [await requireUnit(tx, scope, which.unitId)];
      const lights = await tx.query(
        `INSERT INTO light_with_profile (device_no, profile_id)
         SELECT d.device_no, $1 FROM device d
         WHERE d.kind = 'solar_light' AND d.lifecycle = 'active' AND ${inScope('d.unit_id', '$2')} AND
           CASE WHEN $3::uuid[] IS NOT NULL THEN d.id = ANY($3)
             ELSE NOT EXISTS (SELECT 1 FROM light_with_profile w WHERE w.device_no = d.device_no) END
         ORDER BY d.device_no ON CONFLICT (device_no) DO UPDATE SET profile_id = excluded.profile_id RETURNING 1`,
        [id, within, which.deviceIds ?? null],
      );
      const record = audit('light_profile.assign', id, row.unitId, { lights: lights.length });
      await recordAudit(tx, actor, record, now);
      return lights.length;
    });
  }
}

const FIELDS = 'chemistry, nominal_volts, capacity_ah, panel_watts, lamp_watts, dimming, sensor_only';

const valuesOf = (profile: LightProfile): readonly unknown[] => [
  ...[profile.chemistry, profile.nominalVolts, profile.capacityAh, profile.panelWatts, profile.lampWatts],
  ...[JSON.stringify(profile.dimming), profile.sensorOnly],
];

const audit = (action: string, objectId: string, unitId: UnitId, detail = {}) => ({
  ...{ action, objectKind: 'light_profile', objectId, unitId, detail },
});

async function read(sql: Sql | Transaction, scope: Scope, id: string, locks = false): Promise<LightProfileRow> {
  const [row] = await sql.query<LightProfileRow>(
    `SELECT ${columns('$1')} FROM light_profile p WHERE p.id = $2 AND ${visible('$1')} ${locks ? 'FOR UPDATE OF p' : ''}`,
    [scope, id],
  );
  return orRefuse(row, 'light_profile_not_found');
}
