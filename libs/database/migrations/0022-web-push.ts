import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browsers that people have asked to be told in, and the key by which push services know us. */
export class WebPush1763700000022 implements MigrationInterface {
  readonly name = 'WebPush1763700000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One pair for the whole installation: a browser's subscription is tied to it.
      CREATE TABLE push_key (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        public_key text NOT NULL,
        private_ciphertext bytea NOT NULL,
        private_key_id text NOT NULL,
        made_at timestamptz NOT NULL
      );

      -- Whose device a web_push target is; its address is sealed in the target's secret.
      CREATE TABLE push_subscription (
        target_id uuid PRIMARY KEY REFERENCES target (id),
        user_id uuid NOT NULL REFERENCES app_user (id),
        -- The sign-in on that device: when it is ended, so is this.
        session_id uuid NOT NULL,
        endpoint_hash bytea NOT NULL
      );
      CREATE UNIQUE INDEX push_subscription_endpoint ON push_subscription (endpoint_hash);
      CREATE UNIQUE INDEX push_subscription_session ON push_subscription (session_id);
      CREATE INDEX push_subscription_user ON push_subscription (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE push_subscription, push_key');
  }
}
