import { type DeviceKind, INTERVAL_SECONDS } from './device.ts';
import type { DeviceNo } from './ids.ts';
import { DAY, type EpochMs, HOUR, SECOND } from './time.ts';

/** What people may tell a device to do: a fixed list, nothing free. */
export const COMMAND_NAMES = ['reboot', 'lamp_test', 'set_interval', 'apply_config', 'upgrade_firmware'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** Which of them a kind understands. Cameras are asked, never told: they have no connection to us. */
export const COMMANDS_OF_KIND: Readonly<Record<DeviceKind, readonly CommandName[]>> = {
  camera: [],
  solar_light: COMMAND_NAMES,
  wifi_hotspot: ['reboot', 'set_interval', 'apply_config', 'upgrade_firmware'],
  edge_agent: ['reboot', 'set_interval', 'apply_config', 'upgrade_firmware'],
};

/** How long a command may wait for its device, in milliseconds. */
export const COMMAND_LIFETIME = { minimum: 10 * SECOND, maximum: 7 * DAY, standard: HOUR } as const;
/** Commands of one device that are not over yet. */
export const MOST_OPEN_COMMANDS = 16;

export const LAMP_TEST_SECONDS = { minimum: 1, maximum: 600 } as const;
/** Bounds of `apply_config`: entries, characters of a name and of a text, characters of all of it as JSON. */
export const CONFIG_BOUNDS = { entries: 32, name: 64, text: 256, json: 2_048 } as const;

export type CommandArguments = Readonly<Record<string, string | number | boolean>>;

/** What is wrong with one argument; `path` is inside the arguments, empty for all of them. */
export interface ArgumentProblem {
  readonly path: string;
  readonly code: 'required' | 'not_whole_number' | 'range' | 'not_object' | 'not_flat' | 'too_many' | 'characters';
  readonly values?: Readonly<Record<string, number>>;
}

export type ReadArguments =
  { readonly ok: true; readonly value: CommandArguments } | { readonly ok: false; readonly problem: ArgumentProblem };

/** The arguments of a command as they are sent: exactly what the name asks for, and nothing beside it. */
export function readArguments(name: CommandName, given: unknown): ReadArguments {
  switch (name) {
    case 'reboot':
      return { ok: true, value: {} };
    case 'lamp_test':
      return readSeconds(given, LAMP_TEST_SECONDS);
    case 'set_interval':
      return readSeconds(given, INTERVAL_SECONDS);
    case 'apply_config':
      return readConfig(given);
    case 'upgrade_firmware':
      return readUpgrade(given);
  }
}

const problem = (path: string, code: ArgumentProblem['code'], values?: Record<string, number>): ReadArguments => ({
  ok: false,
  problem: { path, code, ...(values && { values }) },
});

const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

function readSeconds(given: unknown, bounds: { readonly minimum: number; readonly maximum: number }): ReadArguments {
  if (!isObject(given) || given['seconds'] === undefined) return problem('seconds', 'required');
  const { seconds } = given;
  if (typeof seconds !== 'number' || !Number.isInteger(seconds)) return problem('seconds', 'not_whole_number');
  const { minimum: min, maximum: max } = bounds;
  return seconds < min || seconds > max ? problem('seconds', 'range', { min, max }) : { ok: true, value: { seconds } };
}

const CONFIG_NAME = /^[A-Za-z][A-Za-z0-9_.-]*$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

function readConfig(given: unknown): ReadArguments {
  if (!isObject(given)) return problem('', 'not_object');
  const entries = Object.entries(given);
  if (entries.length === 0) return problem('', 'required');
  if (entries.length > CONFIG_BOUNDS.entries) return problem('', 'too_many');
  for (const [name, value] of entries) {
    if (name.length > CONFIG_BOUNDS.name || !CONFIG_NAME.test(name)) return problem('', 'characters');
    if (typeof value === 'string') {
      if (value.length > CONFIG_BOUNDS.text || UNPRINTABLE.test(value)) return problem(name, 'characters');
    } else if (typeof value !== 'boolean' && !Number.isFinite(value)) return problem(name, 'not_flat');
  }
  if (JSON.stringify(given).length > CONFIG_BOUNDS.json) return problem('', 'too_many');
  return { ok: true, value: given as CommandArguments };
}

const VERSION = /^[A-Za-z0-9][\w.+-]{0,63}$/;
const DOWNLOAD = /^https?:\/\/[^\s@]+$/;

/** Which version, and where it lies when the device does not know that itself. */
function readUpgrade(given: unknown): ReadArguments {
  if (!isObject(given) || given['version'] === undefined) return problem('version', 'required');
  const { version, url } = given;
  if (typeof version !== 'string' || !VERSION.test(version)) return problem('version', 'characters');
  if (url === undefined) return { ok: true, value: { version } };
  if (typeof url !== 'string' || url.length > CONFIG_BOUNDS.text || !DOWNLOAD.test(url))
    return problem('url', 'characters');
  return { ok: true, value: { version, url } };
}

export type CommandRefusal =
  | 'device_decommissioned'
  | 'device_takes_no_commands'
  | 'command_not_for_kind'
  | 'interval_too_long'
  | 'too_many_commands';

export interface CommandedDevice {
  readonly kind: DeviceKind;
  readonly decommissioned: boolean;
  readonly offlineAfterSeconds: number;
  readonly openCommands: number;
}

/** May this device be told this now? Null: yes. */
export function refuseCommand(
  device: CommandedDevice,
  name: CommandName,
  values: CommandArguments,
): CommandRefusal | null {
  if (device.decommissioned) return 'device_decommissioned';
  const known = COMMANDS_OF_KIND[device.kind];
  if (known.length === 0) return 'device_takes_no_commands';
  if (!known.includes(name)) return 'command_not_for_kind';
  // A device that reports more seldom than its deadline would be called dead for obeying.
  if (name === 'set_interval' && Number(values['seconds']) > device.offlineAfterSeconds) return 'interval_too_long';
  return device.openCommands >= MOST_OPEN_COMMANDS ? 'too_many_commands' : null;
}

/** `queued` and `sent` are open, the others final. */
export const COMMAND_STATES = ['queued', 'sent', 'acknowledged', 'expired', 'cancelled'] as const;
export type CommandState = (typeof COMMAND_STATES)[number];

export const COMMAND_RESULTS = ['done', 'refused', 'failed'] as const;
export type CommandResult = (typeof COMMAND_RESULTS)[number];

export interface CommandFacts {
  readonly state: CommandState;
  readonly deviceNo: DeviceNo;
  readonly expiresAt: EpochMs;
}

export type CommandEvent =
  /** Its device is connected and listens. */
  | { readonly kind: 'reachable' }
  | { readonly kind: 'acknowledgement'; readonly from: DeviceNo }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'time' }
  | { readonly kind: 'decommission' };

export type CommandStep =
  | { readonly next: CommandState; readonly reason: CommandChange }
  | { readonly next: null; readonly reason: CommandRest };

export type CommandChange =
  | 'delivered'
  | 'delivered_again'
  | 'answered'
  | 'never_delivered'
  | 'never_answered'
  | 'withdrawn'
  | 'withdrawn_after_delivery'
  | 'device_decommissioned';

export type CommandRest =
  'unknown' | 'foreign' | 'not_sent' | 'too_late' | 'already_acknowledged' | 'already_cancelled' | 'not_yet';

/**
 * What happens to a command; null: there is none of that id. Final states stay: an answer that comes after the end, from
 * another device or to a command never sent changes nothing.
 */
export function stepCommand(command: CommandFacts | null, event: CommandEvent, now: EpochMs): CommandStep {
  if (command === null) return stay('unknown');
  const { state } = command;
  if (event.kind === 'acknowledgement' && event.from !== command.deviceNo) return stay('foreign');
  if (state === 'acknowledged') return stay('already_acknowledged');
  if (state === 'cancelled') return stay('already_cancelled');
  if (state === 'expired') return stay('too_late');
  if (now >= command.expiresAt) return pastItsEnd(state, event);
  switch (event.kind) {
    case 'reachable':
      return { next: 'sent', reason: state === 'sent' ? 'delivered_again' : 'delivered' };
    case 'acknowledgement':
      return state === 'sent' ? { next: 'acknowledged', reason: 'answered' } : stay('not_sent');
    case 'cancel':
      return { next: 'cancelled', reason: state === 'sent' ? 'withdrawn_after_delivery' : 'withdrawn' };
    case 'decommission':
      return { next: 'cancelled', reason: 'device_decommissioned' };
    case 'time':
      return stay('not_yet');
  }
}

/** Time alone ends a command; whatever else comes finds it over. */
function pastItsEnd(state: 'queued' | 'sent', event: CommandEvent): CommandStep {
  if (event.kind !== 'time') return stay('too_late');
  return { next: 'expired', reason: state === 'sent' ? 'never_answered' : 'never_delivered' };
}

const stay = (reason: CommandRest): CommandStep => ({ next: null, reason });
