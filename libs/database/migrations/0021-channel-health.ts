import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which channels the engine has, and what paid ones cost. */
export class ChannelHealth1763700000021 implements MigrationInterface {
  readonly name = 'ChannelHealth1763700000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- An engine says every few seconds over what it can send: other processes may be configured otherwise.
      CREATE TABLE channel_here (
        channel text PRIMARY KEY,
        seen_at timestamptz NOT NULL
      );

      -- What paid messages of a month (YYYY-MM, Vietnam) cost at the price of the day.
      CREATE TABLE channel_cost (
        month text NOT NULL,
        channel text NOT NULL,
        messages integer NOT NULL,
        dong bigint NOT NULL,
        PRIMARY KEY (month, channel)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_cost, channel_here');
  }
}
