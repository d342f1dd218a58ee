import { Injectable } from '@nestjs/common';
import {
  type CanaryRun,
  type DeviceId,
  type DeviceNo,
  type EpochMs,
  foldForSearch,
  type SiteId,
  type TargetId,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, requireTop, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { attachUnit } from '../registry/unit-tree.ts';
import { orRefuse } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

const RUNS_SHOWN = 31;
const STANDARD = { at: '05:00', timeZone: 'Asia/Ho_Chi_Minh' } as const;
const INTERVAL = { seconds: 5, offlineAfterSeconds: 15 } as const;
/** As its messages name it. */
const NAMES = {
  unit: 'Tự kiểm tra hằng ngày, không có sự cố',
  device: 'Thiết bị thử của Canh Thôn',
  code: 'CANH-THON-TU-KIEM-TRA',
  landmark: 'máy chủ, không phải ngoài thôn',
} as const;

export interface CanaryRunRow extends CanaryRun {
  /** `YYYY-MM-DD`, local. */
  readonly day: string;
  readonly incidentAt: EpochMs | null;
  readonly spokeAt: EpochMs | null;
  readonly endAcceptedAt: EpochMs | null;
  readonly error: string | null;
}

export interface CanaryRow {
  /** Null: off. */
  readonly targetId: TargetId | null;
  readonly targetName: string | null;
  readonly at: string;
  readonly timeZone: string;
  /** Newest first. */
  readonly runs: readonly CanaryRunRow[];
}

const RUN = `
  r.day::text AS day, ${epoch('r.started_at')} AS "startedAt", ${epoch('r.deadline_at')} AS "deadlineAt",
  ${epoch('r.limit_at')} AS "limitAt", ${epoch('r.incident_at')} AS "incidentAt", ${epoch('r.accepted_at')} AS "acceptedAt",
  ${epoch('r.spoke_at')} AS "spokeAt", ${epoch('r.end_accepted_at')} AS "endAcceptedAt", r.error, r.outcome, r.reason`;

/** A device of our own that fails every day, to see whether that is told. Of the whole installation, so of the top. */
@Injectable()
export class CanaryStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope): Promise<CanaryRow> {
    await requireTop(this.database, scope);
    return read(this.database);
  }

  /** `targetId` null turns it off; `at` null leaves its hour. */
  async put(
    { actor, scope }: Access,
    wish: { readonly targetId: string | null; readonly at: string | null },
    now: EpochMs,
  ): Promise<CanaryRow> {
    return this.database.transaction(async (tx) => {
      const top = await requireTop(tx, scope);
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('canary'))`);
      if (wish.targetId !== null) await requireTarget(tx, scope, wish.targetId);
      await ensure(tx, now);
      await tx.query('UPDATE canary SET target_id = $1, at = coalesce($2, at), updated_at = $3', [
        wish.targetId,
        wish.at,
        new Date(now),
      ]);
      const record = { action: 'canary.put', objectKind: 'canary', objectId: top, unitId: top, detail: wish };
      await recordAudit(tx, actor, record, now);
      return read(tx);
    });
  }

  /** The last run of a canary that is on. */
  async last(): Promise<CanaryRunRow | null> {
    const [run] = await this.database.prepared<CanaryRunRow>(
      `SELECT ${RUN} FROM canary_run r WHERE EXISTS (SELECT 1 FROM canary k WHERE k.target_id IS NOT NULL)
       ORDER BY r.day DESC LIMIT 1`,
    );
    return run ?? null;
  }
}

async function requireTarget(sql: Sql, scope: Scope, id: string): Promise<void> {
  const [target] = await sql.query(
    `SELECT 1 FROM target t WHERE t.id = $2 AND t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')} FOR UPDATE`,
    [scope, id],
  );
  orRefuse(target, 'target_not_found');
}

async function read(sql: Sql): Promise<CanaryRow> {
  const [canary] = await sql.query<Omit<CanaryRow, 'runs'>>(
    `SELECT k.target_id AS "targetId", t.name AS "targetName", k.at, k.time_zone AS "timeZone"
     FROM canary k LEFT JOIN target t ON t.id = k.target_id`,
  );
  const runs = await sql.query<CanaryRunRow>(`SELECT ${RUN} FROM canary_run r ORDER BY r.day DESC LIMIT ${RUNS_SHOWN}`);
  return { targetId: null, targetName: null, ...STANDARD, ...canary, runs };
}

/** Its unit stands beside the tree: nobody's territory covers it, so no list, count, map or rule of others meets it. */
async function ensure(sql: Sql, now: EpochMs): Promise<void> {
  const [there] = await sql.query('SELECT 1 FROM canary');
  if (there) return;
  const at = new Date(now);
  const [unitId, siteId, deviceId] = [newId<UnitId>(now), newId<SiteId>(now), newId<DeviceId>(now)];
  await sql.query(
    `INSERT INTO unit (id, kind, name, search, created_at, updated_at) VALUES ($1, 'canary', $2, $3, $4, $4)`,
    [unitId, NAMES.unit, foldForSearch(NAMES.unit), at],
  );
  await attachUnit(sql, unitId, null, now);
  await sql.query(
    `INSERT INTO site (id, code, unit_id, landmark, public_token, search, created_at, updated_at)
     VALUES ($1, $2, $3, $4, gen_random_uuid()::text, '', $5, $5)`,
    [siteId, NAMES.code, unitId, NAMES.landmark, at],
  );
  const [device] = await sql.query<{ deviceNo: DeviceNo }>(
    `WITH new AS (
       INSERT INTO device (id, kind, code, name, site_id, unit_id, interval_seconds, offline_after_seconds, search,
         created_at, updated_at)
       VALUES ($1, 'solar_light', $2, $3, $4, $5, $6, $7, '', $8, $8) RETURNING device_no)
     INSERT INTO device_health (device_no, since, known_at) SELECT device_no, $8, $8 FROM new
     RETURNING device_no AS "deviceNo"`,
    [deviceId, NAMES.code, NAMES.device, siteId, unitId, INTERVAL.seconds, INTERVAL.offlineAfterSeconds, at],
  );
  await sql.query(`INSERT INTO canary (unit_id, device_no, at, time_zone, updated_at) VALUES ($1, $2, $3, $4, $5)`, [
    unitId,
    device?.deviceNo,
    STANDARD.at,
    STANDARD.timeZone,
    at,
  ]);
}
