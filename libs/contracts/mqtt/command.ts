import type { CommandArguments, CommandName } from '#libs/domain';

/** What a device is told on its topic `commands`. The same id again means the same command, once more on its way. */
export interface Command {
  readonly commandId: string;
  readonly name: CommandName;
  readonly arguments: CommandArguments;
  /** ISO 8601 in UTC; a device with a clock refuses what is older. */
  readonly expiresAt: string;
}

/** The payload, as text. */
export const writeCommand = ({ commandId, name, arguments: values, expiresAt }: Command): string =>
  JSON.stringify({ commandId, name, arguments: values, expiresAt });
