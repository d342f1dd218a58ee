import type {
  CommandArguments,
  CommandChange,
  CommandName,
  CommandResult,
  CommandState,
  DeviceId,
  EpochMs,
} from '#libs/domain';
import type { Actor } from '../access.ts';
import { epoch } from '../sql-text.ts';

export interface CommandRow {
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly name: CommandName;
  readonly arguments: CommandArguments;
  readonly state: CommandState;
  readonly reason: CommandChange | 'asked_for';
  readonly result: CommandResult | null;
  /** What the device says about it: untrusted text. */
  readonly detail: string | null;
  readonly requestedKind: Actor['kind'];
  readonly requestedBy: string | null;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly sentAt: EpochMs | null;
  readonly attempts: number;
  readonly closedAt: EpochMs | null;
}

/** Columns of a command `c` of a device `d`. */
export const COMMAND_COLUMNS = `
  c.id, d.id AS "deviceId", c.name, c.arguments, c.state, c.reason, c.result, c.detail,
  c.requested_kind AS "requestedKind", c.requested_by AS "requestedBy", ${epoch('c.created_at')} AS "createdAt",
  ${epoch('c.expires_at')} AS "expiresAt", ${epoch('c.sent_at')} AS "sentAt", c.attempts,
  ${epoch('c.closed_at')} AS "closedAt"`;

export const OPEN = `c.state IN ('queued','sent')`;
