import { describe, expect, it } from '@jest/globals';
import {
  COMMAND_STATES,
  type CommandEvent,
  type CommandName,
  type CommandState,
  type CommandStep,
  MOST_OPEN_COMMANDS,
  readArguments,
  refuseCommand,
  stepCommand,
} from './command.ts';
import type { DeviceKind } from './device.ts';
import type { DeviceNo } from './ids.ts';

const light = 7 as DeviceNo;
const other = 8 as DeviceNo;
const END = 1_000;
const at = (state: CommandState) => ({ state, deviceNo: light, expiresAt: END });
const reachable: CommandEvent = { kind: 'reachable' };
const answer: CommandEvent = { kind: 'acknowledgement', from: light };
const foreign: CommandEvent = { kind: 'acknowledgement', from: other };
const cancel: CommandEvent = { kind: 'cancel' };
const time: CommandEvent = { kind: 'time' };
const retire: CommandEvent = { kind: 'decommission' };

describe('a command', () => {
  it.each<[CommandState, CommandEvent, number, CommandStep['next'], CommandStep['reason']]>([
    ['queued', reachable, END - 1, 'sent', 'delivered'],
    ['sent', reachable, END - 1, 'sent', 'delivered_again'],
    ['queued', reachable, END, null, 'too_late'],
    ['sent', answer, END - 1, 'acknowledged', 'answered'],
    ['sent', answer, END, null, 'too_late'],
    ['queued', answer, END - 1, null, 'not_sent'],
    ['sent', foreign, END - 1, null, 'foreign'],
    ['queued', cancel, END - 1, 'cancelled', 'withdrawn'],
    ['sent', cancel, END - 1, 'cancelled', 'withdrawn_after_delivery'],
    ['sent', cancel, END, null, 'too_late'],
    ['queued', retire, END - 1, 'cancelled', 'device_decommissioned'],
    ['queued', time, END - 1, null, 'not_yet'],
    ['queued', time, END, 'expired', 'never_delivered'],
    ['sent', time, END, 'expired', 'never_answered'],
  ])('%s, met by %o at %d, becomes %s: %s', (state, event, now, next, reason) => {
    expect(stepCommand(at(state), event, now)).toEqual({ next, reason });
  });

  it.each(['acknowledged', 'expired', 'cancelled'] as const)('once %s never changes again', (state) => {
    for (const event of [reachable, answer, foreign, cancel, time, retire]) {
      for (const now of [0, END, END + 1]) expect(stepCommand(at(state), event, now).next).toBeNull();
    }
  });

  it('of an unknown id is nothing', () => {
    expect(stepCommand(null, answer, 0)).toEqual({ next: null, reason: 'unknown' });
  });

  it('is never changed by an answer of another device', () => {
    for (const state of COMMAND_STATES)
      expect(stepCommand(at(state), foreign, 0)).toEqual({ next: null, reason: 'foreign' });
  });
});

describe('arguments', () => {
  it.each<[CommandName, unknown, object]>([
    ['reboot', undefined, {}],
    ['reboot', { anything: 'is dropped' }, {}],
    ['lamp_test', { seconds: 10, colour: 'red' }, { seconds: 10 }],
    ['set_interval', { seconds: 5 }, { seconds: 5 }],
    ['apply_config', { dimLevel: 60, motion: true, mode: 'đêm' }, { dimLevel: 60, motion: true, mode: 'đêm' }],
  ])('of %s: %j', (name, given, expected) => {
    expect(readArguments(name, given)).toEqual({ ok: true, value: expected });
  });

  it.each<[CommandName, unknown, string, string]>([
    ['lamp_test', undefined, 'seconds', 'required'],
    ['lamp_test', [], 'seconds', 'required'],
    ['lamp_test', { seconds: '10' }, 'seconds', 'not_whole_number'],
    ['lamp_test', { seconds: 1.5 }, 'seconds', 'not_whole_number'],
    ['lamp_test', { seconds: 0 }, 'seconds', 'range'],
    ['lamp_test', { seconds: 601 }, 'seconds', 'range'],
    ['set_interval', { seconds: 4 }, 'seconds', 'range'],
    ['set_interval', { seconds: 86_401 }, 'seconds', 'range'],
    ['apply_config', 'x', '', 'not_object'],
    ['apply_config', {}, '', 'required'],
    ['apply_config', { a: { b: 1 } }, 'a', 'not_flat'],
    ['apply_config', { a: null }, 'a', 'not_flat'],
    ['apply_config', { a: Number.NaN }, 'a', 'not_flat'],
    ['apply_config', { '1a': 1 }, '', 'characters'],
    ['apply_config', { 'a b': 1 }, '', 'characters'],
    ['apply_config', { a: 'x\ny' }, 'a', 'characters'],
    ['apply_config', { a: 'x'.repeat(257) }, 'a', 'characters'],
    ['apply_config', Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`k${i}`, i])), '', 'too_many'],
    [
      'apply_config',
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`k${i}`, 'x'.repeat(250)])),
      '',
      'too_many',
    ],
  ])('of %s are refused: %j', (name, given, path, code) => {
    expect(readArguments(name, given)).toMatchObject({ ok: false, problem: { path, code } });
  });
});

describe('a device', () => {
  const device = {
    kind: 'solar_light' as DeviceKind,
    decommissioned: false,
    offlineAfterSeconds: 180,
    openCommands: 0,
  };

  it.each([
    ['takes what its kind understands', {}, 'lamp_test', {}, null],
    ['that is a camera takes none', { kind: 'camera' as const }, 'reboot', {}, 'device_takes_no_commands'],
    ['without a lamp tests none', { kind: 'wifi_hotspot' as const }, 'lamp_test', {}, 'command_not_for_kind'],
    ['out of service takes none', { decommissioned: true }, 'reboot', {}, 'device_decommissioned'],
    ['may report as seldom as its deadline', {}, 'set_interval', { seconds: 180 }, null],
    ['may not report more seldom', {}, 'set_interval', { seconds: 181 }, 'interval_too_long'],
    ['with too many open ones takes no more', { openCommands: MOST_OPEN_COMMANDS }, 'reboot', {}, 'too_many_commands'],
  ] as const)('%s', (_, more, name, values, refusal) => {
    expect(refuseCommand({ ...device, ...more }, name, values)).toBe(refusal);
  });
});
