import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An account belongs to the unit that manages it, so that it is nobody's before its first grant; lists page by
 * (name, id) over a whole territory; search finds a part of a word without reading every row.
 */
export class PeopleAndLists1763700000005 implements MigrationInterface {
  readonly name = 'PeopleAndLists1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE app_user ADD COLUMN unit_id uuid REFERENCES unit (id);
      UPDATE app_user SET unit_id = coalesce(
        (SELECT g.unit_id FROM user_grant g WHERE g.user_id = app_user.id ORDER BY g.valid_to DESC, g.valid_from LIMIT 1),
        (SELECT id FROM unit WHERE parent_id IS NULL ORDER BY id LIMIT 1));
      ALTER TABLE app_user ALTER COLUMN unit_id SET NOT NULL;
      CREATE INDEX app_user_unit_id ON app_user (unit_id);
      CREATE INDEX user_grant_unit_id ON user_grant (unit_id);
      CREATE INDEX api_key_unit_id ON api_key (unit_id);
      CREATE INDEX refresh_token_user_id ON refresh_token (user_id);
      CREATE INDEX refresh_token_expires_at ON refresh_token (expires_at);

      CREATE INDEX device_name ON device (name, id);
      CREATE INDEX transition_site ON transition (site_id, occurred_at);

      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE INDEX device_search ON device USING gin (search gin_trgm_ops);
      CREATE INDEX unit_search ON unit USING gin (search gin_trgm_ops);
      CREATE INDEX site_search ON site USING gin (search gin_trgm_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX site_search, unit_search, device_search, transition_site, device_name, refresh_token_expires_at,
        refresh_token_user_id, api_key_unit_id, user_grant_unit_id, app_user_unit_id;
      ALTER TABLE app_user DROP COLUMN unit_id;
    `);
  }
}
