import type { CommandName } from './command.ts';

/** What a device should run; undefined: nothing is said about it. */
export interface Desired {
  readonly firmware?: string | undefined;
  readonly config?: string | undefined;
}

/** Which version the sender of a command wants from then on: an upgrade names one, settings may (`configVersion`). */
export function desiredBy(name: CommandName, given: Readonly<Record<string, unknown>>): Desired {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value.slice(0, 64) : undefined;
  if (name === 'upgrade_firmware') return { firmware: text(given['version']) };
  return name === 'apply_config' ? { config: text(given['configVersion']) } : {};
}
