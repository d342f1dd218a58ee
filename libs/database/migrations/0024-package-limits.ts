import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much an account bears may depend on what was bought. */
export class PackageLimits1763700000024 implements MigrationInterface {
  readonly name = 'PackageLimits1763700000024';

  async up(runner: QueryRunner): Promise<void> {
    // Messages a minute of one account, as this installation is set; null: as the channel says.
    await runner.query('ALTER TABLE channel_here ADD COLUMN per_minute integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel_here DROP COLUMN per_minute');
  }
}
