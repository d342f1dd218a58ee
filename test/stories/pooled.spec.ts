import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDatabase } from '#libs/database';
import { hasPgBouncer, PgBouncer } from '../harness/pg-bouncer.ts';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const SECOND = 1_000;
const SET_UP = 'SET TimeZone=UTC; SET statement_timeout=15000; SET idle_in_transaction_session_timeout=15000';
const room = fileURLToPath(new URL('../../libs/database', import.meta.url));

/** What belongs to one session of PostgreSQL, and the only files that may use it: they go to the server itself. */
const BOUND: readonly (readonly [string, RegExp, readonly string[]])[] = [
  ['LISTEN', /\bLISTEN \$?\{?\w/, ['wake-ups.ts']],
  ['advisory locks of a session', /advisory_(lock|unlock)\b/, ['migrate.ts', 'embedded/connection.ts']],
  ['SET that outlives its transaction', /['`]\s*SET (?!LOCAL|TRANSACTION)[\w.]+ (=|TO) [^$]/, []],
  ['temporary tables', /CREATE (LOCAL |GLOBAL )?TEMP/i, []],
  ['cursors that outlive their transaction', /WITH HOLD/, []],
  ['PREPARE', /['`]\s*PREPARE /, []],
];

describe('what belongs to one session of PostgreSQL', () => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => [name, readFileSync(join(room, name), 'utf8')] as const);

  it.each(BOUND)('%s: only where it goes to the server itself', (_, sign, allowed) => {
    const users = files.filter(([, text]) => sign.test(text)).map(([name]) => name);
    expect(users.sort()).toEqual([...allowed].sort());
  });
});

function behindPgBouncer(): void {
  describe('behind PgBouncer in transaction mode', () => {
    let bouncer: PgBouncer;
    beforeAll(async () => {
      bouncer = await PgBouncer.start(SET_UP);
    });
    afterAll(() => bouncer.stop());

    it('a light reports and falls silent, an incident is decided, the group is told, and once more when it is back', async () => {
      const world = await World.start({ pooler: (url) => bouncer.before(url) });
      try {
        const unitId = await world.unit('Tổ tự quản số 5');
        const path = await world.webhookTarget(unitId);
        const [light, controller] = await world.registerLight(unitId, { intervalSeconds: 5 });
        await world.settle(controller.connect());
        await world.live([controller], 20 * SECOND, 5);
        expect(await world.healthOf(light)).toBe('online');
        controller.cut();
        await world.advance(90 * SECOND);
        expect(await world.healthOf(light)).toBe('offline');
        expect(world.messagesTo(path).map(({ body }) => body.type)).toEqual(['incident.opened']);
        await world.settle(controller.connect());
        await world.live([controller], 60 * SECOND, 5);
        expect(await world.healthOf(light)).toBe('online');
        expect(world.messagesTo(path).map(({ body }) => body.type)).toEqual(['incident.opened', 'incident.resolved']);
        const telemetry = await world.admin.get<{ items: unknown[] }>(`/devices/${light.device.id}/telemetry`);
        expect(telemetry.items.length).toBeGreaterThan(4);
      } finally {
        await world.stop();
      }
    });
  });

  describe('a pooler that would do harm is refused in a sentence', () => {
    let database: TestDatabase;
    const quiet = { info: () => undefined, warn: () => undefined };
    beforeAll(async () => {
      database = await cloneDatabase();
    });
    afterAll(() => database.drop());

    it.each([
      ['that passes no settings on', {}],
      [
        'that swallows settings',
        { ignore_startup_parameters: 'statement_timeout,idle_in_transaction_session_timeout,options' },
      ],
    ])('in DATABASE_URL, one %s', async (_, settings) => {
      const bouncer = await PgBouncer.start(null, settings);
      try {
        await expect(prepareDatabase(bouncer.before(database.url), quiet)).rejects.toThrow(
          /DATABASE_URL leads through a pooler .+ DATABASE_POOL_URL\./,
        );
      } finally {
        await bouncer.stop();
      }
    });

    it('in DATABASE_POOL_URL, one whose sessions are not set up', async () => {
      const bouncer = await PgBouncer.start(null);
      try {
        const pooled = bouncer.before(database.url);
        await expect(prepareDatabase(database.url, quiet, pooled)).rejects.toThrow(
          "statement_timeout is 0). Give the pooler connect_query='SET TimeZone=UTC; SET statement_timeout=15000",
        );
      } finally {
        await bouncer.stop();
      }
    });
  });
}

if (hasPgBouncer) behindPgBouncer();
