import {
  type Blame,
  blameOfCause,
  type Cause,
  type Connectivity,
  type DeviceHistory,
  type DeviceKind,
  type DeviceNo,
  type DoorId,
  type EpochMs,
  groupedBy,
  plannedSpans,
  type PowerSource,
  type SiteId,
  type Span,
  type UnitId,
} from '#libs/domain';
import { AGENT_OF } from '../doors/agent-of.ts';
import { ListeningGaps } from '../doors/listening-gap.ts';
import { PastWindows } from '../maintenance/past-windows.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

export interface CorrectionRow extends Span {
  readonly deviceNo: DeviceNo;
  readonly oldBlame: Blame;
  readonly blame: Blame;
  readonly reason: string;
  readonly rule: string;
  readonly evidence: Record<string, unknown>;
  readonly knownAt: EpochMs;
}

export interface HistoryOnRecord extends DeviceHistory {
  readonly corrections: readonly CorrectionRow[];
}

interface Device {
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly doorId: DoorId | null;
  readonly agentNo: DeviceNo | null;
  readonly unitId: UnitId;
  readonly siteId: SiteId;
  readonly powerSource: PowerSource;
}

interface ChangeRow {
  readonly unitId: UnitId;
  readonly siteId: SiteId;
  readonly deviceNo: DeviceNo;
  readonly at: EpochMs;
  readonly to: Connectivity;
  readonly blame: Blame;
  readonly doorId: DoorId | null;
}

/** What held when the period began, and every change in it. */
const CHANGES = `
  SELECT t.device_no AS "deviceNo", ${epoch('t.occurred_at')} AS at, t.to_value AS "to", t.blame, t.door_id AS "doorId",
    t.unit_id AS "unitId", t.site_id AS "siteId"
  FROM unnest($1::int[]) AS asked (device_no) CROSS JOIN LATERAL (
    (SELECT * FROM transition b
     WHERE b.device_no = asked.device_no AND b.kind = 'connectivity' AND b.occurred_at <= $2
     ORDER BY b.seq DESC LIMIT 1)
    UNION ALL
    SELECT * FROM transition b
    WHERE b.device_no = asked.device_no AND b.kind = 'connectivity' AND b.occurred_at > $2 AND b.occurred_at < $3
  ) AS t ORDER BY t.device_no, t.seq`;

interface ExplainedRow extends Span {
  readonly deviceNo: DeviceNo;
  readonly cause: Cause;
}

/** While a cause explained its silence, or a cause of that cause: from when both were true until one was over. */
const EXPLAINED = `
  WITH RECURSIVE line AS (
    SELECT i.device_no, p.parent_id, greatest(i.started_at, c.started_at) AS from_at,
      least(i.ended_at, c.ended_at, $3::timestamptz) AS until_at, c.cause
    FROM incident i JOIN incident_parent p ON p.child_id = i.id JOIN incident c ON c.id = p.parent_id
    WHERE i.device_no = ANY($1) AND i.cause = 'device' AND i.fault_code IS NULL AND i.started_at < $3
      AND (i.ended_at IS NULL OR i.ended_at > $2)
    UNION
    SELECT line.device_no, p.parent_id, greatest(line.from_at, c.started_at), least(line.until_at, c.ended_at), c.cause
    FROM line JOIN incident_parent p ON p.child_id = line.parent_id JOIN incident c ON c.id = p.parent_id)
  SELECT device_no AS "deviceNo", cause, ${epoch('from_at')} AS "from", ${epoch('until_at')} AS until
  FROM line WHERE from_at < until_at`;

interface DecisionRow {
  readonly deviceNo: DeviceNo;
  readonly kind: 'lifecycle' | 'maintenance';
  readonly to: string | null;
  readonly at: EpochMs;
}

const DECISIONS = `
  SELECT device_no AS "deviceNo", kind, to_value AS "to", ${epoch('occurred_at')} AS at
  FROM transition WHERE kind IN ('lifecycle','maintenance') AND device_no = ANY($1) AND occurred_at < $2
  ORDER BY device_no, seq`;

const CORRECTIONS = `
  SELECT device_no AS "deviceNo", ${epoch('from_at')} AS "from", ${epoch('until_at')} AS until,
    old_blame AS "oldBlame", new_blame AS blame, reason, rule, evidence, ${epoch('known_at')} AS "knownAt"
  FROM availability_correction WHERE device_no = ANY($1) AND until_at > $2 AND from_at < $3
  ORDER BY device_no, from_at`;

/** What is on record about these devices, as far as it bears on the period. */
export async function readHistories(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  period: Span,
): Promise<Map<DeviceNo, HistoryOnRecord>> {
  const [from, until] = [new Date(period.from), new Date(period.until)];
  const devices = await sql.query<Device>(
    `SELECT d.device_no AS "deviceNo", d.kind, l.door_id AS "doorId", d.unit_id AS "unitId", d.site_id AS "siteId",
       d.power_source AS "powerSource", CASE WHEN d.kind = 'camera' THEN ${AGENT_OF} END AS "agentNo"
     FROM device d LEFT JOIN device_latest l USING (device_no) WHERE d.device_no = ANY($1)`,
    [deviceNos],
  );
  const changes = byDevice(await sql.query<ChangeRow>(CHANGES, [deviceNos, from, until]));
  const decisions = byDevice(await sql.query<DecisionRow>(DECISIONS, [deviceNos, until]));
  const corrections = byDevice(await sql.query<CorrectionRow>(CORRECTIONS, [deviceNos, from, until]));
  const windows = await PastWindows.read(sql, period);
  const explained = byDevice(await sql.query<ExplainedRow>(EXPLAINED, [deviceNos, from, until]));
  const gaps = await ListeningGaps.read(sql, period);
  return new Map(
    devices.map((device) => {
      const own = changes.get(device.deviceNo) ?? [];
      const doors = new Set([device.doorId, ...own.map((change) => change.doorId)].filter((id) => id !== null));
      const history = {
        changes: own.map(({ at, to, blame }) => ({ at, to, blame })),
        explained: (explained.get(device.deviceNo) ?? []).map((span) => ({ ...span, blame: blameOfCause(span.cause) })),
        ...decided(decisions.get(device.deviceNo) ?? [], windows.of(device, own, period)),
        gaps: gaps.of(device, doors),
        corrections: corrections.get(device.deviceNo) ?? [],
      };
      return [device.deviceNo, history] as const;
    }),
  );
}

function decided(
  rows: readonly DecisionRow[],
  windows: readonly Span[],
): Pick<DeviceHistory, 'decommissionedAt' | 'planned'> {
  const ended = rows.find(({ kind, to }) => kind === 'lifecycle' && to === 'decommissioned');
  const planned = rows
    .filter(({ kind }) => kind === 'maintenance')
    .map(({ at, to }) => ({ at, until: to === null ? null : Date.parse(to) }));
  return { decommissionedAt: ended?.at ?? null, planned: [...plannedSpans(planned), ...windows] };
}

const byDevice = <Row extends { readonly deviceNo: DeviceNo }>(rows: readonly Row[]): ReadonlyMap<DeviceNo, Row[]> =>
  groupedBy(rows, ({ deviceNo }) => deviceNo);
