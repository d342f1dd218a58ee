import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which lamp will be dark tonight, said before sunset, and in the morning how right that was. */
export class DarkTonight1763700000038 implements MigrationInterface {
  readonly name = 'DarkTonight1763700000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dark_forecast (
        -- The local day on which the sun sets.
        night date NOT NULL,
        device_no integer NOT NULL REFERENCES device (device_no) ON DELETE CASCADE,
        decided_at timestamptz NOT NULL,
        dark boolean NOT NULL,
        likelihood real NOT NULL,
        reason text NOT NULL,
        rule text NOT NULL,
        -- Percent of the battery: then, expected at sunset, what the night needs, how sure that is.
        left_now real,
        left_at_dusk real,
        need real,
        uncertainty real,
        -- Looked at again at sunset.
        corrected_at timestamptz,
        corrected_dark boolean,
        corrected_likelihood real,
        -- In the morning: minutes without light for want of charge. NULL: nobody heard enough of it to know.
        scored_at timestamptz,
        dark_minutes real,
        PRIMARY KEY (night, device_no)
      );
      CREATE INDEX dark_forecast_device ON dark_forecast (device_no, night);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dark_forecast;');
  }
}
