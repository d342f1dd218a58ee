import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of a message after a channel took it, who hears instead, and how each account of a channel stands. */
export class DeliveryTruth1763700000018 implements MigrationInterface {
  readonly name = 'DeliveryTruth1763700000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notification
        -- What the provider calls it: receipts and replies name it.
        ADD COLUMN provider_message_id text,
        ADD COLUMN delivered_at timestamptz,
        ADD COLUMN read_at timestamptz,
        -- The message to another target that could not be delivered.
        ADD COLUMN fell_back_from uuid REFERENCES notification (id) ON DELETE SET NULL,
        DROP CONSTRAINT notification_state_check,
        ADD CONSTRAINT notification_state_check
          CHECK (state IN ('queued','sending','accepted','delivered','read','failed','fell_back','suppressed'));
      CREATE INDEX notification_provider_message ON notification (channel, provider_message_id)
        WHERE provider_message_id IS NOT NULL;
      CREATE INDEX notification_fell_back_from ON notification (fell_back_from) WHERE fell_back_from IS NOT NULL;

      -- What a provider told of a message whose acceptance is not on record yet; kept for a day.
      CREATE TABLE delivery_receipt (
        channel text NOT NULL,
        provider_message_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('delivered','read')),
        at timestamptz NOT NULL,
        PRIMARY KEY (channel, provider_message_id, kind)
      );
      CREATE INDEX delivery_receipt_at ON delivery_receipt (at);

      ALTER TABLE target
        -- Who hears when it cannot be reached: a target of its unit or of one above.
        ADD COLUMN fallback_target_id uuid REFERENCES target (id),
        -- Hears only what others could not be told.
        ADD COLUMN only_as_fallback boolean NOT NULL DEFAULT false,
        -- Why it is not tried until a person repairs it.
        ADD COLUMN unusable_reason text,
        ADD COLUMN unusable_since timestamptz,
        -- Since when nothing it was sent was accepted; null: the last message was.
        ADD COLUMN failing_since timestamptz,
        -- Signs beside the new secret until receivers know that one.
        ADD COLUMN old_secret_ciphertext bytea,
        ADD COLUMN old_secret_key_id text,
        ADD COLUMN old_secret_until timestamptz;
      CREATE INDEX target_fallback ON target (fallback_target_id) WHERE fallback_target_id IS NOT NULL;

      -- One provider account of a channel, or one webhook host: changed only under the lock of claims.
      CREATE TABLE channel_account (
        channel text NOT NULL,
        account text NOT NULL,
        -- Failures of the provider one after the other.
        failures integer NOT NULL DEFAULT 0,
        -- Null: closed. Else nothing leaves before probe_at, and then one message at a time.
        opened_at timestamptz,
        probe_at timestamptz,
        -- The provider asked for patience.
        rest_until timestamptz,
        -- A person has to do what it says; null: nothing.
        paused_reason text,
        paused_at timestamptz,
        -- What is left of the messages a minute, as of refilled_at.
        tokens double precision,
        refilled_at timestamptz,
        last_success_at timestamptz,
        last_failure_at timestamptz,
        last_reason text,
        PRIMARY KEY (channel, account)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE channel_account, delivery_receipt;
      ALTER TABLE target DROP COLUMN old_secret_until, DROP COLUMN old_secret_key_id, DROP COLUMN old_secret_ciphertext,
        DROP COLUMN failing_since, DROP COLUMN unusable_since, DROP COLUMN unusable_reason, DROP COLUMN only_as_fallback,
        DROP COLUMN fallback_target_id;
      UPDATE notification SET state = 'accepted' WHERE state IN ('delivered','read');
      UPDATE notification SET state = 'failed' WHERE state = 'fell_back';
      ALTER TABLE notification DROP CONSTRAINT notification_state_check,
        ADD CONSTRAINT notification_state_check
          CHECK (state IN ('queued','sending','accepted','failed','suppressed')),
        DROP COLUMN fell_back_from, DROP COLUMN read_at, DROP COLUMN delivered_at, DROP COLUMN provider_message_id;
    `);
  }
}
