import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hangs on a light's pole, and what is remembered of its reports. */
export class Lights1763700000037 implements MigrationInterface {
  readonly name = 'Lights1763700000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Without a row the battery is guessed by its voltage, and what lamp and panel should do is not known.
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

      -- Folded report by report (libs/domain/lights). Written when something of it matters, at least once an hour.
      CREATE TABLE light_memory (
        device_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        at timestamptz NOT NULL,
        memory jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE light_memory, light_profile;');
  }
}
