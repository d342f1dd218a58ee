import { applyRetention, forgetFuture, newId } from '#libs/database';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const DAY = 24 * 3_600_000;
const KEEP = { rawDays: 30, hourlyDays: 730, historyDays: 1827 };
const LONG_AGO = T0 - 2_000 * DAY;

let fleet: ObservedFleet;
beforeEach(async () => {
  fleet = await ObservedFleet.start(T0);
});
afterEach(() => fleet.stop());

const rows = <Row = Record<string, unknown>>(text: string, ...parameters: unknown[]): Promise<Row[]> =>
  fleet.database.query<Row>(text, parameters);

/** An incident with everything that hangs on one: story, device, message, attempt, what was told, link. */
async function incident(name: string, state: 'open' | 'resolved', at: number, message: string): Promise<void> {
  const [id, notificationId] = [newId(at), newId(at)];
  const when = new Date(at);
  await rows(
    `INSERT INTO incident (id, identity, cause, scope_unit_id, unit_id, severity, state, reason, rule, started_at,
       opened_at, resolved_at) VALUES ($1, $2, 'device', $3, $3, 'major', $4, 't', 't/1', $5, $5, $6)`,
    ...[id, name, fleet.unitId, state, when, state === 'resolved' ? when : null],
  );
  await rows(
    `INSERT INTO incident_event (id, incident_id, at, kind, reason, actor_kind)
     VALUES (gen_random_uuid(), $1, $2, 'opened', 't', 'engine')`,
    ...[id, when],
  );
  await rows('INSERT INTO incident_device SELECT $1, device_no, $2 FROM device', id, when);
  const [target] = await rows<{ id: string }>(
    `INSERT INTO target (id, unit_id, channel, name, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, 'webhook', 't', $2, $2) RETURNING id`,
    ...[fleet.unitId, when],
  );
  await rows(
    `INSERT INTO notification (id, target_id, unit_id, channel, event, variables, severity, language, state, reason,
       rule, idempotency_key, created_at)
     VALUES ($1, $2, $3, 'webhook', 'incident.opened', '{}', 'major', 'vi', $4, 't', 't/1', $6, $5)`,
    ...[notificationId, target?.id, fleet.unitId, message, when, name],
  );
  await rows('INSERT INTO notification_incident VALUES ($1, $2)', notificationId, id);
  await rows(
    `INSERT INTO notification_attempt (id, notification_id, attempt, started_at) VALUES (gen_random_uuid(), $1, 1, $2)`,
    ...[notificationId, when],
  );
  await rows(
    `INSERT INTO incident_follow_up (incident_id, unit_id, reason, asked_at) VALUES ($1, $2, 'told', $3)`,
    ...[id, fleet.unitId, when],
  );
  await rows(
    `INSERT INTO escalation_step (incident_id, round, after_minutes, unit_id, reason, at)
     VALUES ($1, 0, 30, $2, 'step_due', $3)`,
    ...[id, fleet.unitId, when],
  );
  await rows(`INSERT INTO told VALUES ($1, $2, 'incident.opened', $3, $4)`, target?.id, id, notificationId, when);
  await rows(
    `INSERT INTO ack_link (id, token_hash, incident_id, target_id, expires_at, created_at, notification_id)
     VALUES (gen_random_uuid(), sha256($5::text::bytea), $2, $3, $4, $4, $1)`,
    ...[notificationId, id, target?.id, when, name],
  );
}

const left = async () =>
  (
    await rows<{ identity: string; messages: number }>(
      `SELECT identity, (SELECT count(*)::int FROM notification_incident n WHERE n.incident_id = i.id) AS messages
       FROM incident i ORDER BY identity`,
    )
  ).map(({ identity, messages }) => `${identity} ${messages}`);

describe('old incidents and messages', () => {
  it('go with all that hangs on them, but never an open incident, what was told of it, or what waits to be sent', async () => {
    await fleet.device('solar_light', T0);
    await incident('old', 'resolved', LONG_AGO, 'accepted');
    await incident('old and open', 'open', LONG_AGO, 'accepted');
    await incident('old with a message that waits', 'resolved', LONG_AGO, 'queued');
    await incident('young', 'resolved', T0 - DAY, 'accepted');
    const digest = `INSERT INTO digest (target_id, day, at, reason, notification_id)
      SELECT target_id, $1::timestamptz, $1::timestamptz, 'daily_digest', id FROM notification WHERE idempotency_key = 'old'`;
    for (const at of [LONG_AGO, T0 - DAY]) await rows(digest, new Date(at));
    await rows(`UPDATE notification SET bundled_into = (SELECT id FROM notification WHERE idempotency_key = 'old')
      WHERE idempotency_key = 'young'`);
    await rows(
      `INSERT INTO incident_parent (id, child_id, parent_id, reason, rule, joined_at, left_at, left_reason)
       SELECT gen_random_uuid(), child.id, parent.id, 't', 't/1', child.opened_at, child.opened_at, 'over'
       FROM incident child JOIN incident parent ON (child.identity, parent.identity)
         IN (('old', 'young'), ('young', 'old'), ('young', 'old and open'))`,
    );
    await applyRetention(fleet.database, KEEP, T0);
    expect(await rows('SELECT 1 FROM incident_parent')).toHaveLength(1);
    expect(await rows('SELECT notification_id FROM digest')).toEqual([{ notification_id: null }]);
    expect(await left()).toEqual(['old and open 1', 'old with a message that waits 1', 'young 1']);
    for (const table of [
      ...['incident_event', 'notification_attempt', 'told', 'ack_link', 'incident_follow_up', 'escalation_step'],
    ]) {
      expect([table, (await rows(`SELECT 1 FROM ${table}`)).length]).toEqual([table, 3]);
    }
    expect(await applyRetention(fleet.database, KEEP, T0)).toMatchObject({ rows: 0 });
  });
});

it('old drills and runs of the canary go, drills that wait stay', async () => {
  for (const [state, at] of [
    ['told', LONG_AGO],
    ['waiting', LONG_AGO],
    ['told', T0 - DAY],
  ] as const) {
    await rows(
      `INSERT INTO drill (id, unit_id, state, reason, rule, asked_by_kind, due_at, created_at)
       VALUES (gen_random_uuid(), $1, $2, 't', 't/1', 'system', $3, $3)`,
      ...[fleet.unitId, state, new Date(at)],
    );
    await rows(
      `INSERT INTO canary_run (day, started_at, deadline_at, limit_at, outcome, reason)
       VALUES ($1::timestamptz::date, $1, $1, $1, 'told', 't') ON CONFLICT (day) DO NOTHING`,
      new Date(at),
    );
  }
  expect(await applyRetention(fleet.database, KEEP, T0)).toMatchObject({ rows: 2 });
  expect(await rows('SELECT state FROM drill ORDER BY state')).toEqual([{ state: 'told' }, { state: 'waiting' }]);
  expect(await rows('SELECT 1 FROM canary_run')).toHaveLength(1);
});

it('changes of many devices go when their day is long over; a clock that ran ahead prolongs none', async () => {
  for (const at of [LONG_AGO, T0 + 3 * DAY]) {
    await rows(
      `INSERT INTO bulk_change (id, action, device_ids, needs_second, proposed_kind, created_at, expires_at)
       VALUES (gen_random_uuid(), 'decommission', '{}', true, 'user', $1, $2)`,
      ...[new Date(at), new Date(at + DAY)],
    );
  }
  expect(await applyRetention(fleet.database, KEEP, T0)).toMatchObject({ rows: 1 });
  await forgetFuture(fleet.database, T0);
  expect(await rows('SELECT created_at AS at, expires_at AS until FROM bulk_change')).toEqual([
    { at: new Date(T0), until: new Date(T0 + DAY) },
  ]);
});

it('red tests of devices go, certificates stay; one that began in the future begins now', async () => {
  await fleet.device('solar_light', T0);
  for (const [state, at] of [
    ['failed', LONG_AGO],
    ['passed', LONG_AGO],
    ['running', T0 + 3 * DAY],
  ] as const) {
    await rows(
      `INSERT INTO acceptance_test (id, device_no, state, rule, started_kind, started_at, deadline_at, finished_at,
         ordinal, snapshot)
       SELECT gen_random_uuid(), min(device_no), $1, 't/1', 'user', $2, $2::timestamptz + interval '5 minutes',
         CASE WHEN $1 <> 'running' THEN $2::timestamptz END, CASE WHEN $1 = 'passed' THEN 1 END,
         CASE WHEN $1 <> 'running' THEN '{}'::jsonb END FROM device`,
      ...[state, new Date(at)],
    );
  }
  expect(await applyRetention(fleet.database, KEEP, T0)).toMatchObject({ rows: 1 });
  await forgetFuture(fleet.database, T0);
  expect(await rows('SELECT state, deadline_at AS until FROM acceptance_test ORDER BY state')).toEqual([
    { state: 'passed', until: expect.anything() },
    { state: 'running', until: new Date(T0 + 300_000) },
  ]);
});

/** What a resident said about the first place there is. */
async function publicReport(state: 'open' | 'closed', at: number, incidentOf: string | null = null): Promise<void> {
  await rows(
    `INSERT INTO public_report (id, site_id, unit_id, incident_id, subject, outcome, state, created_at, closed_at, closed_because)
     SELECT gen_random_uuid(), s.id, $1, (SELECT id FROM incident WHERE identity = $4), 'other', 'passed_on', $2, $3,
       CASE WHEN $2 = 'closed' THEN $3::timestamptz END, CASE WHEN $2 = 'closed' THEN 'person' END
     FROM site s ORDER BY s.id LIMIT 1`,
    ...[fleet.unitId, state, new Date(at), incidentOf],
  );
}

describe('reports of residents', () => {
  beforeEach(async () => {
    await fleet.device('solar_light', T0);
  });

  it('go when they were closed long ago, and never hold up the incident they belong to', async () => {
    await incident('old', 'resolved', LONG_AGO, 'accepted');
    await publicReport('open', LONG_AGO, 'old');
    await publicReport('closed', LONG_AGO);
    await publicReport('closed', T0 - DAY);
    await applyRetention(fleet.database, KEEP, T0);
    expect(await rows('SELECT state, incident_id FROM public_report ORDER BY state')).toEqual([
      { state: 'closed', incident_id: null },
      { state: 'open', incident_id: null },
    ]);
  });

  it('of a clock that ran ahead were made now: nobody waits for tomorrow to be heard', async () => {
    await publicReport('closed', T0 + 3 * DAY);
    await publicReport('open', T0 - DAY);
    await forgetFuture(fleet.database, T0);
    const [past, now] = [new Date(T0 - DAY), new Date(T0)];
    expect(await rows('SELECT created_at AS at, closed_at AS closed FROM public_report ORDER BY created_at')).toEqual([
      { at: past, closed: null },
      { at: now, closed: now },
    ]);
  });
});

describe('old changes', () => {
  it('go in chunks, except the last state, planned work, retirement, and what the engine has not seen', async () => {
    const light = await fleet.device('solar_light', T0);
    const change = (kind: string, to: string | null, ago: number) =>
      rows(
        `INSERT INTO transition (id, device_no, unit_id, site_id, kind, to_value, reason, rule, occurred_at, known_at)
         SELECT gen_random_uuid(), device_no, unit_id, site_id, $2, $3, 't', 't/1', $4, $4 FROM device
         WHERE device_no = $1`,
        ...[light, kind, to, new Date(LONG_AGO - ago)],
      );
    await rows(
      `INSERT INTO transition (id, device_no, unit_id, site_id, kind, to_value, reason, rule, occurred_at, known_at)
       SELECT gen_random_uuid(), device_no, unit_id, site_id, 'connectivity', 'online', 't', 't/1', $1, $1
       FROM device, generate_series(1, 2500)`,
      new Date(LONG_AGO - DAY),
    );
    await change('maintenance', null, 400);
    await change('boot', 'b', 300);
    await change('connectivity', 'offline', 200);
    await change('fault_on', null, 100);
    await rows(`INSERT INTO transition_work SELECT id, device_no, known_at FROM transition WHERE kind = 'fault_on'`);
    expect(await applyRetention(fleet.database, KEEP, T0)).toMatchObject({ rows: 2_501 });
    const kept = await rows<{ kind: string; to_value: string | null }>(
      'SELECT kind, to_value FROM transition ORDER BY seq',
    );
    expect(kept.map(({ kind, to_value }) => `${kind} ${to_value}`)).toEqual([
      ...['maintenance null', 'connectivity offline', 'fault_on null'],
    ]);
  });
});
