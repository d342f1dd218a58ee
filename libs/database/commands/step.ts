import {
  type CommandEvent,
  type CommandFacts,
  type CommandResult,
  type CommandStep,
  type EpochMs,
  stepCommand,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { type ChangedCommand, excuseUpgrade } from './excuse-upgrade.ts';

/** A command under its row lock. */
export interface LockedCommand extends CommandFacts {
  readonly id: string;
}

export interface CommandAnswer {
  readonly result: CommandResult;
  readonly detail: string | null;
}

/** Locks commands in the order of their ids, as everybody does. `condition` speaks of `c` and of $1…. */
export const lockCommands = (sql: Sql, condition: string, values: readonly unknown[]): Promise<LockedCommand[]> =>
  sql.query<LockedCommand>(
    `SELECT c.id, c.state, c.device_no AS "deviceNo", ${epoch('c.expires_at')} AS "expiresAt"
     FROM device_command c WHERE ${condition} ORDER BY c.id FOR UPDATE`,
    values,
  );

/** Decides about a locked command and records what changes. */
export async function recordStep(
  sql: Sql,
  command: LockedCommand | null,
  event: CommandEvent,
  now: EpochMs,
  answer: CommandAnswer | null = null,
): Promise<CommandStep> {
  const step = stepCommand(command, event, now);
  if (step.next === null || command === null) return step;
  const sent = step.next === 'sent';
  const [changed] = await sql.query<ChangedCommand>(
    `UPDATE device_command SET state = $2, reason = $3, result = $4, detail = $5,
       sent_at = CASE WHEN $6 THEN $7 ELSE sent_at END, attempts = attempts + CASE WHEN $6 THEN 1 ELSE 0 END,
       closed_at = CASE WHEN $6 THEN NULL ELSE $7::timestamptz END
     WHERE id = $1
     RETURNING id, name, device_no AS "deviceNo", requested_kind AS "requestedKind", requested_by AS "requestedBy"`,
    [command.id, step.next, step.reason, answer?.result ?? null, answer?.detail ?? null, sent, new Date(now)],
  );
  if (changed?.name === 'upgrade_firmware') await excuseUpgrade(sql, changed, step.reason, answer?.result ?? null, now);
  return step;
}
