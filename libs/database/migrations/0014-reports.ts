import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that long work made for the person who asked for it: kept a day, fetched in their order. */
export class Reports1763700000014 implements MigrationInterface {
  readonly name = 'Reports1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who falls silent for longer than his lease has lost the work: what he still writes is refused.
      ALTER TABLE operation ADD COLUMN attempts integer NOT NULL DEFAULT 0;

      CREATE TABLE operation_file (
        operation_id uuid NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
        position integer NOT NULL,
        name text NOT NULL,
        content bytea NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (operation_id, position)
      );
      -- Already packed as tightly as it goes.
      ALTER TABLE operation_file ALTER COLUMN content SET STORAGE EXTERNAL;
      CREATE INDEX operation_file_created_at ON operation_file (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operation_file; ALTER TABLE operation DROP COLUMN attempts');
  }
}
