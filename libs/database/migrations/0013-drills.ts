import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drills of groups, and the canary: a device of our own that fails every day to see whether it is told. */
export class Drills1763700000013 implements MigrationInterface {
  readonly name = 'Drills1763700000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- {"day":1..28,"at":"HH:MM"}; day 0: none here. Null: what the unit above says.
      ALTER TABLE unit_policy ADD COLUMN drill jsonb;

      CREATE TABLE drill (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES unit (id),
        -- First day of the local month it is for; null: asked for by a person.
        month date,
        state text NOT NULL CHECK (state IN ('waiting','told','given_up')),
        reason text NOT NULL,
        rule text NOT NULL,
        asked_by_kind text NOT NULL,
        asked_by uuid,
        -- When it is looked at next; null once it is over.
        due_at timestamptz,
        created_at timestamptz NOT NULL,
        told_at timestamptz,
        -- The first who pressed the button.
        acknowledged_at timestamptz,
        acknowledged_by_name text
      );
      -- Once for a unit and a month, whatever dies and wherever clocks go.
      CREATE UNIQUE INDEX drill_unit_month ON drill (unit_id, month) WHERE month IS NOT NULL;
      CREATE INDEX drill_unit ON drill (unit_id, created_at, id);
      CREATE INDEX drill_due_at ON drill (due_at) WHERE state = 'waiting';

      -- Who was told by it. The link acknowledges the drill and nothing else.
      CREATE TABLE drill_target (
        drill_id uuid NOT NULL REFERENCES drill (id) ON DELETE CASCADE,
        target_id uuid NOT NULL REFERENCES target (id),
        notification_id uuid REFERENCES notification (id) ON DELETE SET NULL,
        token_hash bytea,
        expires_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by_name text,
        PRIMARY KEY (drill_id, target_id)
      );
      CREATE UNIQUE INDEX drill_target_token_hash ON drill_target (token_hash) WHERE token_hash IS NOT NULL;
      CREATE INDEX drill_target_notification ON drill_target (notification_id) WHERE notification_id IS NOT NULL;

      -- A unit beside the tree: nobody's territory covers it, so no list, count or map shows what is in it.
      ALTER TABLE unit DROP CONSTRAINT unit_kind_check;
      ALTER TABLE unit ADD CONSTRAINT unit_kind_check
        CHECK (kind IN ('country','province','region','commune','village','group','team','canary'));
      -- The engine listens to its canary, and to nobody else.
      ALTER TABLE door DROP CONSTRAINT door_kind_check;
      ALTER TABLE door ADD CONSTRAINT door_kind_check CHECK (kind IN ('broker','poller','canary'));

      -- At most one. Off while it has no target.
      CREATE TABLE canary (
        id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        unit_id uuid NOT NULL REFERENCES unit (id),
        device_no integer NOT NULL REFERENCES device (device_no),
        target_id uuid REFERENCES target (id),
        at text NOT NULL CHECK (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        time_zone text NOT NULL,
        updated_at timestamptz NOT NULL
      );

      -- One silence a day, and what became of it.
      CREATE TABLE canary_run (
        day date PRIMARY KEY,
        started_at timestamptz NOT NULL,
        -- From when on it is an outage.
        deadline_at timestamptz NOT NULL,
        -- Until when a person has to be told.
        limit_at timestamptz NOT NULL,
        incident_id uuid,
        incident_at timestamptz,
        accepted_at timestamptz,
        -- When it spoke again, and when its end was told.
        spoke_at timestamptz,
        end_accepted_at timestamptz,
        finished_at timestamptz,
        outcome text NOT NULL CHECK (outcome IN ('running','told','late','failed')),
        -- What the channel said last, where it did not accept.
        error text,
        reason text NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE canary_run, canary;
      DELETE FROM door WHERE kind = 'canary';
      ALTER TABLE door DROP CONSTRAINT door_kind_check;
      ALTER TABLE door ADD CONSTRAINT door_kind_check CHECK (kind IN ('broker','poller'));
      UPDATE unit SET kind = 'team' WHERE kind = 'canary';
      ALTER TABLE unit DROP CONSTRAINT unit_kind_check;
      ALTER TABLE unit ADD CONSTRAINT unit_kind_check
        CHECK (kind IN ('country','province','region','commune','village','group','team'));
      DROP TABLE drill_target, drill;
      ALTER TABLE unit_policy DROP COLUMN drill;
    `);
  }
}
