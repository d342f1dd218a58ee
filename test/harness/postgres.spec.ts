import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '#libs/database';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from './postgres.ts';

describe('a database for each test file', () => {
  let databases: readonly TestDatabase[];
  let sources: DataSource[];

  beforeAll(async () => {
    databases = await Promise.all([cloneDatabase(), cloneDatabase()]);
    sources = await Promise.all(databases.map(({ url }) => createDataSource(url).initialize()));
  });
  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('is migrated: nothing is pending', async () => {
    expect(await sources[0]?.showMigrations()).toBe(false);
  });

  it('does not see the rows of another', async () => {
    await sources[0]?.query('DELETE FROM poll_block');
    expect(await sources[1]?.query('SELECT count(*)::int AS count FROM poll_block')).toEqual([{ count: 64 }]);
  });
});
