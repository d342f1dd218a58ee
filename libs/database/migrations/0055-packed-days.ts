import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hourly figures of finished days, packed: a row a device and day instead of one an hour. */
export class PackedDays1763700000055 implements MigrationInterface {
  readonly name = 'PackedDays1763700000055';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The hours that begin on this day, in UTC (history/pack/packed-day.ts). An hour in telemetry_hour is newer.
      CREATE TABLE telemetry_hour_packed (
        device_no integer NOT NULL,
        day timestamptz NOT NULL,
        packed bytea NOT NULL,
        PRIMARY KEY (device_no, day)
      ) PARTITION BY RANGE (day);
      -- Beside the key, not in a table of its own: a year is read by hundreds of rows.
      ALTER TABLE telemetry_hour_packed ALTER COLUMN packed SET STORAGE MAIN;
      CREATE TABLE telemetry_hour_packed_default PARTITION OF telemetry_hour_packed DEFAULT;
      ALTER TABLE telemetry_hour_packed_default ALTER COLUMN packed SET STORAGE MAIN;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Years of figures stand packed only: a database is kept for them.
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT 1 FROM telemetry_hour_packed) THEN
          RAISE EXCEPTION 'hourly figures stand packed only';
        END IF;
      END $$;
      DROP TABLE telemetry_hour_packed;
    `);
  }
}
