import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people told devices to do and what came of it; what was tried at the doors. */
export class CommandsAndSecurity1763700000008 implements MigrationInterface {
  readonly name = 'CommandsAndSecurity1763700000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE device_command (
        id uuid PRIMARY KEY,
        device_no integer NOT NULL REFERENCES device (device_no),
        name text NOT NULL CHECK (name IN ('reboot','lamp_test','set_interval','apply_config')),
        arguments jsonb NOT NULL,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued','sent','acknowledged','expired','cancelled')),
        reason text NOT NULL,
        result text CHECK (result IN ('done','refused','failed')),
        detail text,
        requested_kind text NOT NULL,
        requested_by uuid,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        sent_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        closed_at timestamptz,
        CHECK ((state = 'acknowledged') = (result IS NOT NULL)),
        CHECK ((state IN ('queued','sent')) = (closed_at IS NULL))
      );
      CREATE INDEX device_command_device ON device_command (device_no, id);
      -- Few at any time: what the doors deliver and time ends.
      CREATE INDEX device_command_open ON device_command (device_no, id) WHERE state IN ('queued','sent');
      CREATE INDEX device_command_ending ON device_command (expires_at) WHERE state IN ('queued','sent');

      -- One row for the same thing from the same place within a minute, whichever process saw it. No foreign key: the
      -- log outlives what it is about.
      CREATE TABLE security_event (
        id uuid PRIMARY KEY,
        minute timestamptz NOT NULL,
        event text NOT NULL,
        device_no integer,
        address text,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        count bigint NOT NULL,
        sample text NOT NULL
      );
      CREATE UNIQUE INDEX security_event_place ON security_event (minute, event, device_no, address) NULLS NOT DISTINCT;
      CREATE INDEX security_event_device ON security_event (device_no, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE security_event, device_command');
  }
}
