import { STEPS } from '#apps/alerting';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(90_000);

let village: WatchedVillage;
afterEach(() => village.stop());

class Crash extends Error {}

/** Ten lights: seven stay silent, two heal within the wait, one comes back after it was told. */
async function story(advance: (ms: number) => Promise<void>): Promise<void> {
  await village.target('/group');
  const lights = [];
  for (let count = 1; count <= 10; count += 1) lights.push(await village.device(`Đèn ${count}`));
  await advance(16 * SECOND);
  await village.fallSilent(...lights);
  await advance(20 * SECOND);
  await village.hear(...lights.slice(0, 2));
  await advance(60 * SECOND);
  await village.hear(...lights.slice(2, 3));
  // Its end is the second message within a minute.
  await advance(60 * SECOND);
}

/**
 * Every incident was told to the target as often as it should be: opened 8, ended 1, never twice. Where nothing could be
 * sent before the one healed, nobody hears of that one: opened 7.
 */
async function expectToldOnce({ sentLate = false } = {}): Promise<void> {
  const told = village.receiver
    .at('/group')
    .flatMap((message) =>
      message.body.data.incidents.map((incident) => `${message.id} ${message.body.type} ${incident.id}`),
    );
  const once = new Set(told.map((line) => line.replace(/^\S+ /, '')));
  expect([...new Set(told)]).toHaveLength(once.size);
  expect([...once].filter((line) => line.startsWith('incident.opened'))).toHaveLength(sentLate ? 7 : 8);
  expect([...once].filter((line) => line.startsWith('incident.resolved'))).toHaveLength(sentLate ? 0 : 1);
  const states = await village.rows(
    `SELECT state, reason, count(*)::int FROM notification GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  expect(states).toEqual([
    { state: 'accepted', reason: 'responsible_for_unit', count: expect.any(Number) },
    ...(sentLate
      ? [{ state: 'suppressed', reason: 'healed_before_sent', count: 2 }]
      : [{ state: 'accepted', reason: 'was_told', count: 1 }]),
    { state: 'suppressed', reason: 'healed_within_group_wait', count: 1 },
  ]);
}

describe('engines', () => {
  it('two at once tell the same as one', async () => {
    village = await WatchedVillage.start({ engines: 2 });
    await story((ms) => village.pass(ms));
    await expectToldOnce();
  });

  it.each(STEPS)('killed after %s again and again lose nothing and repeat nothing', async (step) => {
    village = await WatchedVillage.start();
    const engine = village.engine((border) => {
      if (border === step) throw new Crash();
    });
    await story(async (ms) => {
      for (let passed = 0; passed < ms; passed += 2 * SECOND) {
        await engine.cycle(village.clock.now()).catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
        await village.pass(2 * SECOND);
      }
    });
    await expectToldOnce();
  });

  it('killed inside a transaction, at any statement, lose nothing and repeat nothing', async () => {
    village = await WatchedVillage.start({ engines: 0 });
    let statement = 0;
    let dieAt = 1;
    const next = () => {
      statement += 1;
      if (statement >= dieAt) throw new Crash();
    };
    // The same database, gone from a chosen statement on; each cycle gets one further than the one before.
    const failing = new Proxy(village.database, {
      get: (target, name) =>
        name === 'transaction'
          ? (work: (tx: object) => Promise<unknown>) =>
              target.transaction((tx) =>
                work({
                  manager: tx.manager,
                  query: (...query: Parameters<typeof tx.query>) => {
                    next();
                    return tx.query(...query);
                  },
                  prepared: (...query: Parameters<typeof tx.prepared>) => {
                    next();
                    return tx.prepared(...query);
                  },
                }),
              )
          : (Reflect.get(target, name) as () => unknown).bind(target),
    });
    const engine = village.engineOn(failing);
    let crashes = 0;
    await story(async (ms) => {
      for (let passed = 0; passed < ms; passed += 4 * SECOND) {
        await village.wait(Math.min(4 * SECOND, ms - passed));
        for (let whole = false; !whole;) {
          [statement, whole] = [0, true];
          await engine.cycle(village.clock.now()).catch(() => {
            [crashes, dieAt, whole] = [crashes + 1, dieAt + 1, false];
          });
        }
        dieAt = 1;
      }
    });
    expect(crashes).toBeGreaterThan(30);
    await village.addEngine();
    await village.pass(MINUTE);
    await expectToldOnce({ sentLate: true });
  });

  it('a sender killed while sending is succeeded by another with the same key', async () => {
    village = await WatchedVillage.start({ engines: 0 });
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await village.wait(16 * SECOND);
    await village.fallSilent(light);
    await village.engineOn(village.database).cycle(village.clock.now());
    await village.wait(62 * SECOND);
    await village.engineOn(village.database).cycle(village.clock.now());
    const lost = await village.claimAndDie();
    expect(lost).toBe(1);
    await village.addEngine();
    await village.pass(20 * SECOND);
    expect(village.receiver.received).toEqual([]);
    await village.pass(20 * SECOND);
    expect(village.said('/group')).toHaveLength(1);
    expect(await village.rows('SELECT outcome, detail FROM notification_attempt ORDER BY attempt')).toEqual([
      { outcome: 'uncertain', detail: 'sender_lost' },
      { outcome: 'accepted', detail: 'accepted' },
    ]);
  });

  it('meet a change they do not understand and decide all others', async () => {
    village = await WatchedVillage.start();
    await village.target('/group');
    const lights = [];
    for (let count = 1; count <= 5; count += 1) lights.push(await village.device(`Đèn ${count}`));
    await village.pass(16 * SECOND);
    await village.fallSilent(...lights);
    await village.rows(
      `UPDATE transition SET kind = 'fault_on', fault_code = 'of_a_later_version' WHERE to_value = 'offline' AND device_no = $1`,
      lights[2],
    );
    await village.pass(2 * MINUTE);
    expect(village.receiver.at('/group')[0]?.body.data.incidents).toHaveLength(4);
    expect(await village.rows('SELECT DISTINCT device_no FROM transition_work')).toEqual([{ device_no: lights[2] }]);
  });
});
