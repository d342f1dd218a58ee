import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RudeReceiver } from '../alerting/rude-receiver.ts';
import { buildProduct, RoleProcess } from '../harness/compose.ts';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { StormyVillages } from '../harness/stormy-villages.ts';
import { until } from '../harness/until.ts';

/** `KILLS=200 npm test -- test/chaos/engines-killed` kills more often. */
const KILLS = Number(process.env['KILLS'] ?? 6);
const PATIENCE_MS = 120_000;
const LONGEST_LIFE_MS = 700;
/** Longer than a sender's lease and than the patience of a transaction. */
const FROZEN_MS = 35_000;
const TROUBLES_A_TICK = 5;
const TICK_MS = 100;

jest.setTimeout(300_000 + KILLS * 10_000);

const key = randomBytes(32).toString('base64');
const secret = `whsec_${randomBytes(24).toString('base64')}`;
let database: TestDatabase;
let receiver: RudeReceiver;
let villages: StormyVillages;
const engines: RoleProcess[] = [];

beforeAll(buildProduct, 300_000);
beforeEach(async () => {
  database = await cloneDatabase();
  receiver = await RudeReceiver.start(secret);
  villages = await StormyVillages.found(database.url, 1_000, { key, secret, urlOf: (path) => receiver.urlOf(path) });
});
afterEach(async () => {
  for (const engine of engines.splice(0)) engine.child.kill('SIGKILL');
  await villages.leave();
  await receiver.stop();
});
afterAll(() => database.drop());

async function startEngine(): Promise<RoleProcess> {
  const env = { DATABASE_URL: database.url, SECRET_KEY: key, OUTBOUND_ALLOW: '127.0.0.0/8', LOG_LEVEL: 'info' };
  const engine = await RoleProcess.start('alerting', env);
  engines.push(engine);
  return engine;
}

/** Incidents begin and end until `work` is done. */
async function underLoad(work: () => Promise<void>): Promise<void> {
  const state = { over: false };
  const storm = (async () => {
    while (!state.over) {
      await villages.trouble(TROUBLES_A_TICK);
      await pause(TICK_MS);
    }
  })();
  await work().finally(() => (state.over = true));
  await storm;
}

const decided = async (): Promise<number> => {
  const [row] = await villages.rows<{ count: number }>('SELECT count(*)::int AS count FROM transition_decision');
  return row?.count ?? 0;
};

async function untilMoreIsDecided(): Promise<void> {
  const before = await decided();
  await until('an engine decides', PATIENCE_MS, async () => (await decided()) > before);
}

/** Nothing is left but what waits for its time. */
async function untilAllIsSaid(): Promise<void> {
  // What engines that live for a second leave undone grows with their number.
  await until('all is decided and said', PATIENCE_MS + KILLS * 3_000, async () => {
    const [row] = await villages.rows<{ rest: number }>(
      `SELECT (SELECT count(*) FROM transition_work)::int
         + (SELECT count(*) FROM announcement WHERE due_at <= clock_timestamp())::int
         + (SELECT count(*) FROM notification WHERE state = 'sending'
              OR (state = 'queued' AND next_attempt_at <= clock_timestamp()))::int AS rest`,
    );
    return row?.rest === 0;
  });
}

async function expectNothingLostAndNothingTwice(): Promise<void> {
  const lost = await villages.rows(
    `SELECT t.id FROM transition t LEFT JOIN transition_decision d ON d.transition_id = t.id
     WHERE d.transition_id IS NULL AND t.kind IN ('connectivity','fault_on','fault_off')`,
  );
  const untold = await villages.rows(
    `SELECT i.id FROM incident i
     WHERE NOT EXISTS (SELECT 1 FROM notification_incident m WHERE m.incident_id = i.id)
       AND NOT EXISTS (SELECT 1 FROM announcement a WHERE a.incident_id = i.id)
       AND NOT EXISTS (SELECT 1 FROM incident_parent p WHERE p.child_id = i.id OR p.parent_id = i.id)`,
  );
  const accepted = await villages.rows<{ key: string; attempts: number }>(
    `SELECT idempotency_key AS key, attempts FROM notification WHERE state = 'accepted'`,
  );
  const arrived = new Map<string, number>();
  for (const { id } of receiver.received) arrived.set(id, (arrived.get(id) ?? 0) + 1);
  const unheard = accepted.filter(({ key: sent }) => !arrived.has(sent));
  const repeated = accepted.filter(({ key: sent, attempts }) => (arrived.get(sent) ?? 0) > attempts);
  const told = new Map<string, Set<string>>();
  for (const { id, path, body } of receiver.received)
    for (const incident of body.data.incidents) {
      const line = `${path} ${body.type} ${incident.id}`;
      told.set(line, (told.get(line) ?? new Set()).add(id));
    }
  const twice = [...told].filter(([, keys]) => keys.size > 1);
  expect({ lost, untold, unheard, repeated, twice }).toEqual({
    lost: [],
    untold: [],
    unheard: [],
    repeated: [],
    twice: [],
  });
  expect(accepted.length).toBeGreaterThan(20);
}

describe('engines under load', () => {
  it(`killed ${KILLS} times at random moments lose nothing and repeat only what was in flight, with the same key`, async () => {
    await underLoad(async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const engine = await startEngine();
        await untilMoreIsDecided();
        await pause(Math.random() * LONGEST_LIFE_MS);
        await engine.stop('SIGKILL');
      }
    });
    await startEngine();
    await untilAllIsSaid();
    await expectNothingLostAndNothingTwice();
  });

  it('one of two, frozen in the middle of its work and thawed, says nothing twice and holds up nobody', async () => {
    const frozen = await startEngine();
    await startEngine();
    await underLoad(async () => {
      await untilMoreIsDecided();
      frozen.child.kill('SIGSTOP');
      const thaw = pause(FROZEN_MS);
      await untilMoreIsDecided();
      await thaw;
      frozen.child.kill('SIGCONT');
      await untilMoreIsDecided();
    });
    await untilAllIsSaid();
    await expectNothingLostAndNothingTwice();
  });
});
