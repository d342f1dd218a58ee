import { describe, expect, it } from '@jest/globals';
import { decideIncidents, type DeviceChange, type DeviceRecord } from './incident-change.ts';

const online: DeviceRecord = {
  kind: 'camera',
  lifecycle: 'active',
  connectivity: 'online',
  open: new Set(),
  standing: [],
};
const silent: DeviceRecord = { ...online, connectivity: 'offline', open: new Set(['offline']) };
const NOTHING = { open: [], resolve: [], reconsider: [] };

describe('decideIncidents', () => {
  it.each<[string, DeviceChange, DeviceRecord, object]>([
    [
      'silence opens an incident',
      { kind: 'connectivity', from: 'suspect', to: 'offline' },
      { ...online, connectivity: 'suspect' },
      { reason: 'silent_past_deadline', open: [{ trouble: 'offline', severity: 'major' }], resolve: [] },
    ],
    [
      'the same silence opens no second one',
      { kind: 'connectivity', from: 'online', to: 'offline' },
      silent,
      { reason: 'already_open', ...NOTHING },
    ],
    [
      'suspicion is not told',
      { kind: 'connectivity', from: 'online', to: 'suspect' },
      online,
      { reason: 'only_suspect', ...NOTHING },
    ],
    [
      'coming back ends it',
      { kind: 'connectivity', from: 'offline', to: 'online' },
      silent,
      { reason: 'spoke_again', resolve: [{ trouble: 'offline', reason: 'spoke_again' }] },
    ],
    [
      'coming back asks again about what was kept quiet meanwhile',
      { kind: 'connectivity', from: 'offline', to: 'online' },
      { ...silent, open: new Set(['offline', 'clock_drift']), standing: ['clock_drift'] },
      { reason: 'spoke_again', open: [], reconsider: ['clock_drift'] },
    ],
    [
      'a first word opens nothing',
      { kind: 'connectivity', from: 'never_seen', to: 'online' },
      { ...online, connectivity: 'never_seen' },
      { reason: 'nothing_open', ...NOTHING },
    ],
    [
      'a first word brings out the faults found before it, but not those only shown',
      { kind: 'connectivity', from: 'never_seen', to: 'online' },
      { ...online, connectivity: 'never_seen', standing: ['auth_failed', 'bad_payload'] },
      { reason: 'fault_stands', open: [{ trouble: 'auth_failed', severity: 'major', reason: 'fault_stands' }] },
    ],
    [
      'a fault worth telling opens an incident of its own severity',
      { kind: 'fault_on', code: 'clock_drift' },
      online,
      { reason: 'fault_found', open: [{ trouble: 'clock_drift', severity: 'minor' }] },
    ],
    [
      'a fault that is only shown opens none',
      { kind: 'fault_on', code: 'bad_payload' },
      online,
      { reason: 'fault_only_shown', ...NOTHING },
    ],
    [
      'a device that never spoke tells nothing',
      { kind: 'fault_on', code: 'auth_failed' },
      { ...online, connectivity: 'never_seen' },
      { reason: 'device_never_seen', ...NOTHING },
    ],
    [
      'a fault that goes ends its incident',
      { kind: 'fault_off', code: 'auth_failed' },
      { ...online, open: new Set(['auth_failed']) },
      { reason: 'fault_gone', resolve: [{ trouble: 'auth_failed', reason: 'fault_gone' }] },
    ],
    [
      'retiring a device ends everything about it',
      { kind: 'lifecycle', to: 'decommissioned' },
      silent,
      { reason: 'device_retired', resolve: [{ trouble: 'offline', reason: 'device_retired' }] },
    ],
    [
      'a retired device says nothing',
      { kind: 'fault_on', code: 'auth_failed' },
      { ...online, lifecycle: 'decommissioned' },
      { reason: 'device_decommissioned', ...NOTHING },
    ],
    [
      'a change of maintenance asks again about what lasts',
      { kind: 'maintenance' },
      silent,
      { reason: 'maintenance_changed', open: [], resolve: [], reconsider: ['offline'] },
    ],
    ['a restart is no trouble', { kind: 'boot' }, online, { reason: 'no_trouble', ...NOTHING }],
  ])('%s', (_, change, record, expected) => {
    expect(decideIncidents(change, record)).toMatchObject(expected);
  });
});
