import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units form a dated tree; people hold (role, unit) grants; contacts keep personal data apart so that it can be erased. */
export class TerritoryAndPeople1763700000001 implements MigrationInterface {
  readonly name = 'TerritoryAndPeople1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('country','province','region','commune','village','group','team')),
        name text NOT NULL,
        parent_id uuid REFERENCES unit (id),
        code text,
        valid_from date,
        valid_to date,
        latitude double precision,
        longitude double precision,
        time_zone text NOT NULL DEFAULT 'Asia/Ho_Chi_Minh',
        search text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX unit_parent_id ON unit (parent_id);
      CREATE UNIQUE INDEX unit_code_valid_from ON unit (code, valid_from) NULLS NOT DISTINCT WHERE code IS NOT NULL;

      -- Every parent a unit ever had; unit.parent_id mirrors the open row.
      CREATE TABLE unit_parent (
        unit_id uuid NOT NULL REFERENCES unit (id),
        valid_from timestamptz NOT NULL,
        parent_id uuid REFERENCES unit (id),
        valid_to timestamptz,
        PRIMARY KEY (unit_id, valid_from)
      );
      CREATE UNIQUE INDEX unit_parent_open ON unit_parent (unit_id) WHERE valid_to IS NULL;

      -- Former and other names, searched like the present one.
      CREATE TABLE unit_alias (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES unit (id),
        name text NOT NULL,
        valid_from date,
        valid_to date
      );
      CREATE INDEX unit_alias_unit_id ON unit_alias (unit_id);

      -- The present tree, flattened: scope checks are one lookup at any depth. Rebuilt by every move.
      CREATE TABLE unit_closure (
        ancestor_id uuid NOT NULL REFERENCES unit (id),
        descendant_id uuid NOT NULL REFERENCES unit (id),
        depth integer NOT NULL,
        PRIMARY KEY (ancestor_id, descendant_id)
      );
      CREATE INDEX unit_closure_descendant ON unit_closure (descendant_id, depth);

      -- NULL means: inherited from the nearest ancestor that says something.
      CREATE TABLE unit_policy (
        unit_id uuid PRIMARY KEY REFERENCES unit (id),
        group_wait_seconds integer CHECK (group_wait_seconds BETWEEN 0 AND 600),
        repeat_minutes integer,
        escalation jsonb,
        quiet_hours jsonb,
        budget jsonb,
        households_enabled boolean,
        show_camera_state boolean,
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL
      );

      CREATE TABLE app_user (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        name text NOT NULL,
        phone text,
        password_hash text,
        language text NOT NULL DEFAULT 'vi',
        disabled_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));

      CREATE TABLE user_grant (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id),
        role text NOT NULL CHECK (role IN ('admin','it_officer','unit_leader','group_member','installer','viewer')),
        unit_id uuid NOT NULL REFERENCES unit (id),
        valid_from timestamptz NOT NULL,
        valid_to timestamptz
      );
      CREATE UNIQUE INDEX user_grant_open ON user_grant (user_id, role, unit_id) WHERE valid_to IS NULL;

      -- One row per issued refresh token; a replayed one revokes its whole family.
      CREATE TABLE refresh_token (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id),
        family_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        revoked_at timestamptz
      );
      CREATE UNIQUE INDEX refresh_token_hash ON refresh_token (token_hash);
      CREATE INDEX refresh_token_family ON refresh_token (family_id);

      CREATE TABLE api_key (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        prefix text NOT NULL,
        key_hash bytea NOT NULL,
        hash_key_id text NOT NULL,
        role text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit (id),
        created_by uuid REFERENCES app_user (id),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      CREATE UNIQUE INDEX api_key_prefix ON api_key (prefix);

      -- Answers to creating calls, kept 24 h per caller.
      CREATE TABLE idempotency_key (
        caller text NOT NULL,
        key text NOT NULL,
        body_hash bytea NOT NULL,
        status integer,
        response jsonb,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (caller, key)
      );
      CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);

      -- Ids only, never names: erasing a person leaves the log true.
      CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('user','api_key','link','system')),
        actor_id uuid,
        action text NOT NULL,
        object_kind text NOT NULL,
        object_id uuid,
        unit_id uuid REFERENCES unit (id),
        detail jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX audit_log_unit_at ON audit_log (unit_id, at);

      -- What this installation knows of itself (instance id, first administrator made, …).
      CREATE TABLE setting (
        key text PRIMARY KEY,
        value jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE setting, audit_log, idempotency_key, api_key, refresh_token, user_grant, app_user,
        unit_policy, unit_closure, unit_alias, unit_parent, unit;
    `);
  }
}
