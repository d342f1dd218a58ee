import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What just failed is looked for every second: another target may hear it instead. */
export class FailedMessages1763700000019 implements MigrationInterface {
  readonly name = 'FailedMessages1763700000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX notification_failed_at ON notification (failed_at) WHERE state = 'failed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX notification_failed_at');
  }
}
