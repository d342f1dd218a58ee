import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finished hours of readings, packed: a row a device and hour instead of one a heartbeat. */
export class PackedHistory1763700000048 implements MigrationInterface {
  readonly name = 'PackedHistory1763700000048';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a device said between the hour's begin and its end, by when we received it (history/pack).
      CREATE TABLE telemetry_packed (
        device_no integer NOT NULL,
        hour timestamptz NOT NULL,
        samples integer NOT NULL,
        -- The earliest moment that a buffered reading in it speaks of; NULL: all came at once.
        late_from timestamptz,
        packed bytea NOT NULL,
        PRIMARY KEY (device_no, hour)
      ) PARTITION BY RANGE (hour);
      -- The bytes are deflated already.
      ALTER TABLE telemetry_packed ALTER COLUMN packed SET STORAGE EXTERNAL;
      CREATE TABLE telemetry_packed_default PARTITION OF telemetry_packed DEFAULT;
      ALTER TABLE telemetry_packed_default ALTER COLUMN packed SET STORAGE EXTERNAL;
      CREATE INDEX telemetry_packed_late ON telemetry_packed (device_no, late_from) WHERE late_from IS NOT NULL;

      -- Readings received before packed_until are read from packed hours; those before raw_from stand only there.
      ALTER TABLE telemetry_rollup ADD COLUMN packed_until timestamptz, ADD COLUMN raw_from timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Days that stand packed only would be lost: readings are what a database is kept for.
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT 1 FROM telemetry_rollup WHERE raw_from IS NOT NULL) THEN
          RAISE EXCEPTION 'days of readings stand packed only';
        END IF;
      END $$;
      ALTER TABLE telemetry_rollup DROP COLUMN raw_from, DROP COLUMN packed_until;
      DROP TABLE telemetry_packed;
    `);
  }
}
