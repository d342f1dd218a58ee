import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a device worked when its installer left, tried while somebody looked, and kept with its reasons. */
export class Acceptance1763700000034 implements MigrationInterface {
  readonly name = 'Acceptance1763700000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- No foreign keys to what the test caused: commands, operations and messages are forgotten sooner than it is.
      CREATE TABLE acceptance_test (
        id uuid PRIMARY KEY,
        device_no integer NOT NULL REFERENCES device (device_no),
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running','passed','failed')),
        rule text NOT NULL,
        started_kind text NOT NULL,
        started_by uuid,
        started_name text,
        started_at timestamptz NOT NULL,
        deadline_at timestamptz NOT NULL,
        finished_at timestamptz,
        command_id uuid,
        operation_ids uuid[] NOT NULL DEFAULT '{}',
        notification_ids uuid[] NOT NULL DEFAULT '{}',
        -- The n-th of this device that was passed.
        ordinal integer,
        -- The steps with reasons and evidence, and the device as it was; written once, at the end.
        snapshot jsonb,
        -- Who was there, as they were written down.
        signing jsonb,
        signed_at timestamptz,
        CHECK ((state = 'running') = (finished_at IS NULL)),
        CHECK ((state = 'running') = (snapshot IS NULL)),
        CHECK ((state = 'passed') = (ordinal IS NOT NULL))
      );
      CREATE UNIQUE INDEX acceptance_test_running ON acceptance_test (device_no) WHERE state = 'running';
      CREATE UNIQUE INDEX acceptance_test_ordinal ON acceptance_test (device_no, ordinal);
      CREATE INDEX acceptance_test_device ON acceptance_test (device_no, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE acceptance_test;');
  }
}
