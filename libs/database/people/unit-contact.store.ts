import { Injectable } from '@nestjs/common';
import type { Role } from '#libs/domain';
import { requireUnit, type Scope } from '../access.ts';
import { Database } from '../sql.ts';

export interface UnitContactRow {
  readonly name: string;
  readonly role: Role;
  readonly unitName: string;
  readonly phone: string;
}

/** Who mounts and mends devices, and who leads: those a group member may have to call. */
const CALLED: readonly Role[] = ['installer', 'unit_leader'];
const MOST = 6;

/**
 * Whom to call about a unit's devices: installers and leaders who answer for it, at the unit itself or above, the nearest
 * first; an installer who is at home in a team is named by it. They stand above the caller on purpose: of them only the name, the role and the number they left are shown.
 */
@Injectable()
export class UnitContactStore {
  constructor(private readonly database: Database) {}

  async list(scope: Scope, id: string): Promise<UnitContactRow[]> {
    const unitId = await requireUnit(this.database, scope, id);
    return this.database.query<UnitContactRow>(
      `SELECT name, role, "unitName", phone FROM (
         SELECT DISTINCT ON (p.id) p.id, p.name, g.role, coalesce(home.name, u.name) AS "unitName", p.phone, c.depth
         FROM unit_closure c JOIN user_grant g ON g.unit_id = c.ancestor_id AND g.valid_to IS NULL AND g.role = ANY($2)
           JOIN app_user p ON p.id = g.user_id AND p.disabled_at IS NULL AND p.phone IS NOT NULL
           JOIN unit u ON u.id = g.unit_id
           LEFT JOIN unit home ON home.id = p.unit_id AND home.kind = 'team' AND g.role = 'installer'
         WHERE c.descendant_id = $1 ORDER BY p.id, c.depth) person
       ORDER BY depth, array_position($2, role), name, id LIMIT ${MOST}`,
      [unitId, CALLED],
    );
  }
}
