import {
  type BatchWriter,
  CameraStore,
  DeviceDirectory,
  DeviceLife,
  DoorStore,
  IngestStore,
  type Observation,
  recordContacts,
  recordFaults,
  recordSilences,
  verifySilences,
} from '#libs/database';
import type { DeviceNo, DoorId } from '#libs/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../harness/until.ts';
import { CONTACT, ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');

let fleet: ObservedFleet;
let door: DoorId;
let first: DeviceNo;
let middle: DeviceNo;
let last: DeviceNo;

beforeAll(async () => {
  fleet = await ObservedFleet.start(T0);
  door = await fleet.store(DoorStore).open('broker', 'one', T0);
});
afterAll(() => fleet.stop());
beforeEach(async () => {
  [first, middle, last] = [
    await fleet.device('camera', T0),
    await fleet.device('camera', T0),
    await fleet.device('camera', T0),
  ];
  for (const no of [first, middle, last]) await contact(no);
});

const contact = (no: DeviceNo) =>
  fleet.database.transaction(async (tx) => {
    await tx.query(CONTACT, [no, door, new Date(T0)]);
    await recordContacts(tx, [{ deviceNo: no, heardAt: T0 }], door, T0);
  });
const judge = (...nos: DeviceNo[]) => fleet.database.transaction((tx) => recordSilences(tx, nos, door, T0 + 1));

/** Resolves when this many others wait for a lock: PostgreSQL serves them in the order in which they came. */
const waiting = (count: number) =>
  until(`${count} wait for a lock`, 10_000, async () => {
    const rows = await fleet.database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length === count;
  });

/** Holds what `statement` locks while the others line up one after another, then lets all of them go on. */
async function lineUp(
  [statement, values]: readonly [string, readonly unknown[]],
  ...others: readonly (() => Promise<unknown>)[]
): Promise<PromiseSettledResult<unknown>[]> {
  let begun: readonly Promise<unknown>[] = [];
  await fleet.database.transaction(async (tx) => {
    await tx.query(statement, values);
    for (const other of others) {
      begun = [...begun, other()];
      await waiting(begun.length);
    }
  });
  return Promise.allSettled(begun);
}

const latestOf = (no: DeviceNo) => ['SELECT 1 FROM device_latest WHERE device_no = $1 FOR UPDATE', [no]] as const;
const bothDone = [{ status: 'fulfilled' }, { status: 'fulfilled' }];

/** A broker's writer; each batch resolves when it is stored, and fails with its first failure. */
async function withWriter<Result>(work: (write: (...batch: Observation[]) => Promise<void>) => Promise<Result>) {
  let failed: (cause: unknown) => void = () => undefined;
  const { writer, close }: { writer: BatchWriter; close: () => Promise<void> } = fleet
    .store(IngestStore)
    .openWriter({ now: () => T0 + 1_000, flushAfterMs: 5, onFailure: (cause) => failed(cause) });
  writer.openFor(door);
  try {
    return await work(
      (...batch) =>
        new Promise((resolve, reject) => {
          failed = reject;
          for (const observation of batch) writer.take(observation);
          writer.whenCommitted(resolve);
        }),
    );
  } finally {
    await close();
  }
}

const said = (deviceNo: DeviceNo): Observation => ({ kind: 'contact', deviceNo, sessionEpoch: T0, at: T0 + 500 });
const broke = (deviceNo: DeviceNo): Observation => ({ kind: 'hint', deviceNo, sessionEpoch: T0, at: T0 + 600 });
const started = (deviceNo: DeviceNo): Observation => ({
  kind: 'birth',
  deviceNo,
  sessionEpoch: T0,
  at: T0 + 500,
  bootId: 'boot-b',
  bootChanged: true,
  facts: {},
  announcedIntervalSeconds: null,
});

describe('nobody waits for the other in a circle', () => {
  it('when a round of cameras finds the last one there and the first one gone, while the engine judges both', async () => {
    const probe = (deviceNo: DeviceNo, reached: boolean) =>
      ({ deviceNo, at: T0 + 500, reached, facts: null, findings: [] }) as const;
    const cameras = fleet.store(CameraStore);
    const settled = await lineUp(
      latestOf(last),
      () => cameras.observe([probe(first, false), probe(last, true)], door, T0 + 500),
      () => judge(first, last),
    );
    expect(settled).toMatchObject(bothDone);
  });

  it('when a connection broke and a later device speaks in one batch, while the engine judges both', async () => {
    const settled = await withWriter((write) =>
      lineUp(
        latestOf(last),
        () => write(broke(first), said(last)),
        () => judge(first, last),
      ),
    );
    expect(settled).toMatchObject(bothDone);
  });

  it('when the last device of a batch started again, while the engine judges it and the first', async () => {
    const settled = await withWriter((write) =>
      lineUp(
        latestOf(first),
        () => judge(first, last),
        () => write(said(first), started(last)),
      ),
    );
    expect(settled).toMatchObject(bothDone);
  });

  it('when a connection breaks whose silence is just being judged', async () => {
    await fleet.store(DeviceDirectory).proposeSilence([first], door, T0);
    const settled = await withWriter((write) =>
      lineUp(
        latestOf(first),
        () => write(broke(first)),
        () => verifySilences(fleet.database, 10, T0 + 1),
      ),
    );
    expect(settled).toMatchObject(bothDone);
  });

  it('when two doors propose the same devices in another order', async () => {
    const propose = (...nos: DeviceNo[]) => fleet.store(DeviceDirectory).proposeSilence(nos, door, T0);
    await fleet.database.query('DELETE FROM silence_candidate');
    const middleOne = 'INSERT INTO silence_candidate (device_no, door_id, proposed_at) VALUES ($1, $2, $3)';
    const settled = await lineUp(
      [middleOne, [middle, door, new Date(T0)]],
      () => propose(last, middle, first),
      () => propose(first, middle, last),
    );
    expect(settled).toMatchObject(bothDone);
  });

  it('when a person changes a device of which a fault is being recorded', async () => {
    const camera = await fleet.idOf(first);
    const access = { scope: [fleet.unitId], actor: { kind: 'system', id: null } } as const;
    const untilLater = { maintenanceUntil: T0 + 60_000 };
    let change: Promise<unknown> = Promise.resolve();
    await fleet.database.transaction(async (tx) => {
      await tx.query(...latestOf(first));
      change = fleet.store(DeviceLife).update(access, camera, untilLater, null, T0);
      await waiting(1);
      const told = { code: 'not_onvif', present: true, reason: 'html', rule: 'test/1', occurredAt: T0 } as const;
      await recordFaults(tx, [{ ...told, deviceNo: first }], door, T0);
    });
    expect(await change).toMatchObject(untilLater);
  });
});
