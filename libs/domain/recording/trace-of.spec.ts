import { describe, expect, it } from '@jest/globals';
import type { DeviceNo, TargetId, UnitId } from '../ids.ts';
import type { MaintenanceWindow } from '../maintenance.ts';
import { BUILT_IN_POLICY } from '../policy.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';
import type { RecordedChange, RecordedDevice, Recording } from './recorded.ts';
import { traceOf } from './trace-of.ts';

/** A Sunday evening in Vietnam. */
const FROM = Date.UTC(2026, 10, 22, 13);
const after = (minutes: number): number => FROM + minutes * MINUTE;

const village = { id: 'v' as UnitId, kind: 'village', parentId: null, rules: null } as const;
const light: RecordedDevice = {
  deviceNo: 7 as DeviceNo,
  kind: 'solar_light',
  unitId: village.id,
  power: 'solar',
  carrier: 'Viettel',
  behind: null,
  intervalSeconds: 60,
  offlineAfterSeconds: 180,
  connectivity: 'online',
  maintenanceUntil: null,
};
const change = (minutes: number, given: Partial<RecordedChange>): RecordedChange => ({
  deviceNo: light.deviceNo,
  kind: 'connectivity',
  from: null,
  to: null,
  faultCode: null,
  occurredAt: after(minutes),
  knownAt: after(minutes),
  cause: null,
  ...given,
});
const nothing: Recording = {
  span: { from: FROM, until: FROM + 2 * HOUR },
  units: [village],
  devices: [light],
  targets: [],
  rotas: [],
  changes: [],
  acknowledgements: [],
  windows: [],
};
const written = (given: Partial<Recording>) => traceOf({ ...nothing, ...given });
/** Without what every trace of these has: head, village, light. */
const linesOf = (given: Partial<Recording>) => written(given).lines.slice(3);
const window = (given: Partial<MaintenanceWindow>): MaintenanceWindow => ({
  id: 'w',
  kind: 'work',
  schedule: { kind: 'once', from: after(-30), until: after(30) },
  createdAt: after(-60),
  endedAt: null,
  ...given,
});

describe('a trace of what was recorded', () => {
  it('keeps weekday and time of day, and no date', () => {
    expect(written({}).lines[0]).toMatchObject({ startsAt: '2024-01-07T13:00:00.000Z', lasts: '2h' });
  });

  it('has ordinals for names, and names only carriers that everybody knows', () => {
    const other = { ...light, deviceNo: 8 as DeviceNo, carrier: 'Mạng thôn Đoài' };
    expect(written({ devices: [light, other] }).lines.slice(1)).toMatchObject([
      { unit: 'thon-1', name: 'Thôn 1' },
      { device: 'den-1', name: 'Đèn 1', in: 'thon-1', carrier: 'Viettel' },
      { device: 'den-2', name: 'Đèn 2', in: 'thon-1', carrier: 'mang-1' },
    ]);
  });

  it('lets a device be silent from its last contact to its first, after a restart or not', () => {
    const changes = [
      change(10, { from: 'online', to: 'suspect', knownAt: after(12) }),
      change(10, { from: 'suspect', to: 'offline', knownAt: after(13), cause: 'power_cut' }),
      change(40.5, { from: 'offline', to: 'online' }),
      change(41, { kind: 'boot' }),
      change(60, { from: 'online', to: 'suspect' }),
      change(62, { from: 'suspect', to: 'online' }),
    ];
    expect(linesOf({ changes })).toEqual([
      { at: '10m', silent: { ids: ['den-1'] }, because: 'power_cut' },
      { at: '40m30s', talk: { ids: ['den-1'] }, rebooted: true },
      { at: '1h', silent: { ids: ['den-1'] }, because: 'device' },
      { at: '1h2m', talk: { ids: ['den-1'] } },
    ]);
  });

  it('lets a device that becomes an outage right after the start be heard once before', () => {
    const changes = [change(-2, { from: 'suspect', to: 'offline', knownAt: after(1) })];
    expect(linesOf({ changes })).toEqual([{ at: '1m', silent: { ids: ['den-1'] }, because: 'device' }]);
  });

  it('says nothing of outages and faults that lasted already, but lets the device speak in its time', () => {
    const changes = [
      change(20, { from: 'offline', to: 'online' }),
      change(30, { kind: 'fault_off', faultCode: 'auth_failed' }),
    ];
    const { lines, silences, silentFromTheStart } = written({ changes });
    expect(lines.slice(3)).toEqual([
      { at: '0s', silent: { ids: ['den-1'] }, because: 'device' },
      { at: '20m', talk: { ids: ['den-1'] } },
    ]);
    expect([silences, silentFromTheStart]).toEqual([0, 1]);
  });

  it('keeps faults that were found, and leaves it to the engine to find who comes and goes', () => {
    const changes = [
      change(20, { kind: 'fault_on', faultCode: 'clock_drift' }),
      change(21, { kind: 'fault_on', faultCode: 'flapping' }),
      change(30, { kind: 'fault_off', faultCode: 'clock_drift' }),
    ];
    expect(linesOf({ changes })).toMatchObject([
      { at: '20m', fault: 'clock_drift', on: true },
      { at: '30m', fault: 'clock_drift', on: false },
    ]);
  });

  it('writes planned work as times of the trace: what lasts already, what was ended early, what comes every week', () => {
    const ofUnit = { unitId: village.id, deviceNos: [] };
    const weekly = { kind: 'weekly', weekdays: [7], from: '21:00', to: '21:30', lastDay: null } as const;
    const windows = [
      { ...ofUnit, window: window({}) },
      { unitId: null, deviceNos: [light.deviceNo], window: window({ createdAt: after(5), endedAt: after(20) }) },
      { ...ofUnit, window: window({ kind: 'power_outage', schedule: { ...weekly, timeZone: 'Asia/Ho_Chi_Minh' } }) },
    ];
    expect(linesOf({ windows })).toEqual([
      { at: '0s', maintenance: 'work', of: { unit: 'thon-1' }, from: '0s', until: '30m' },
      { at: '0s', maintenance: 'power_outage', of: { unit: 'thon-1' }, from: '1h', until: '1h30m' },
      { at: '5m', maintenance: 'work', of: { ids: ['den-1'] }, from: '5m', until: '20m' },
    ]);
  });

  it('knows what people said of one device itself, until they say otherwise', () => {
    const iso = (minutes: number): string => new Date(after(minutes)).toISOString();
    const changes = [
      change(10, { kind: 'maintenance', from: null, to: iso(90) }),
      change(20, { kind: 'maintenance', from: iso(90) }),
    ];
    expect(linesOf({ changes })).toEqual([
      { at: '10m', maintenance: 'work', of: { ids: ['den-1'] }, from: '10m', until: '20m' },
    ]);
  });

  it('keeps numbers of policies, duty by weekday, and who took what for how long, without saying who it was', () => {
    const escalation = [
      { afterMinutes: 20, unitId: 'v' },
      { afterMinutes: 40, unitId: 'not recorded' },
    ];
    const rules = { ...BUILT_IN_POLICY, escalation, drill: { day: 3, at: '19:00' } };
    const target = { id: 't' as TargetId, unitId: village.id, channel: 'webhook', audience: 'responsible' } as const;
    const shift = { targetId: target.id, from: '22:00', to: '06:00' };
    const taken = { at: after(30), targetId: target.id, deviceNo: light.deviceNo, until: after(30) + 45 * MINUTE };
    const { lines } = written({
      units: [{ ...village, rules }],
      targets: [{ ...target, minimumSeverity: 'minor', quietHours: null }],
      rotas: [
        { unitId: village.id, shifts: [{ ...shift, weekday: 7 }], overrides: [{ ...shift, date: '2026-11-23' }] },
      ],
      acknowledgements: [
        { ...taken, person: 'one' },
        { ...taken, at: after(40) + SECOND, person: 'other', until: null },
        { ...taken, at: after(50), person: 'one', targetId: 'gone' as TargetId },
      ],
    });
    expect(lines[2]).toMatchObject({
      policy: 'thon-1',
      rules: { groupWaitSeconds: 60, escalation: [{ unitId: 'thon-1' }] },
    });
    expect(lines[2]).not.toHaveProperty('rules.drill');
    const times = { target: 'nhan-tin-1-thon-1', from: '22:00', to: '06:00' };
    expect(lines.slice(5)).toEqual([
      { duty: 'thon-1', shifts: [{ ...times, weekday: 7 }], overrides: [{ ...times, date: '2024-01-08' }] },
      { at: '30m', acknowledge: times.target, name: 'Người 1', about: 'den-1', minutes: 45, ifTold: true },
      { at: '40m1s', acknowledge: times.target, name: 'Người 2', about: 'den-1', ifTold: true },
    ]);
  });
});
