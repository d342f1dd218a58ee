import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told about, how they are told, and why or why not. */
export class IncidentsAndMessages1763700000004 implements MigrationInterface {
  readonly name = 'IncidentsAndMessages1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A person outside the accounts: a phone number or an e-mail address. Erased without touching what refers to it.
      CREATE TABLE contact (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES unit (id),
        name text,
        email text,
        phone text,
        created_at timestamptz NOT NULL,
        erased_at timestamptz
      );

      -- How a unit is told. Addresses that are personal data live in contact.
      CREATE TABLE target (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES unit (id),
        channel text NOT NULL
          CHECK (channel IN ('zalo_gmf','zalo_bot','zalo_template','web_push','email','sms','webhook')),
        audience text NOT NULL DEFAULT 'responsible' CHECK (audience IN ('responsible','households')),
        name text NOT NULL,
        address jsonb NOT NULL DEFAULT '{}',
        contact_id uuid REFERENCES contact (id),
        secret_ciphertext bytea,
        secret_key_id text,
        language text NOT NULL DEFAULT 'vi' CHECK (language IN ('vi','en')),
        minimum_severity text NOT NULL DEFAULT 'minor' CHECK (minimum_severity IN ('info','minor','major','critical')),
        quiet_hours jsonb,
        enabled boolean NOT NULL DEFAULT true,
        removed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX target_unit_id ON target (unit_id);

      CREATE TABLE incident (
        id uuid PRIMARY KEY,
        -- 'device:{no}:{fault or offline}' or '{cause}:{scope unit}': one open incident each.
        identity text NOT NULL,
        cause text NOT NULL CHECK (cause IN ('device','power_cut','uplink','carrier','planned','self')),
        fault_code text,
        device_no integer REFERENCES device (device_no),
        scope_unit_id uuid NOT NULL REFERENCES unit (id),
        unit_id uuid NOT NULL REFERENCES unit (id),
        site_id uuid,
        hardware_id uuid,
        severity text NOT NULL CHECK (severity IN ('info','minor','major','critical')),
        state text NOT NULL CHECK (state IN ('open','acknowledged','resolved')),
        reason text NOT NULL,
        rule text NOT NULL,
        -- When it began, and when we knew.
        started_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        acknowledged_at timestamptz,
        acknowledged_by_user uuid REFERENCES app_user (id),
        acknowledged_by_name text,
        ended_at timestamptz,
        resolved_at timestamptz,
        resolved_reason text,
        version integer NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX incident_identity_open ON incident (identity) WHERE state <> 'resolved';
      CREATE INDEX incident_unit ON incident (unit_id, opened_at, id);
      CREATE INDEX incident_by_device ON incident (device_no, opened_at);

      CREATE TABLE incident_device (
        incident_id uuid NOT NULL REFERENCES incident (id),
        device_no integer NOT NULL REFERENCES device (device_no),
        joined_at timestamptz NOT NULL,
        left_at timestamptz,
        PRIMARY KEY (incident_id, device_no)
      );
      CREATE INDEX incident_device_device ON incident_device (device_no);

      -- The story of an incident, each line with its reason.
      CREATE TABLE incident_event (
        id uuid PRIMARY KEY,
        incident_id uuid NOT NULL REFERENCES incident (id),
        at timestamptz NOT NULL,
        kind text NOT NULL,
        reason text NOT NULL,
        rule text,
        actor_kind text NOT NULL CHECK (actor_kind IN ('engine','user','api_key','link','channel')),
        actor_id uuid,
        actor_name text,
        detail jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX incident_event_incident ON incident_event (incident_id, at, id);

      -- Something happened to an incident that may have to be told, once its group wait is over. Claimed rows are deleted.
      CREATE TABLE announcement (
        id uuid PRIMARY KEY,
        incident_id uuid NOT NULL REFERENCES incident (id),
        event text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit (id),
        due_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX announcement_due_at ON announcement (due_at);

      -- The outbox: one message to one target over one channel. Text is rendered when sent.
      CREATE TABLE notification (
        id uuid PRIMARY KEY,
        target_id uuid NOT NULL REFERENCES target (id),
        unit_id uuid NOT NULL REFERENCES unit (id),
        channel text NOT NULL,
        event text NOT NULL,
        variables jsonb NOT NULL,
        severity text NOT NULL,
        language text NOT NULL,
        state text NOT NULL CHECK (state IN ('queued','sending','accepted','failed','suppressed')),
        reason text NOT NULL,
        rule text NOT NULL,
        idempotency_key text NOT NULL,
        created_at timestamptz NOT NULL,
        next_attempt_at timestamptz,
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        accepted_at timestamptz,
        failed_at timestamptz,
        last_error text
      );
      CREATE UNIQUE INDEX notification_idempotency_key ON notification (idempotency_key);
      CREATE INDEX notification_to_send ON notification (next_attempt_at) WHERE state IN ('queued','sending');
      CREATE INDEX notification_target ON notification (target_id, created_at);

      CREATE TABLE notification_incident (
        notification_id uuid NOT NULL REFERENCES notification (id),
        incident_id uuid NOT NULL REFERENCES incident (id),
        PRIMARY KEY (notification_id, incident_id)
      );
      CREATE INDEX notification_incident_incident ON notification_incident (incident_id);

      CREATE TABLE notification_attempt (
        id uuid PRIMARY KEY,
        notification_id uuid NOT NULL REFERENCES notification (id),
        attempt integer NOT NULL,
        started_at timestamptz NOT NULL,
        finished_at timestamptz,
        outcome text,
        status_code integer,
        detail text
      );
      CREATE UNIQUE INDEX notification_attempt_no ON notification_attempt (notification_id, attempt);

      -- What each target last heard of an incident: nobody is told the same thing twice.
      CREATE TABLE told (
        target_id uuid NOT NULL REFERENCES target (id),
        incident_id uuid NOT NULL REFERENCES incident (id),
        event text NOT NULL,
        notification_id uuid NOT NULL REFERENCES notification (id),
        at timestamptz NOT NULL,
        PRIMARY KEY (target_id, incident_id, event)
      );
      CREATE INDEX told_incident ON told (incident_id);

      -- A link in a message that acknowledges one incident without login.
      CREATE TABLE ack_link (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL,
        incident_id uuid NOT NULL REFERENCES incident (id),
        target_id uuid NOT NULL REFERENCES target (id),
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX ack_link_token_hash ON ack_link (token_hash);

      -- What open screens are told. Read in (xid, seq) order up to the oldest running transaction; kept an hour.
      CREATE TABLE live_event (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        kind text NOT NULL CHECK (kind IN ('health','incident')),
        unit_id uuid NOT NULL,
        payload jsonb NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX live_event_order ON live_event (xid, seq);
      CREATE INDEX live_event_at ON live_event USING brin (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE live_event, ack_link, told, notification_attempt, notification_incident, notification, announcement,
        incident_event, incident_device, incident, target, contact;
    `);
  }
}
