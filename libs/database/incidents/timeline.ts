import type { EpochMs, IncidentId } from '#libs/domain';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';

export const TIMELINE_KINDS = [
  'opened',
  'reconsidered',
  'explained',
  'unexplained',
  'corrected',
  'told',
  'not_told',
  'held',
  'fell_back',
  'acknowledged',
  'escalated',
  'not_escalated',
  'reopened',
  'commented',
  'reported',
  'moved',
  'resolved',
  'ended',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export type Actor =
  | { readonly kind: 'engine' }
  | {
      readonly kind: 'user' | 'api_key' | 'link' | 'channel';
      readonly id: string | null;
      readonly name: string | null;
    };

export const ENGINE: Actor = { kind: 'engine' };

export interface TimelineEntry {
  readonly incidentId: IncidentId;
  readonly kind: TimelineKind;
  readonly reason: string;
  /** Null where a person decided. */
  readonly rule: string | null;
  readonly actor: Actor;
  readonly at: EpochMs;
  readonly detail?: Record<string, unknown>;
}

/** Writes lines of incidents' stories, in the order given. */
export async function addToTimeline(sql: Sql, entries: readonly TimelineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ incidentId, kind, reason, rule, actor, at, detail = {} }) => ({
    id: newId(at),
    incident_id: incidentId,
    at: new Date(at),
    kind,
    reason,
    rule,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'engine' ? null : actor.id,
    actor_name: actor.kind === 'engine' ? null : actor.name,
    detail,
  }));
  await sql.query(
    `INSERT INTO incident_event (id, incident_id, at, kind, reason, rule, actor_kind, actor_id, actor_name, detail)
     SELECT id, incident_id, at, kind, reason, rule, actor_kind, actor_id, actor_name, detail
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, incident_id uuid, at timestamptz, kind text, reason text,
       rule text, actor_kind text, actor_id uuid, actor_name text, detail jsonb)`,
    [JSON.stringify(rows)],
  );
}
