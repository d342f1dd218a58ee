import {
  COMMAND_NAMES,
  COMMAND_STATES,
  type CommandArguments,
  type CommandName,
  type CommandResult,
  type CommandState,
} from '#libs/domain';
import { IsIn, IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { PageQuery } from './page.dto.ts';

/** What a device is to do. */
export class NewCommand {
  @IsIn(COMMAND_NAMES)
  name: CommandName;

  /** `lamp_test` and `set_interval`: `{seconds}`; `apply_config`: a flat object of text, numbers and yes/no. */
  @IsOptional()
  @IsObject()
  arguments?: Record<string, unknown>;

  /** How long it may wait for its device; an hour when left out. */
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(604_800)
  expiresInSeconds?: number;
}

export class CommandsQuery extends PageQuery {
  @IsOptional()
  @IsIn(COMMAND_STATES)
  state?: CommandState;
}

export class DeviceCommand {
  id: string;
  deviceId: string;
  name: CommandName;
  arguments: CommandArguments;
  /** `queued` and `sent` are open; the others are final. */
  state: CommandState;
  /** Why it is in this state. */
  reason: string;
  /** What the device answered. */
  result: CommandResult | null;
  detail: string | null;
  requestedKind: string;
  requestedBy: string | null;
  createdAt: string;
  expiresAt: string;
  sentAt: string | null;
  /** How often it was handed to the device. */
  attempts: number;
  closedAt: string | null;
}
