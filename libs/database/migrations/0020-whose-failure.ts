import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One receiver that fails again and again says nothing about the others at its host. */
export class WhoseFailure1763700000020 implements MigrationInterface {
  readonly name = 'WhoseFailure1763700000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whose message failed last: a target that fails again counts once.
      ALTER TABLE channel_account ADD COLUMN failed_target_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel_account DROP COLUMN failed_target_id');
  }
}
