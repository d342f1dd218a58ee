import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Little sun for days is a cause like a power cut: it explains the empty batteries below one sky. */
export class Weather1763700000046 implements MigrationInterface {
  readonly name = 'Weather1763700000046';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incident DROP CONSTRAINT incident_cause_check;
      ALTER TABLE incident ADD CONSTRAINT incident_cause_check
        CHECK (cause IN ('device','power_cut','uplink','carrier','planned','self','weather'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM incident WHERE cause = 'weather';
      ALTER TABLE incident DROP CONSTRAINT incident_cause_check;
      ALTER TABLE incident ADD CONSTRAINT incident_cause_check
        CHECK (cause IN ('device','power_cut','uplink','carrier','planned','self'));
    `);
  }
}
