import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each reader is told: duty, what waits and why, what was told together, the daily digest. */
export class Calm1763700000010 implements MigrationInterface {
  readonly name = 'Calm1763700000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who is on duty: shifts of every week and, for single days, others instead.
      CREATE TABLE unit_duty (
        unit_id uuid PRIMARY KEY REFERENCES unit (id),
        shifts jsonb NOT NULL,
        overrides jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL
      );

      -- Why it was put off to its due_at; null for what waits for its group.
      ALTER TABLE announcement ADD COLUMN held_for text;

      ALTER TABLE notification
        -- Why it might reach the target when it was decided.
        ADD COLUMN reach text,
        -- Which limit it waited or waits for.
        ADD COLUMN waits_for text,
        -- When its first attempt began: what counts against the target's budget. Tests do not count.
        ADD COLUMN spent_at timestamptz,
        -- The message it left with instead.
        ADD COLUMN bundled_into uuid REFERENCES notification (id) ON DELETE SET NULL;
      CREATE INDEX notification_spent ON notification (target_id, spent_at) WHERE spent_at IS NOT NULL;
      CREATE INDEX notification_spent_at ON notification (spent_at) WHERE spent_at IS NOT NULL;
      CREATE INDEX notification_bundled_into ON notification (bundled_into) WHERE bundled_into IS NOT NULL;

      ALTER TABLE unit_policy ADD COLUMN digest_at text
        CONSTRAINT unit_policy_digest_at_check CHECK (digest_at ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|off)$');

      -- When it is next asked whether the target gets its digest; null: not asked yet.
      ALTER TABLE target ADD COLUMN digest_due_at timestamptz;
      CREATE INDEX target_digest_due ON target (digest_due_at)
        WHERE removed_at IS NULL AND enabled AND audience = 'responsible';

      -- Once for a target and a local day, whatever clocks do.
      CREATE TABLE digest (
        target_id uuid NOT NULL REFERENCES target (id),
        day date NOT NULL,
        at timestamptz NOT NULL,
        reason text NOT NULL,
        notification_id uuid REFERENCES notification (id) ON DELETE SET NULL,
        PRIMARY KEY (target_id, day)
      );
      CREATE INDEX digest_at ON digest (at);
      CREATE INDEX digest_notification ON digest (notification_id) WHERE notification_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE digest;
      ALTER TABLE target DROP COLUMN digest_due_at;
      ALTER TABLE unit_policy DROP COLUMN digest_at;
      ALTER TABLE notification DROP COLUMN bundled_into, DROP COLUMN spent_at, DROP COLUMN waits_for, DROP COLUMN reach;
      ALTER TABLE announcement DROP COLUMN held_for;
      DROP TABLE unit_duty;
    `);
  }
}
