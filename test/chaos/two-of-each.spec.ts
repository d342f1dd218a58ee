import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildProduct } from '../harness/compose.ts';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { until } from '../harness/until.ts';
import { TwoOfEach } from './two-of-each.ts';

jest.setTimeout(600_000);

const PATIENCE_MS = 120_000;
/** What a death of one of ours may add until people are told: leases and patience, not speed. */
const LATER_AT_MOST_MS = 30_000;

let database: TestDatabase;
let layout: TwoOfEach;
/** Groups that had nothing yet. */
let next = 0;
const dead: string[] = [];

beforeAll(async () => {
  await buildProduct();
  database = await cloneDatabase();
  layout = new TwoOfEach(database.url);
  await layout.start();
  await until('all are online', PATIENCE_MS, async () => {
    const [row] = await layout.rows<{ rest: number }>(
      `SELECT count(*)::int AS rest FROM device_health WHERE connectivity <> 'online'`,
    );
    return row?.rest === 0 && layout.acknowledged.size > 100;
  });
});
afterAll(async () => {
  await layout.stop();
  await database.drop();
});

/** A lamp at each door and a camera of each poller's die while `kill` is done: milliseconds until people know of each. */
async function toldAfter(kill: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  const cameras = Promise.all([layout.silenceCamera(next), layout.silenceCamera(next + 1)]);
  const lights = [layout.silenceLight(next + 2, 0), layout.silenceLight(next + 3, 1)];
  next += 4;
  await kill();
  const victims = [...lights, ...(await cameras)];
  dead.push(...victims);
  await until('their groups are told', PATIENCE_MS, () =>
    victims.every((id) => layout.told('incident.opened', id) > 0),
  );
  return performance.now() - begun;
}

describe('two of each role under load', () => {
  it('lose nothing, say nothing twice and tell in time when one of them is killed', async () => {
    const otherwise = await toldAfter(async () => undefined);
    const laterWithout: Record<string, number> = {};
    // The last three at the same moment: harder for those who are left, and a minute less.
    for (const [turn, roles] of [['broker'] as const, ['poller', 'alerting', 'api'] as const].entries()) {
      const took = await toldAfter(async () => void (await Promise.all(roles.map((role) => layout.kill(role, turn)))));
      laterWithout[roles.join(', ')] = Math.round(took - otherwise);
      for (const role of roles) await layout.run(role, turn);
    }
    await layout.reviveAll();
    await until('all is well', PATIENCE_MS, () => dead.every((id) => layout.told('incident.resolved', id) > 0));
    const twice = dead.filter((id) => layout.told('incident.opened', id) + layout.told('incident.resolved', id) !== 2);
    const others = await layout.rows(`SELECT id FROM incident WHERE device_no IS NULL OR device_no NOT IN (
      SELECT device_no FROM device WHERE id IN (${dead.map((id) => `'${id}'`).join(',')}))`);
    expect({ lost: await layout.lost(), twice, others }).toEqual({ lost: [], twice: [], others: [] });
    expect(Object.entries(laterWithout).filter(([, ms]) => ms > LATER_AT_MOST_MS)).toEqual([]);
  });
});
