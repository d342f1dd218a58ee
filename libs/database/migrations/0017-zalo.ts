import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens that rotate, what Zalo says of its accounts, what comes in from chats and what we answer there. */
export class Zalo1763700000017 implements MigrationInterface {
  readonly name = 'Zalo1763700000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row an account, locked while it is refreshed. Texts are sealed with the account's name and their own.
      CREATE TABLE channel_token (
        account text PRIMARY KEY,
        access_ciphertext bytea,
        access_key_id text,
        refresh_ciphertext bytea,
        refresh_key_id text,
        access_until timestamptz,
        -- When this pair was given.
        refreshed_at timestamptz,
        -- Counts pairs: whoever was refused with an older one takes the present one.
        generation integer NOT NULL DEFAULT 0,
        -- A consent that nobody has exchanged for a pair yet.
        code_ciphertext bytea,
        code_key_id text,
        code_at timestamptz,
        -- Why a person has to consent again; null: nothing is wrong.
        refused_reason text,
        refused_at timestamptz
      );

      -- What an account said of itself when it was last asked; facts are for people to read.
      CREATE TABLE zalo_account (
        account text PRIMARY KEY,
        facts jsonb NOT NULL DEFAULT '{}',
        problem text,
        checked_at timestamptz NOT NULL,
        -- Consultation messages of a state agency go by the old address.
        uses_v2 boolean NOT NULL DEFAULT false
      );

      -- As received, so that nothing is lost while it waits; kept for a month.
      CREATE TABLE zalo_event (
        id uuid PRIMARY KEY,
        door text NOT NULL CHECK (door IN ('oa','bot')),
        event_key text NOT NULL,
        name text NOT NULL,
        body text NOT NULL,
        received_at timestamptz NOT NULL,
        processed_at timestamptz,
        outcome text
      );
      CREATE UNIQUE INDEX zalo_event_key ON zalo_event (door, event_key);
      CREATE INDEX zalo_event_waiting ON zalo_event (id) WHERE processed_at IS NULL;
      CREATE INDEX zalo_event_received ON zalo_event (received_at);

      -- A code that somebody types in a chat to tie it to a unit.
      CREATE TABLE zalo_link (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES unit (id),
        -- Given: its address is set. Null until used otherwise: then a target is made.
        target_id uuid REFERENCES target (id),
        name text NOT NULL,
        audience text NOT NULL CHECK (audience IN ('responsible','households')),
        code_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE UNIQUE INDEX zalo_link_code ON zalo_link (code_hash);
      CREATE INDEX zalo_link_unit ON zalo_link (unit_id, created_at);

      -- What we remember of a chat: wrong codes, and what we asked there.
      CREATE TABLE zalo_chat (
        space text NOT NULL CHECK (space IN ('zalo_group','zalo_user','zalo_bot')),
        chat_id text NOT NULL,
        wrong_codes integer NOT NULL DEFAULT 0,
        wrong_since timestamptz,
        asked uuid[],
        asked_at timestamptz,
        PRIMARY KEY (space, chat_id)
      );

      -- Which target is told in this chat?
      CREATE INDEX target_zalo_chat ON target (coalesce(address->>'groupId', address->>'chatId', address->>'userId'))
        WHERE channel IN ('zalo_gmf','zalo_bot','zalo_template');

      -- What we say in a chat because somebody spoke there.
      CREATE TABLE zalo_answer (
        id uuid PRIMARY KEY,
        space text NOT NULL CHECK (space IN ('zalo_group','zalo_user','zalo_bot')),
        chat_id text NOT NULL,
        text text NOT NULL,
        created_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        -- Null: over.
        next_attempt_at timestamptz,
        outcome text
      );
      CREATE INDEX zalo_answer_due ON zalo_answer (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX target_zalo_chat; DROP TABLE zalo_answer, zalo_chat, zalo_link, zalo_event, zalo_account, channel_token;',
    );
  }
}
