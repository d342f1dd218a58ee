import { Injectable } from '@nestjs/common';
import {
  type Answer,
  decideReach,
  type DeviceAnswers,
  type DeviceNo,
  type EpochMs,
  explainDevice,
  explainIncident,
  explainTarget,
  type IncidentId,
  REACH_RULE,
  type TargetId,
} from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { recipientOf } from '../notifications/targets.ts';
import { orRefuse } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { CoverAnswers, readIncidents } from './read-incidents.ts';
import { messagesOfTarget, waitingOfTarget } from './read-messages.ts';

/** Answers, and the time zone of the place they are about. */
export interface Explained {
  readonly answers: readonly Answer[];
  readonly timeZone: string;
}

/** Open incidents of one device that are explained together. */
const MOST_INCIDENTS = 5;
/** Latest changes of a healthy device. */
const MOST_CHANGES = 3;

/** Why people were told or not, what is held, what comes next: read from what was decided and stored. */
@Injectable()
export class ExplainStore {
  constructor(private readonly database: Database) {}

  async incident(scope: Scope, id: string, now: EpochMs): Promise<Explained> {
    const [row] = await this.database.query<{ id: IncidentId; timeZone: string }>(
      `SELECT i.id, u.time_zone AS "timeZone" FROM incident i JOIN unit u ON u.id = i.unit_id
       WHERE i.id = $2 AND ${inScope('i.unit_id', '$1')}`,
      [scope, id],
    );
    const { id: incidentId, timeZone } = orRefuse(row, 'incident_not_found');
    const facts = await readIncidents(this.database, [incidentId], now);
    return { answers: facts.flatMap(explainIncident), timeZone };
  }

  async device(scope: Scope, id: string, now: EpochMs): Promise<Explained> {
    const [row] = await this.database.query<DeviceAnswers['state'] & { deviceNo: DeviceNo; timeZone: string }>(
      `SELECT d.device_no AS "deviceNo", u.time_zone AS "timeZone", h.reason, ${epoch('h.since')} AS since,
         (SELECT t.rule FROM transition t WHERE t.device_no = d.device_no AND t.kind = 'connectivity'
          ORDER BY t.seq DESC LIMIT 1) AS rule
       FROM device d JOIN device_health h USING (device_no) JOIN unit u ON u.id = d.unit_id
       WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
      [scope, id],
    );
    const { deviceNo, timeZone, ...state } = orRefuse(row, 'device_not_found');
    const covers = await CoverAnswers.read(this.database, [deviceNo], now);
    const incidents = await readIncidents(this.database, await this.#openIncidents(deviceNo), now);
    const decisions = await this.#decisions(deviceNo);
    const answers = explainDevice({ state, cover: covers.shown(deviceNo), incidents, decisions });
    return { answers, timeZone };
  }

  async target(scope: Scope, id: string, now: EpochMs): Promise<Explained> {
    const [row] = await this.database.query<{ id: TargetId }>(
      `SELECT t.id FROM target t WHERE t.id = $2 AND t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')}`,
      [scope, id],
    );
    const { id: targetId } = orRefuse(row, 'target_not_found');
    const recipient = await recipientOf(this.database, targetId);
    const reach = decideReach(recipient, { severity: 'major', heardAt: null }, now);
    const answers = explainTarget({
      enabled: recipient.enabled,
      reach: { reason: reach.reason, rule: REACH_RULE, until: reach.reach === 'later' ? reach.at : null },
      messages: await messagesOfTarget(this.database, targetId),
      waiting: await waitingOfTarget(this.database, targetId),
    });
    return { answers, timeZone: recipient.timeZone };
  }

  async #openIncidents(deviceNo: DeviceNo): Promise<IncidentId[]> {
    const rows = await this.database.query<{ id: IncidentId }>(
      `SELECT i.id FROM incident i WHERE i.device_no = $1 AND i.state <> 'resolved'
       ORDER BY array_position(ARRAY['critical','major','minor','info'], i.severity), i.started_at, i.id
       LIMIT ${MOST_INCIDENTS}`,
      [deviceNo],
    );
    return rows.map((row) => row.id);
  }

  async #decisions(deviceNo: DeviceNo): Promise<DeviceAnswers['decisions']> {
    return this.database.query<DeviceAnswers['decisions'][number]>(
      `SELECT c.reason, c.rule, ${epoch('t.known_at')} AS at
       FROM transition t JOIN transition_decision c ON c.transition_id = t.id
       WHERE t.device_no = $1 AND c.incident_ids = '{}' ORDER BY t.known_at DESC, t.id DESC LIMIT ${MOST_CHANGES}`,
      [deviceNo],
    );
  }
}
