import {
  decideClimbing,
  scopeIncidentIdentity,
  type Climb,
  type EpochMs,
  type IncidentId,
  type LastingCut,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Database, Sql } from '../sql.ts';
import { claimWideNews, lockCauses } from './cause-work.ts';
import { Findings } from './findings.ts';
import type { CauseDetail } from './lasting-causes.ts';
import { recordFindings } from './record-findings.ts';

interface CutRow extends LastingCut {
  readonly detail: CauseDetail;
  /** Of what stands above others: when the last of those below it was over; null while one lasts. */
  readonly belowEndedAt: EpochMs | null;
}

/** Everything that hears of cuts below it: not the whole country. */
const CUTS = `
  SELECT i.id, i.scope_unit_id AS "unitId", ${epoch('i.started_at')} AS "startedAt", i.detail,
    coalesce((i.detail->>'climbed')::boolean, false) AS climbed, p.parent_id AS "parentId",
    ARRAY(SELECT c.ancestor_id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id
      WHERE c.descendant_id = i.scope_unit_id AND c.depth > 0 AND u.kind <> 'country' ORDER BY c.depth) AS above,
    (SELECT CASE WHEN bool_and(below.ended_at IS NOT NULL) THEN ${epoch('max(below.ended_at)')} END
     FROM incident_parent b JOIN incident below ON below.id = b.child_id WHERE b.parent_id = i.id) AS "belowEndedAt"
  FROM incident i LEFT JOIN incident_parent p ON p.child_id = i.id AND p.left_at IS NULL
  WHERE i.cause = 'power_cut' AND i.ended_at IS NULL ORDER BY i.started_at, i.id`;

/**
 * One transaction, one engine at a time: what was cut together in several places climbs to the unit above them, and is
 * over when all below it is. False when another engine looks.
 */
export function findLargerCuts(database: Database, now: EpochMs): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await lockCauses(tx, 'above'))) return false;
    if (!(await claimWideNews(tx, 'above', now))) return true;
    // What begins here may climb further, what ends may end what stands above it: both leave news for the next round.
    const findings = await look(tx, now);
    await recordFindings(tx, findings);
    return true;
  });
}

async function look(sql: Sql, now: EpochMs): Promise<Findings> {
  const cuts = await sql.query<CutRow>(CUTS);
  const findings = new Findings(now);
  for (const { id, climbed, belowEndedAt, detail } of cuts) {
    if (!climbed || belowEndedAt === null) continue;
    const ended = { id, cause: 'power_cut', reason: 'all_below_over', endedAt: belowEndedAt } as const;
    findings.end({ ...ended, correction: null, units: detail.units ?? [] });
  }
  const over = new Set(findings.ended.map(({ id }) => id));
  const lasting = new Map(cuts.filter(({ id }) => !over.has(id)).map((cut) => [cut.id, cut]));
  for (const climb of decideClimbing([...lasting.values()])) {
    const parentId = climb.existing ?? begin(findings, climb, lasting);
    for (const { id } of climb.explains) findings.join(id, parentId, 'part_of_larger_cut');
  }
  return findings;
}

function begin(
  findings: Findings,
  { unitId, explains }: Climb,
  lasting: ReadonlyMap<IncidentId, { readonly detail: CauseDetail }>,
): IncidentId {
  const likely = explains.every(({ id }) => lasting.get(id)?.detail.likely === true);
  return findings.open({
    ...{
      cause: 'power_cut',
      identity: scopeIncidentIdentity('power_cut', unitId),
      scopeUnitId: unitId,
      deviceNo: null,
    },
    ...{
      severity: 'major',
      reason: 'places_cut_together',
      startedAt: Math.min(...explains.map((cut) => cut.startedAt)),
    },
    detail: { climbed: true, likely, units: [unitId] },
  });
}
