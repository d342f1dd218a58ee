import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { migrate } from '#libs/database';
import { type TestDatabase, cloneDatabase } from '../harness/postgres.ts';

jest.setTimeout(30_000);

let database: TestDatabase;
let watcher: DataSource;
/** What happens inside the second migration, between its two statements. */
let betweenStatements: (runner: QueryRunner) => Promise<void>;

class First1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE first (id int)');
  }
  async down(): Promise<void> {}
}
class Second1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE second (id int)');
    await betweenStatements(runner);
    await runner.query('ALTER TABLE second ADD COLUMN name text');
  }
  async down(): Promise<void> {}
}

const source = () =>
  new DataSource({
    type: 'postgres',
    url: database.url,
    migrations: [First1763700000001, Second1763700000002],
    migrationsTableName: 'trial_migration',
    extra: { statement_timeout: 200 },
  });

beforeEach(async () => {
  database = await cloneDatabase();
  betweenStatements = async () => undefined;
  watcher = await source().initialize();
});
afterEach(async () => {
  await watcher.destroy();
  await database.drop();
});

const done = async () =>
  (await watcher.query<{ name: string }[]>('SELECT name FROM trial_migration ORDER BY id')).map(({ name }) => name);

describe('migrate', () => {
  it('lets one of several work while the others wait', async () => {
    const runs = await Promise.all([migrate(source()), migrate(source()), migrate(source())]);
    expect(runs.flat()).toEqual(['First1763700000001', 'Second1763700000002']);
    expect(await done()).toEqual(['First1763700000001', 'Second1763700000002']);
  });

  it('finishes what a killed run began, with nothing half-done in between', async () => {
    betweenStatements = async (runner) => {
      await watcher.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await runner.query('SELECT 1');
    };
    await expect(migrate(source())).rejects.toThrow();
    expect(await done()).toEqual(['First1763700000001']);
    expect(await watcher.query("SELECT to_regclass('second') AS second")).toEqual([{ second: null }]);
    betweenStatements = async () => undefined;
    expect(await migrate(source())).toEqual(['Second1763700000002']);
  });

  it('may take longer than an ordinary statement', async () => {
    betweenStatements = async (runner) => void (await runner.query('SELECT pg_sleep(0.4)'));
    expect(await migrate(source())).toEqual(['First1763700000001', 'Second1763700000002']);
  });
});
