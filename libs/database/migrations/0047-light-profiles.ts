import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hangs on poles is written down once for all lamps of a make; and how worn their parts are, for the plan. */
export class LightProfiles1763700000047 implements MigrationInterface {
  readonly name = 'LightProfiles1763700000047';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row a lamp, which nothing ever wrote.
      DROP TABLE light_profile;
      CREATE TABLE light_profile (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES unit (id),
        name text NOT NULL,
        chemistry text NOT NULL CHECK (chemistry IN ('lead_acid','lifepo4','li_ion')),
        nominal_volts real NOT NULL CHECK (nominal_volts > 0),
        capacity_ah real NOT NULL CHECK (capacity_ah > 0),
        panel_watts real NOT NULL CHECK (panel_watts > 0),
        lamp_watts real NOT NULL CHECK (lamp_watts > 0),
        dimming jsonb NOT NULL,
        sensor_only boolean NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX light_profile_unit_id ON light_profile (unit_id, name, id);

      -- A light without a row: its battery is guessed by its voltage, and what lamp and panel should do is not known.
      CREATE TABLE light_with_profile (
        device_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        profile_id uuid NOT NULL REFERENCES light_profile (id) ON DELETE CASCADE
      );
      CREATE INDEX light_with_profile_profile_id ON light_with_profile (profile_id);

      -- 0 (new) to 1 (gone); null: not known. Of the memory beside it, so that a list need not read memories.
      ALTER TABLE light_memory ADD COLUMN battery_wear real, ADD COLUMN panel_wear real;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE light_memory DROP COLUMN battery_wear, DROP COLUMN panel_wear;
      DROP TABLE light_with_profile, light_profile;
      CREATE TABLE light_profile (
        device_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        chemistry text NOT NULL CHECK (chemistry IN ('lead_acid','lifepo4','li_ion')),
        nominal_volts real NOT NULL CHECK (nominal_volts > 0),
        capacity_ah real NOT NULL CHECK (capacity_ah > 0),
        panel_watts real NOT NULL CHECK (panel_watts > 0),
        lamp_watts real NOT NULL CHECK (lamp_watts > 0),
        dimming jsonb NOT NULL DEFAULT '[]',
        sensor_only boolean NOT NULL DEFAULT false,
        updated_at timestamptz NOT NULL
      );
    `);
  }
}
