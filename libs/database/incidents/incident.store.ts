import { Injectable } from '@nestjs/common';
import type { AcknowledgeWish, Cause, EpochMs, IncidentId, IncidentState } from '#libs/domain';
import { type Access, inScope, narrowed, type Scope } from '../access.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse } from '../refusal.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import {
  acknowledge,
  type Act,
  closeByHand,
  LOCKED_COLUMNS,
  type LockedIncident,
  nameOf,
  recordAct,
} from './incident-act.ts';
import { INCIDENT_COLUMNS, INCIDENT_TABLES, type IncidentRow, notExplainedWithin } from './incident-columns.ts';
import { type IncidentPersonRow, readPeople } from './incident-people.ts';
import type { TimelineKind } from './timeline.ts';

export interface IncidentFilter extends PageRequest {
  readonly unitId?: string | undefined;
  readonly state?: IncidentState | 'unresolved' | undefined;
  readonly cause?: Cause | 'shared' | undefined;
  /** From when, and before when, it was known. */
  readonly openedFrom?: EpochMs | undefined;
  readonly openedBefore?: EpochMs | undefined;
  readonly deviceId?: string | undefined;
  /** Those that this one explains or explained. */
  readonly parentId?: string | undefined;
  /** Also those that another one speaks for. */
  readonly includeExplained?: boolean | undefined;
}

/** One line of an incident's story. */
export interface TimelineRow {
  readonly id: string;
  readonly at: EpochMs;
  readonly kind: TimelineKind;
  readonly reason: string;
  readonly rule: string | null;
  readonly actorKind: 'engine' | 'user' | 'api_key' | 'link' | 'channel';
  readonly actorName: string | null;
  /** What a person wrote. */
  readonly text: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface IncidentStory extends IncidentRow {
  /** Oldest first; says who was told of what, who was not, and why. */
  readonly timeline: readonly TimelineRow[];
  /** How many incidents it explains or explained. */
  readonly explainedCount: number;
}

export interface AssignWish {
  readonly userId: string;
  readonly text: string | null;
  /** Null: as long as the policy says. */
  readonly minutes: number | null;
}

function conditionsOf(filter: IncidentFilter, bind: (value: unknown) => string): string[] {
  const { state, cause, deviceId, openedFrom, openedBefore } = filter;
  const conditions: string[] = [];
  if (state === 'unresolved') conditions.push(`i.state <> 'resolved'`);
  else if (state !== undefined) conditions.push(`i.state = ${bind(state)}`);
  if (cause === 'shared') conditions.push(`i.cause <> 'device'`);
  else if (cause !== undefined) conditions.push(`i.cause = ${bind(cause)}`);
  if (openedFrom !== undefined) conditions.push(`i.opened_at >= ${bind(new Date(openedFrom))}`);
  if (openedBefore !== undefined) conditions.push(`i.opened_at < ${bind(new Date(openedBefore))}`);
  if (deviceId !== undefined)
    conditions.push(`i.id IN (SELECT m.incident_id FROM incident_device m JOIN device d USING (device_no)
      WHERE d.id = ${bind(deviceId)}::uuid)`);
  return conditions;
}

type Change = (sql: Sql, incident: LockedIncident, act: Act, now: EpochMs) => Promise<void>;

/** What people see of incidents and do to them. Outside the scope an incident does not exist. */
@Injectable()
export class IncidentStore {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(scope: Scope, filter: IncidentFilter): Promise<PageOf<IncidentRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const after = readCursor(filter.cursor, ['number', 'uuid']);
    const { bind, values } = new Parameters();
    const conditions = [inScope('i.unit_id', bind(within))];
    conditions.push(...conditionsOf(filter, bind));
    if (filter.parentId !== undefined)
      conditions.push(
        `i.id IN (SELECT p.child_id FROM incident_parent p WHERE p.parent_id = ${bind(filter.parentId)}::uuid)`,
      );
    else if (filter.includeExplained !== true) conditions.push(notExplainedWithin(bind(within)));
    if (after)
      conditions.push(
        `(i.opened_at, i.id) < (${bind(new Date(Number(after[0])))}::timestamptz, ${bind(after[1])}::uuid)`,
      );
    const rows = await this.database.query<IncidentRow>(
      `SELECT ${INCIDENT_COLUMNS} FROM ${INCIDENT_TABLES} WHERE ${conditions.join(' AND ')}
       ORDER BY i.opened_at DESC, i.id DESC LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows, filter.limit, (row) => [row.openedAt, row.id]);
  }

  async get(scope: Scope, id: string): Promise<IncidentStory> {
    const incident = await this.#row(scope, id);
    const [explained] = await this.database.query<{ count: number }>(
      'SELECT count(DISTINCT child_id)::int FROM incident_parent WHERE parent_id = $1',
      [id],
    );
    return { ...incident, explainedCount: explained?.count ?? 0, timeline: await this.#timeline(incident.id) };
  }

  /** "I am going to check". The first word counts until it expires; who has it may prolong it, others take it over. */
  async acknowledge(
    access: Access,
    id: string,
    { text, ...wish }: AcknowledgeWish & { readonly text: string | null },
    now: EpochMs,
  ): Promise<IncidentStory> {
    const taking = { ...wish, takerId: access.actor.id };
    const change: Change = async (tx, incident, act, at) => {
      await acknowledge(tx, incident, act, taking, at);
    };
    return this.#act(access, id, { kind: 'acknowledged', reason: 'going_to_check', text }, change, now);
  }

  /** Who may be sent: see incident-people.ts. */
  async people(scope: Scope, id: string): Promise<readonly IncidentPersonRow[]> {
    return readPeople(this.database, scope, (await this.#row(scope, id)).id);
  }

  /** Somebody else of the caller's territory shall go; whoever has it loses it. */
  async assign(access: Access, id: string, wish: AssignWish, now: EpochMs): Promise<IncidentStory> {
    const { id: incidentId } = await this.#row(access.scope, id);
    const people = await readPeople(this.database, access.scope, incidentId);
    const person = orRefuse(
      people.find((one) => one.id === wish.userId),
      'user_not_found',
    );
    const taking = { minutes: wish.minutes, takeOver: true, takerId: person.id };
    const change: Change = async (tx, incident, act, at) => {
      await acknowledge(tx, incident, { ...act, taker: person }, taking, at);
    };
    return this.#act(access, id, { kind: 'acknowledged', reason: 'handed_over', text: wish.text }, change, now);
  }

  /** Closed by hand; `text` says why. The engine still tells of the recovery when facts show it. */
  async resolve(access: Access, id: string, text: string | null, now: EpochMs): Promise<IncidentStory> {
    return this.#act(access, id, { kind: 'resolved', reason: 'closed_by_person', text }, closeByHand, now);
  }

  async comment(access: Access, id: string, text: string, now: EpochMs): Promise<IncidentStory> {
    return this.#act(access, id, { kind: 'commented', reason: 'commented', text }, recordAct, now);
  }

  async #row(scope: Scope, id: string): Promise<IncidentRow> {
    const [row] = await this.database.query<IncidentRow>(
      `SELECT ${INCIDENT_COLUMNS} FROM ${INCIDENT_TABLES} WHERE i.id = $2 AND ${inScope('i.unit_id', '$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'incident_not_found');
  }

  async #act(
    { actor, scope }: Access,
    id: string,
    what: Omit<Act, 'actor' | 'name'>,
    change: Change,
    now: EpochMs,
  ): Promise<IncidentStory> {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query<LockedIncident>(
        `SELECT ${LOCKED_COLUMNS} FROM incident i
         WHERE i.id = $2 AND ${inScope('i.unit_id', '$1')} FOR UPDATE`,
        [scope, id],
      );
      const incident = orRefuse(row, 'incident_not_found');
      await change(tx, incident, { ...what, actor, name: await nameOf(tx, actor) }, now);
    });
    return this.get(scope, id);
  }

  async #timeline(id: IncidentId): Promise<TimelineRow[]> {
    return this.database.query<TimelineRow>(
      `SELECT id, ${epoch('at')} AS at, kind, reason, rule, actor_kind AS "actorKind", actor_name AS "actorName",
         detail->>'text' AS text, detail - 'text' AS detail
       FROM incident_event WHERE incident_id = $1 ORDER BY at, id`,
      [id],
    );
  }
}
