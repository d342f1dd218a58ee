import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '#libs/database';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';

/** What `typeorm migration:generate --check` would write: the difference between migrated tables and entities. */
const difference = async (source: DataSource) =>
  (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

describe('migrations and entities', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await cloneDatabase();
    source = await createDataSource(database.url).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('agree: nothing is left to generate', async () => {
    expect(await difference(source)).toEqual([]);
  });

  it('are seen to disagree when a column goes missing', async () => {
    await source.query('ALTER TABLE site DROP COLUMN landmark CASCADE');
    expect(await difference(source)).toEqual([expect.stringContaining('landmark')]);
  });
});
