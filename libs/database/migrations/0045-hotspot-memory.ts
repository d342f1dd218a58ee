import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is remembered of a hotspot's reports: its week, and how its faults stand. */
export class HotspotMemory1763700000045 implements MigrationInterface {
  readonly name = 'HotspotMemory1763700000045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Folded report by report (libs/domain/hotspots).
      CREATE TABLE hotspot_memory (
        device_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        at timestamptz NOT NULL,
        memory jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hotspot_memory;');
  }
}
