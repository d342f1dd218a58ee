import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logins that a machine did not let in are counted in one place, for all pollers, agents and installers together. */
export class CameraTries1763700000042 implements MigrationInterface {
  readonly name = 'CameraTries1763700000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A machine is known by its host within one network: ours, or that of an edge agent. No row: it let us in last time.
      CREATE TABLE camera_tries (
        -- The agent's device_no; 0: reached by our own pollers.
        network integer NOT NULL,
        host text NOT NULL,
        spent integer NOT NULL CHECK (spent > 0),
        last_at timestamptz NOT NULL,
        PRIMARY KEY (network, host)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE camera_tries;');
  }
}
