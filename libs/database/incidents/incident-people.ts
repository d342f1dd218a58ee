import { type IncidentId, RIGHTS, type Role, type UserId } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import type { Sql } from '../sql.ts';

/** Somebody who may be sent to an incident. */
export interface IncidentPersonRow {
  readonly id: UserId;
  readonly name: string;
  readonly role: Role;
  readonly unitName: string;
  readonly phone: string | null;
}

/** A list to choose from on a phone; a larger territory is asked for at its villages. */
const MOST_PEOPLE = 200;

/**
 * People whose role lets them act on the incident, and, for a cause, on parts of it. Only by grants inside the
 * caller's scope: who stands above him is not his to send.
 */
export function readPeople(sql: Sql, scope: Scope, id: IncidentId): Promise<IncidentPersonRow[]> {
  return sql.query<IncidentPersonRow>(
    `SELECT * FROM (
       SELECT DISTINCT ON (p.id) p.id, p.name, g.role, u.name AS "unitName", p.phone
       FROM incident i JOIN user_grant g ON g.valid_to IS NULL AND g.role = ANY($3)
         JOIN app_user p ON p.id = g.user_id AND p.disabled_at IS NULL JOIN unit u ON u.id = g.unit_id
       WHERE i.id = $2 AND ${inScope('g.unit_id', '$1')} AND (
         g.unit_id IN (SELECT ancestor_id FROM unit_closure WHERE descendant_id = i.unit_id)
         OR i.cause <> 'device' AND g.unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = i.unit_id))
       ORDER BY p.id, g.valid_from, g.id) person
     ORDER BY name, id LIMIT ${MOST_PEOPLE}`,
    [scope, id, RIGHTS['incident.act']],
  );
}
