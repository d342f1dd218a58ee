import { DeviceLife, IncidentStore } from '#libs/database';
import type { DeviceNo, UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(90_000);

let village: WatchedVillage;
let light: DeviceNo;
beforeEach(async () => {
  village = await WatchedVillage.start();
  await village.target('/group');
  await village.target('/village', { unitId: village.village });
  light = await village.device('Đèn cổng làng');
  await village.hear(light);
});
afterEach(() => village.stop());

/** Everything that was sent so far, in order: to whom, what. */
const sent = () => village.receiver.received.map(({ path, body }) => `${path} ${body.type.replace('incident.', '')}`);
const suppressed = () =>
  village.rows<{ reason: string }>(
    `SELECT reason FROM notification WHERE state = 'suppressed' ORDER BY created_at, id`,
  );
/** What its silence, its faults and its words were found to be, in order. */
const transitions = async () =>
  (
    await village.rows<{ line: string }>(
      `SELECT coalesce(fault_code, to_value) || ' ' || reason AS line FROM transition ORDER BY seq`,
    )
  ).map(({ line }) => line);
const decisions = async () =>
  (
    await village.rows<{ reason: string }>(
      `SELECT d.reason FROM transition_decision d JOIN transition t ON t.id = d.transition_id ORDER BY t.seq`,
    )
  ).map(({ reason }) => reason);

async function fails(device = light, stride?: number): Promise<void> {
  village.hush(device);
  await village.pass(16 * SECOND);
  await village.fallSilent(device);
  await village.pass(65 * SECOND, stride);
}

/** It speaks again; whoever heard of it a moment ago hears of that a minute later. */
async function heals(device = light, stride?: number): Promise<void> {
  await village.hear(device);
  await village.pass(65 * SECOND, stride);
}

const everywhere = { actor: { kind: 'system', id: null } } as const;
const access = () => ({ ...everywhere, scope: village.units });
const idOf = async (deviceNo: DeviceNo): Promise<string> =>
  (await village.rows<{ id: string }>('SELECT id FROM device WHERE device_no = $1', deviceNo))[0]?.id ?? '';
async function retire(device = light): Promise<void> {
  await village.app.get(DeviceLife).decommission(access(), await idOf(device), village.clock.now());
}
async function plan(maintenanceUntil: number | null): Promise<void> {
  const now = village.clock.now();
  await village.app.get(DeviceLife).update(access(), await idOf(light), { maintenanceUntil }, null, now);
}
async function close(): Promise<void> {
  const [incident] = await village.rows<{ id: string }>('SELECT id FROM incident ORDER BY opened_at DESC LIMIT 1');
  await village.app.get(IncidentStore).resolve(access(), incident?.id ?? '', 'Đã thay pin', village.clock.now());
}

describe('a light that says nothing', () => {
  it('deadline_passed, silent_past_deadline, still_open, responsible_for_unit: sent, once, to its group alone', async () => {
    await fails();
    await village.pass(10 * MINUTE);
    expect(sent()).toEqual(['/group opened']);
    expect(await transitions()).toEqual(['online first_contact', 'offline deadline_passed']);
    expect(await decisions()).toEqual(['nothing_open', 'silent_past_deadline']);
  });

  it('deadline_passed, silent_past_deadline, still_open, responsible_for_unit, within_deadline: not sent, of one that keeps reporting', async () => {
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.hear(light);
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual([]);
    expect(await transitions()).toEqual(['online first_contact']);
  });

  it('report_late, only_suspect, spoke_in_time: not sent, when the late report arrives after all', async () => {
    await late();
    await heals();
    await village.pass(3 * MINUTE);
    expect(sent()).toEqual([]);
    expect(await decisions()).toEqual(['nothing_open', 'only_suspect', 'nothing_open']);
  });

  it('report_late, only_suspect, spoke_in_time, within_deadline: sent, when it does not arrive by the deadline', async () => {
    await late();
    await fails();
    expect(sent()).toEqual(['/group opened']);
  });

  async function late(): Promise<void> {
    village.hush(light);
    await village.pass(9 * SECOND);
    await village.fallSilent(light);
    expect(await transitions()).toEqual(['online first_contact', 'suspect report_late']);
  }

  it('hint_received: not sent, when its will was wrong', async () => {
    await village.rows('UPDATE device_latest SET hinted_at = $1', new Date(village.clock.now() + SECOND));
    village.hush(light);
    await village.pass(2 * SECOND);
    await village.fallSilent(light);
    expect(await transitions()).toEqual(['online first_contact', 'suspect hint_received']);
    await village.rows('UPDATE device_latest SET hinted_at = NULL');
    await heals();
    await village.pass(3 * MINUTE);
    expect(sent()).toEqual([]);
  });

  it('hint_received: sent, when the silence after it lasts', async () => {
    await village.rows('UPDATE device_latest SET hinted_at = $1', new Date(village.clock.now() + SECOND));
    village.hush(light);
    await village.pass(2 * SECOND);
    await village.fallSilent(light);
    await fails();
    expect(sent()).toEqual(['/group opened']);
  });

  it('secret_changed: sent, with its own reason, when its password was changed and it never came back', async () => {
    await village.rows('UPDATE device SET secret_changed_at = $1', new Date(village.clock.now() + SECOND));
    await fails();
    expect(sent()).toEqual(['/group opened']);
    expect(await transitions()).toContain('offline secret_changed');
  });

  it('secret_changed: not sent, when it signs in with the new one in time', async () => {
    await village.rows('UPDATE device SET secret_changed_at = $1', new Date(village.clock.now() + SECOND));
    await village.pass(10 * MINUTE);
    expect(sent()).toEqual([]);
  });

  it('door_not_listening: not sent, while nobody of ours listens', async () => {
    await village.doorsAway(10 * MINUTE);
    expect(sent()).toEqual([]);
    expect(await transitions()).toEqual(['online first_contact']);
  });

  it('door_not_listening: sent, of what is still silent a deadline after we listen again', async () => {
    village.hush(light);
    await village.doorsAway(10 * MINUTE);
    await fails();
    expect(sent()).toEqual(['/group opened']);
  });

  it('never_seen, device_never_seen: not sent, of a device that never spoke, whatever is found of it', async () => {
    const fresh = await village.registered('Đèn mới');
    await village.pass(MINUTE);
    await village.fallSilent(fresh);
    await village.fault(fresh, 'clock_drift', true);
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual([]);
  });

  it('never_seen, device_never_seen, first_contact: sent, once it has spoken and falls silent', async () => {
    const fresh = await village.registered('Đèn mới');
    await village.pass(MINUTE);
    await village.hear(fresh);
    await fails(fresh);
    expect(sent()).toEqual(['/group opened']);
  });

  it('first_contact, nothing_open, already_online, no_trouble: not sent, when a new light speaks, again and again', async () => {
    const fresh = await village.registered('Đèn mới');
    await village.hear(fresh);
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual([]);
    expect(await decisions()).toEqual(['nothing_open', 'nothing_open']);
  });

  it('already_known, already_open: not sent again, however often its silence is proposed', async () => {
    await fails();
    for (let again = 0; again < 5; again += 1) {
      await village.fallSilent(light);
      await village.pass(MINUTE);
    }
    expect(sent()).toEqual(['/group opened']);
  });

  it('already_known, already_open, nothing_open, already_online, no_trouble: sent, when it fails anew after it was back', async () => {
    await fails();
    await heals();
    await village.pass(90 * MINUTE);
    await fails();
    expect(sent()).toEqual(['/group opened', '/group resolved', '/group opened']);
  });
});

describe('a light that comes back', () => {
  it('over, spoke_again, came_back, was_told: sent, to who heard of the beginning', async () => {
    await fails();
    await heals();
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual(['/group opened', '/group resolved']);
    expect((await decisions()).at(-1)).toBe('spoke_again');
    expect(await transitions()).toContain('online came_back');
  });

  it('over, spoke_again, came_back, was_told, healed_within_group_wait: not sent, when it is back within the wait', async () => {
    village.hush(light);
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(30 * SECOND);
    await heals();
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual([]);
    expect(await suppressed()).toEqual([{ reason: 'healed_within_group_wait' }]);
  });

  it('healed_within_group_wait: sent, when it is back a moment after the wait', async () => {
    await fails();
    await heals();
    expect(sent()).toEqual(['/group opened', '/group resolved']);
    expect(await suppressed()).toEqual([]);
  });

  it('older_than_silence: not sent, its end, for a report from before its silence', async () => {
    await fails();
    await village.hearLate(light, village.clock.now() - 10 * MINUTE);
    await village.pass(MINUTE);
    expect(sent()).toEqual(['/group opened']);
  });

  it('older_than_silence: sent, its end, for a report of now', async () => {
    await fails();
    await heals();
    expect(sent()).toEqual(['/group opened', '/group resolved']);
  });

  it('opening_not_delivered: not sent, where the beginning never arrived', async () => {
    village.receiver.answer('/group', ...Array.from({ length: 40 }, () => ({ status: 410 })));
    await fails();
    await village.pass(MINUTE);
    village.receiver.answer('/group');
    await heals();
    await village.pass(5 * MINUTE);
    expect(new Set(sent())).toEqual(new Set(['/group opened']));
    expect(await suppressed()).toEqual([{ reason: 'opening_not_delivered' }]);
  });

  it('opening_not_delivered: sent, where it arrived', async () => {
    await fails();
    await heals();
    expect(sent()).toEqual(['/group opened', '/group resolved']);
  });
});

describe('who answers for it', () => {
  it('no_target_in_unit: sent, to the village, when the group has nobody', async () => {
    await village.rows(`UPDATE target SET enabled = false WHERE name = '/group'`);
    await fails();
    expect(sent()).toEqual(['/village opened']);
  });

  it('no_target_in_unit: not sent, to the village, when the group has somebody', async () => {
    await fails();
    expect(sent()).toEqual(['/group opened']);
  });

  it('no_target_anywhere: not sent, and said so, when nobody wants to know', async () => {
    await village.rows('UPDATE target SET enabled = false');
    await fails();
    expect(sent()).toEqual([]);
    expect(await village.rows(`SELECT reason FROM incident_event WHERE kind = 'not_told'`)).toEqual([
      { reason: 'no_target_anywhere' },
    ]);
  });

  it('no_target_anywhere: sent, when one somewhere above does', async () => {
    await village.rows(`UPDATE target SET enabled = false`);
    await village.target('/commune', { unitId: village.units[0] as UnitId });
    await fails();
    expect(sent()).toEqual(['/commune opened']);
  });

  it('below_minimum_severity: not sent, to who asked for worse things', async () => {
    await village.rows(`UPDATE target SET minimum_severity = 'critical' WHERE name = '/group'`);
    await fails();
    expect(sent()).toEqual([]);
    expect(await suppressed()).toEqual([{ reason: 'below_minimum_severity' }]);
  });

  it('below_minimum_severity: sent, when it is as bad as that', async () => {
    await village.rows(`UPDATE target SET minimum_severity = 'major' WHERE name = '/group'`);
    await fails();
    expect(sent()).toEqual(['/group opened']);
  });
});

describe('people who decide', () => {
  it('device_decommissioned, device_retired: not sent, of a light that is taken down within the wait', async () => {
    village.hush(light);
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(20 * SECOND);
    await retire();
    await village.pass(10 * MINUTE);
    expect(sent()).toEqual([]);
    expect((await decisions()).at(-1)).toBe('device_retired');
  });

  it('device_decommissioned, device_retired: sent, its beginning and no end, when it is taken down after it was told', async () => {
    await fails();
    await retire();
    await village.pass(10 * MINUTE);
    expect(sent()).toEqual(['/group opened']);
    expect(await suppressed()).toEqual([{ reason: 'device_retired' }]);
  });

  it('already_told, maintenance_changed: not sent again, when work is planned and over after it was told', async () => {
    await fails();
    await plan(village.clock.now() + 5 * MINUTE);
    await village.pass(20 * MINUTE);
    expect(sent()).toEqual(['/group opened']);
    expect(await decisions()).toContain('maintenance_changed');
    expect(await village.rows(`SELECT reason FROM incident_event WHERE kind = 'not_told'`)).toEqual([
      { reason: 'already_told' },
    ]);
  });

  it('already_told, maintenance_changed: sent, when the work that hid it is called off', async () => {
    await plan(village.clock.now() + 60 * MINUTE);
    await fails();
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual([]);
    await plan(null);
    await village.pass(2 * MINUTE);
    expect(sent()).toEqual(['/group opened']);
  });

  it('closed_by_person: not sent, what somebody closed before it was told', async () => {
    village.hush(light);
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(20 * SECOND);
    await close();
    await village.pass(10 * MINUTE);
    expect(sent()).toEqual([]);
    expect(await suppressed()).toEqual([{ reason: 'closed_by_person' }]);
  });

  it('closed_by_person: sent, its end, when facts show it and not when somebody says so', async () => {
    await fails();
    await close();
    await village.pass(10 * MINUTE);
    expect(sent()).toEqual(['/group opened']);
    await heals();
    expect(sent()).toEqual(['/group opened', '/group resolved']);
  });
});

describe('faults', () => {
  it('fault_found, fault_gone: sent, its beginning and its end', async () => {
    await village.pass(SECOND);
    await village.fault(light, 'clock_drift', true);
    await village.pass(65 * SECOND);
    await village.fault(light, 'clock_drift', false);
    await village.pass(65 * SECOND);
    expect(sent()).toEqual(['/group opened', '/group resolved']);
    expect(await decisions()).toEqual(['nothing_open', 'fault_found', 'fault_gone']);
  });

  it('fault_found, fault_gone: not sent, when it is gone within the wait', async () => {
    await village.fault(light, 'clock_drift', true);
    await village.pass(20 * SECOND);
    await village.fault(light, 'clock_drift', false);
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual([]);
  });

  it('fault_only_shown: not sent, what only the installer wants to know', async () => {
    await village.fault(light, 'bad_payload', true);
    await village.pass(5 * MINUTE);
    expect(sent()).toEqual([]);
    expect((await decisions()).at(-1)).toBe('fault_only_shown');
  });

  it('fault_only_shown: sent, another fault of the same light', async () => {
    await village.fault(light, 'bad_payload', true);
    await village.fault(light, 'clock_drift', true);
    await village.pass(65 * SECOND);
    expect(sent()).toEqual(['/group opened']);
  });

  it('device_silent: not sent, a fault of a light that says nothing any more', async () => {
    await village.fault(light, 'clock_drift', true);
    village.hush(light);
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(5 * MINUTE);
    expect(village.said('/group')).toEqual([expect.stringContaining('mất tín hiệu')]);
    expect(await suppressed()).toEqual([{ reason: 'device_silent' }]);
  });

  it('device_silent, fault_stands: sent, when the light is back and the fault still stands', async () => {
    await village.fault(light, 'clock_drift', true);
    await village.pass(SECOND);
    // In longer strides the end and the fault fall due at once and are one message.
    await fails(light, 10 * SECOND);
    await heals(light, 10 * SECOND);
    await village.pass(2 * MINUTE);
    expect(village.said('/group')).toEqual([
      expect.stringContaining('mất tín hiệu'),
      expect.stringContaining('đã hoạt động trở lại'),
      expect.stringContaining('đồng hồ bị sai giờ'),
    ]);
  });

  it('fault_stands: not sent, when the fault is gone by then', async () => {
    await village.fault(light, 'clock_drift', true);
    await village.pass(SECOND);
    await fails();
    await village.fault(light, 'clock_drift', false);
    await heals();
    await village.pass(2 * MINUTE);
    expect(sent()).toEqual(['/group opened', '/group resolved']);
  });
});

describe('a light that comes and goes', () => {
  it('flapping, outages_in_an_hour: not sent, more than two messages within an hour', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      await fails();
      await heals();
      await village.pass(5 * MINUTE);
    }
    expect(sent()).toEqual(['/group opened', '/group resolved']);
  });

  it('flapping, outages_in_an_hour, few_outages: sent, that it comes and goes, an hour after the first message', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await fails();
      await heals();
      await village.pass(5 * MINUTE);
    }
    expect(village.said('/group')).toEqual([
      expect.stringContaining('mất tín hiệu'),
      expect.stringContaining('đã hoạt động trở lại'),
      expect.stringContaining('chập chờn'),
    ]);
  });

  it('few_outages: not sent, that it comes and goes, of one that failed twice with more than an hour between', async () => {
    await fails();
    await heals();
    await village.pass(70 * MINUTE);
    await fails();
    expect(village.said('/group').some((text) => text.includes('chập chờn'))).toBe(false);
    expect(sent()).toEqual(['/group opened', '/group resolved', '/group opened']);
  });

  it('calm_for_an_hour: sent, that it is steady again, after an hour without an outage', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await fails();
      await heals();
      await village.pass(5 * MINUTE);
    }
    await village.pass(65 * MINUTE);
    expect(village.said('/group').at(-1)).toContain('đã ổn định trở lại');
    expect(sent()).toHaveLength(4);
  });

  it('calm_for_an_hour: not sent, as long as it is not calm', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await fails();
      await heals();
      await village.pass(5 * MINUTE);
    }
    await village.pass(40 * MINUTE);
    expect(sent()).toHaveLength(3);
  });
});
