import { Random } from '#apps/simulator';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ObservedFleet } from '../medium/observed-fleet.ts';
import { type Happening, randomLife } from './life.ts';
import { RowsInMemory } from './rows-in-memory.ts';
import { RowsInPostgres } from './rows-in-postgres.ts';
import { START, Watch } from './watch.ts';

jest.setTimeout(600_000);

const SEED = process.env['MODEL_SEED'] ?? 'canh-thon';
/** `ORDERS=1000000 npm test -- test/model/any-order` tries more, another `MODEL_SEED` others. */
const ORDERS = Number(process.env['ORDERS'] ?? 200_000);
const ORDERS_IN_POSTGRES = 60;
const LONGEST = 24;

interface Order {
  readonly life: readonly Happening[];
  readonly endsAlive: boolean;
  /** What is needed to see it again. */
  readonly name: () => string;
}

function order(index: number): Order {
  const random = new Random(`${SEED}/${index}`);
  const life = randomLife(random, LONGEST);
  const name = () => `MODEL_SEED=${SEED}, order ${index}: ${JSON.stringify(life)}`;
  return { life, endsAlive: random.next() < 0.5, name };
}

/** Throws with what is needed to see it again when the rows end otherwise than the truth. */
function play({ life, endsAlive, name }: Order, rows: RowsInMemory): void {
  const steps = new Watch(rows).live(life, endsAlive);
  try {
    let step = steps.next();
    while (step.done !== true) step = steps.next(step.value());
  } catch (error) {
    throw new Error(name(), { cause: error });
  }
}

async function playInPostgres({ life, endsAlive, name }: Order, rows: RowsInPostgres): Promise<void> {
  await rows.begin(START);
  const steps = new Watch(rows).live(life, endsAlive);
  try {
    let step = steps.next();
    while (step.done !== true) step = steps.next(await step.value());
  } catch (error) {
    throw new Error(name(), { cause: error });
  }
}

describe('in any order of reports, commits, restarts, takeovers and looks', () => {
  it(`a device ends as it is: ${ORDERS} random orders, seed ${SEED}`, () => {
    let played = 0;
    for (; played < ORDERS; played += 1) play(order(played), new RowsInMemory({ patrolled: true }));
    expect(played).toBe(ORDERS);
  });

  it('the doors alone find every outage, without the patrol', () => {
    let played = 0;
    for (; played < ORDERS / 10; played += 1) play(order(played), new RowsInMemory({ patrolled: false }));
    expect(played).toBe(ORDERS / 10);
  });
});

describe('in PostgreSQL', () => {
  let fleet: ObservedFleet;
  let rows: RowsInPostgres;
  beforeAll(async () => {
    fleet = await ObservedFleet.start(START);
    rows = new RowsInPostgres(fleet);
  });
  afterAll(async () => {
    await rows.close();
    await fleet.stop();
  });

  it(`${ORDERS_IN_POSTGRES} of these orders record the same changes at the same times as in memory`, async () => {
    for (let index = 0; index < ORDERS_IN_POSTGRES; index += 1) {
      const one = order(index);
      const inMemory = new RowsInMemory({ patrolled: true });
      play(one, inMemory);
      await playInPostgres(one, rows);
      expect({ name: one.name, changes: await rows.changes() }).toEqual({
        name: one.name,
        changes: inMemory.changes(),
      });
    }
  });
});
