import { DoorStore, IngestStore, type BatchWriter, type Observation } from '#libs/database';
import type { DeviceNo, DoorId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');

let fleet: ObservedFleet;
let writer: BatchWriter;
let close: () => Promise<void>;
let door: DoorId;
let light: DeviceNo;
let failures: unknown[];
let quarantined: DeviceNo[];
let announced: DeviceNo[];

beforeEach(async () => {
  [failures, quarantined, announced] = [[], [], []];
  fleet = await ObservedFleet.start(T0);
  const doors = fleet.store(DoorStore);
  door = await doors.open('broker', 'one', T0);
  await doors.renew(door, T0);
  light = await fleet.device('solar_light', T0);
  ({ writer, close } = fleet.store(IngestStore).openWriter({
    now: () => T0 + 1_000,
    flushAfterMs: 5,
    onFailure: (cause) => failures.push(cause),
    onQuarantine: (deviceNo) => quarantined.push(deviceNo),
    onAnnounced: (deviceNos) => announced.push(...deviceNos),
  }));
  writer.openFor(door);
});
afterEach(async () => {
  await close();
  await fleet.stop();
});

const heartbeat = (
  deviceNo: DeviceNo,
  at: number,
  more: Partial<Observation & { kind: 'heartbeat' }> = {},
): Observation => ({
  kind: 'heartbeat',
  deviceNo,
  sessionEpoch: T0,
  at,
  bootId: 'boot-a',
  bootChanged: false,
  seq: 1,
  sentAt: at - 50,
  late: false,
  facts: { batteryVoltage: 12.61 },
  extra: null,
  duplicate: false,
  ...more,
});

/** Resolves after the commit of what was given. */
const committed = (...observations: readonly Observation[]): Promise<void> =>
  new Promise((resolve) => {
    for (const observation of observations) writer.take(observation);
    writer.whenCommitted(resolve);
  });

const latest = async (deviceNo = light) =>
  (
    await fleet.database.query<Record<string, unknown>>('SELECT * FROM device_latest WHERE device_no = $1', [deviceNo])
  )[0];
const history = (deviceNo = light) =>
  fleet.database.query<Record<string, unknown>>(
    'SELECT * FROM telemetry WHERE device_no = $1 ORDER BY received_at, seq',
    [deviceNo],
  );
const transitions = () =>
  fleet.database.query<Record<string, unknown>>(
    'SELECT kind, from_value, to_value, fault_code, reason, rule, occurred_at FROM transition ORDER BY id',
  );

describe('the batch writer', () => {
  it('has stored every heartbeat by the time it says so', async () => {
    const facts = {
      uptimeSeconds: 4_294_967_295,
      batteryVoltage: 12.61,
      batteryCurrent: -0.8,
      lampOn: true,
      isNight: false,
      chargerState: 'off',
      carrier: 'viettel',
      errorCode: -5,
      rxBytes: Number.MAX_SAFE_INTEGER,
    };
    await committed(heartbeat(light, T0 + 500, { facts, extra: { vendor: { mode: 'đêm' } }, seq: 1_042 }));
    expect(await latest()).toMatchObject({
      session_epoch: String(T0),
      boot_id: 'boot-a',
      seq: '1042',
      door_id: door,
      last_contact_at: new Date(T0 + 500),
      facts_at: new Date(T0 + 500),
      hinted_at: null,
      facts,
      extra: { vendor: { mode: 'đêm' } },
    });
    expect(await history()).toMatchObject([
      {
        received_at: new Date(T0 + 500),
        sent_at: new Date(T0 + 450),
        seq: '1042',
        late: false,
        uptime_seconds: '4294967295',
        battery_voltage: 12.61,
        battery_current: -0.8,
        lamp_on: true,
        is_night: false,
        charger_state: 'off',
        error_code: -5,
        rx_bytes: String(Number.MAX_SAFE_INTEGER),
        tx_bytes: null,
        clients: null,
      },
    ]);
  });

  it('records the first contact as a transition, and nothing more while the device stays healthy', async () => {
    await committed(heartbeat(light, T0 + 500));
    await committed(heartbeat(light, T0 + 700, { seq: 2 }), heartbeat(light, T0 + 800, { seq: 3 }));
    expect(await transitions()).toMatchObject([
      { kind: 'connectivity', from_value: 'never_seen', to_value: 'online', reason: 'first_contact' },
    ]);
    expect(await history()).toHaveLength(3);
    expect(await fleet.database.query('SELECT 1 FROM transition_work')).toHaveLength(1);
    expect(await fleet.database.query(`SELECT 1 FROM live_event WHERE payload ->> 'health' = 'online'`)).toHaveLength(
      1,
    );
  });

  it('never turns the latest state back', async () => {
    await committed(heartbeat(light, T0 + 900, { sessionEpoch: T0 + 10, seq: 9, facts: { batteryLevel: 90 } }));
    await committed(heartbeat(light, T0 + 950, { sessionEpoch: T0, seq: 4, facts: { batteryLevel: 40 } }));
    await committed(heartbeat(light, T0 + 800, { sessionEpoch: T0 + 10, seq: 5, facts: { batteryLevel: 50 } }));
    expect(await latest()).toMatchObject({
      session_epoch: String(T0 + 10),
      seq: '9',
      last_contact_at: new Date(T0 + 950),
      facts: { batteryLevel: 90 },
    });
    expect(await history()).toHaveLength(3);
  });

  it('merges parts of the facts, counts duplicates once, keeps late data out of the present', async () => {
    await committed(
      heartbeat(light, T0 + 100, { facts: { batteryLevel: 70 } }),
      heartbeat(light, T0 + 200, { facts: { batteryLevel: 70 }, duplicate: true }),
      heartbeat(light, T0 + 300, { seq: 2, facts: { lampOn: true } }),
    );
    await committed(heartbeat(light, T0 + 400, { seq: 3, late: true, facts: { batteryLevel: 10 } }));
    expect(await latest()).toMatchObject({
      facts: { batteryLevel: 70, lampOn: true },
      seq: '2',
      last_contact_at: new Date(T0 + 400),
    });
    expect((await history()).map((row) => [row['seq'], row['late']])).toEqual([
      ['1', false],
      ['2', false],
      ['3', true],
    ]);
  });

  it('records a reboot that the row confirms, not one that only memory proposed', async () => {
    await committed(heartbeat(light, T0 + 100, { bootChanged: true }));
    await committed(heartbeat(light, T0 + 200, { bootChanged: true }));
    await committed(heartbeat(light, T0 + 300, { bootChanged: true, bootId: 'boot-b' }));
    expect((await transitions()).filter((row) => row['kind'] === 'boot')).toMatchObject([
      { from_value: 'boot-a', to_value: 'boot-b', reason: 'boot_id_changed', rule: 'boot/1' },
    ]);
  });

  it('holds an announced interval to the limits and says whose it wrote', async () => {
    const birth: Observation = {
      kind: 'birth',
      deviceNo: light,
      sessionEpoch: T0,
      at: T0 + 100,
      bootId: 'boot-a',
      bootChanged: true,
      facts: { firmware: '1.2' },
      announcedIntervalSeconds: 3_600,
    };
    await committed(birth);
    const [row] = await fleet.database.query('SELECT announced_interval_seconds FROM device_health');
    expect(row).toEqual({ announced_interval_seconds: 180 });
    expect(announced).toEqual([light]);
    expect(await latest()).toMatchObject({ facts: { firmware: '1.2' }, boot_id: 'boot-a' });
  });

  it('takes a refused message as contact, keeps it and raises bad_payload until the next good one', async () => {
    const rejection: Observation = {
      kind: 'rejection',
      deviceNo: light,
      sessionEpoch: T0,
      at: T0 + 100,
      topic: 'heartbeat',
      reason: 'out_of_range',
      path: '/batteryVoltage',
      payload: Buffer.from([0, 255, 1]),
    };
    await committed(rejection, rejection, { ...rejection, kind: 'payload_outcome', outcome: 'refused' });
    expect(await fleet.database.query('SELECT reason, path, payload, count FROM mqtt_rejection')).toEqual([
      { reason: 'out_of_range', path: '/batteryVoltage', payload: Buffer.from([0, 255, 1]), count: '2' },
    ]);
    expect(await latest()).toMatchObject({ last_contact_at: new Date(T0 + 100), facts: {} });
    expect(await fleet.store(IngestStore).devicesWithFault('bad_payload')).toEqual([light]);
    const accepted: Observation = {
      ...heartbeat(light, T0 + 200),
      kind: 'payload_outcome',
      outcome: 'accepted',
    };
    await committed(heartbeat(light, T0 + 200), accepted);
    expect(await fleet.store(IngestStore).devicesWithFault('bad_payload')).toEqual([]);
    expect((await transitions()).map((row) => row['kind']).sort()).toEqual(['connectivity', 'fault_off', 'fault_on']);
  });

  it('makes a hint a candidate unless something newer was heard', async () => {
    const hint = (at: number, sessionEpoch: number): Observation => ({
      kind: 'hint',
      deviceNo: light,
      sessionEpoch,
      at,
    });
    const candidates = () => fleet.database.query('SELECT device_no FROM silence_candidate');
    await committed(heartbeat(light, T0 + 500, { sessionEpoch: T0 + 10 }));
    await committed(hint(T0 + 600, T0));
    await committed(hint(T0 + 400, T0 + 10));
    expect(await candidates()).toEqual([]);
    await committed(hint(T0 + 600, T0 + 10));
    expect(await candidates()).toEqual([{ device_no: light }]);
    expect(await latest()).toMatchObject({ hinted_at: new Date(T0 + 600), last_contact_at: new Date(T0 + 500) });
    await committed(heartbeat(light, T0 + 700, { sessionEpoch: T0 + 10, seq: 2 }));
    expect(await latest()).toMatchObject({ hinted_at: null });
  });

  it('puts the one poison row of a batch aside and stores the others', async () => {
    const lights: DeviceNo[] = [];
    for (let count = 0; count < 9; count++) lights.push(await fleet.device('solar_light', T0));
    const poisoned = lights[4]!;
    await committed(
      ...lights.map((no) =>
        heartbeat(no, T0 + 100, no === poisoned ? { facts: { carrier: 'a\0b' } } : { facts: { carrier: 'viettel' } }),
      ),
    );
    const stored = await fleet.database.query<{ device_no: DeviceNo }>('SELECT device_no FROM telemetry ORDER BY 1');
    expect(stored.map((row) => row.device_no)).toEqual(lights.filter((no) => no !== poisoned));
    const [kept] = await fleet.database.query<{ device_no: DeviceNo; payload: Buffer }>(
      'SELECT * FROM ingest_quarantine',
    );
    expect(kept?.device_no).toBe(poisoned);
    expect(JSON.parse(String(kept?.payload))).toMatchObject({ facts: { carrier: 'a\0b' } });
    expect(quarantined).toEqual([poisoned]);
    expect(failures).toEqual([]);
  });

  it('acknowledges nothing while the database refuses, then stores the same batch once', async () => {
    await committed(heartbeat(light, T0 + 100));
    const blocker = fleet.database.manager.connection.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('LOCK TABLE device_latest IN ACCESS EXCLUSIVE MODE');
    let acknowledged = false;
    const done = committed(heartbeat(light, T0 + 200, { seq: 2 })).then(() => (acknowledged = true));
    await backendWaitsForLock();
    await fleet.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    await untilTrue(() => failures.length > 0);
    expect(acknowledged).toBe(false);
    expect(writer.stuckForMs()).toBeGreaterThan(0);
    await blocker.rollbackTransaction();
    await blocker.release();
    await done;
    expect(await history()).toHaveLength(2);
    expect(writer.stuckForMs()).toBe(0);
  });

  it('stops accepting at its bound and says when there is room', async () => {
    let room = 0;
    const small = fleet
      .store(IngestStore)
      .openWriter({ now: () => T0, waitingLimit: 3, flushAfterMs: 60_000, onRoom: () => room++ });
    expect(small.writer.accepting).toBe(false);
    small.writer.openFor(door);
    for (let seq = 1; seq <= 3; seq++) {
      expect(small.writer.accepting).toBe(true);
      small.writer.take(heartbeat(light, T0 + seq, { seq }));
    }
    expect(small.writer.accepting).toBe(false);
    expect(await small.writer.drain(5_000)).toBe(true);
    expect([small.writer.accepting, room]).toEqual([true, 1]);
    expect(await history()).toHaveLength(3);
    await small.close();
  });

  it('writes a backlog part by part, and answers each part after its own commit', async () => {
    const order: unknown[] = [];
    const onFlush = ({ messages }: { readonly messages: number }) => order.push({ messages });
    const small = fleet
      .store(IngestStore)
      .openWriter({ now: () => T0, largestFlush: 2, flushAfterMs: 60_000, onFlush });
    small.writer.openFor(door);
    for (let seq = 1; seq <= 5; seq++) {
      small.writer.take(heartbeat(light, T0 + seq, { seq }));
      small.writer.whenCommitted(() => order.push(seq));
    }
    expect(await small.writer.drain(5_000)).toBe(true);
    expect(order).toEqual([1, 2, { messages: 2 }, 3, 4, { messages: 2 }, 5, { messages: 1 }]);
    expect(await history()).toHaveLength(5);
    expect(await latest()).toMatchObject({ seq: '5' });
    await small.close();
  });
});

async function untilTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function backendWaitsForLock(): Promise<void> {
  const waiting = () =>
    fleet.database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  while ((await waiting()).length === 0) await new Promise((resolve) => setImmediate(resolve));
}
