import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A site is the place, hardware the thing, a device the role of a thing at a place: replacing a thing keeps the history. */
export class Registry1763700000002 implements MigrationInterface {
  readonly name = 'Registry1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE site (
        id uuid PRIMARY KEY,
        code text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit (id),
        name text,
        landmark text,
        latitude double precision,
        longitude double precision,
        public_token text NOT NULL,
        search text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX site_code ON site (code);
      CREATE UNIQUE INDEX site_public_token ON site (public_token);
      CREATE INDEX site_unit_id ON site (unit_id);

      CREATE TABLE hardware (
        id uuid PRIMARY KEY,
        manufacturer text,
        model text,
        serial text,
        mac text,
        firmware text,
        retired_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX hardware_serial ON hardware (serial) WHERE retired_at IS NULL AND serial IS NOT NULL;
      CREATE UNIQUE INDEX hardware_mac ON hardware (mac) WHERE retired_at IS NULL AND mac IS NOT NULL;

      CREATE TABLE device (
        id uuid PRIMARY KEY,
        device_no serial NOT NULL,
        kind text NOT NULL CHECK (kind IN ('camera','solar_light','wifi_hotspot','edge_agent')),
        code text NOT NULL,
        name text NOT NULL,
        site_id uuid NOT NULL REFERENCES site (id),
        unit_id uuid NOT NULL REFERENCES unit (id),
        hardware_id uuid REFERENCES hardware (id),
        uplink_device_id uuid REFERENCES device (id),
        power_source text NOT NULL DEFAULT 'unknown',
        payer text,
        funding text,
        interval_seconds integer NOT NULL CHECK (interval_seconds BETWEEN 5 AND 86400),
        offline_after_seconds integer NOT NULL CHECK (offline_after_seconds BETWEEN 15 AND 604800),
        lifecycle text NOT NULL DEFAULT 'active' CHECK (lifecycle IN ('active','decommissioned')),
        maintenance_until timestamptz,
        secret_hash bytea,
        secret_key_id text,
        secret_changed_at timestamptz,
        search text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN device.unit_id IS 'the responsible unit; defaults to the unit of the site';
      CREATE UNIQUE INDEX device_device_no ON device (device_no);
      CREATE UNIQUE INDEX device_code ON device (code);
      CREATE INDEX device_site_id ON device (site_id);
      CREATE INDEX device_unit_id ON device (unit_id, name, id);
      CREATE INDEX device_hardware_id ON device (hardware_id);

      -- One row a device that ever changed, stamped with the changing transaction: doors read up to the oldest running
      -- one, so a late commit is never skipped. The notification only wakes them sooner.
      CREATE TABLE device_change (
        device_no integer PRIMARY KEY,
        xid xid8 NOT NULL
      );
      CREATE INDEX device_change_xid ON device_change (xid);
      CREATE FUNCTION device_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO device_change (device_no, xid) VALUES (NEW.device_no, pg_current_xact_id())
          ON CONFLICT (device_no) DO UPDATE SET xid = excluded.xid;
        PERFORM pg_notify('device_changed', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER device_changed AFTER INSERT OR UPDATE ON device FOR EACH ROW EXECUTE FUNCTION device_changed();
      CREATE FUNCTION camera_endpoint_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO device_change (device_no, xid)
          SELECT device_no, pg_current_xact_id() FROM device WHERE id = NEW.device_id
          ON CONFLICT (device_no) DO UPDATE SET xid = excluded.xid;
        PERFORM pg_notify('device_changed', '');
        RETURN NULL;
      END $$;

      -- Where a camera answers and how we sign in. The ciphertext is bound to the device id and names its key.
      CREATE TABLE camera_endpoint (
        device_id uuid PRIMARY KEY REFERENCES device (id),
        scheme text NOT NULL CHECK (scheme IN ('http','https')),
        host text NOT NULL,
        port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
        path text NOT NULL,
        username text,
        password_ciphertext bytea,
        password_key_id text,
        credential_version integer NOT NULL DEFAULT 1,
        basic_allowed boolean NOT NULL DEFAULT false,
        -- What all pollers know of this credential: after a clear rejection nobody tries it before this moment.
        credential_state text NOT NULL DEFAULT 'untried'
          CHECK (credential_state IN ('untried','accepted','rejected','locked_out')),
        credential_blocked_until timestamptz,
        credential_checked_at timestamptz,
        attempts_left integer,
        updated_at timestamptz NOT NULL
      );

      CREATE TRIGGER camera_endpoint_changed
        AFTER INSERT OR UPDATE OF scheme, host, port, path, username, credential_version, basic_allowed
        ON camera_endpoint FOR EACH ROW EXECUTE FUNCTION camera_endpoint_changed();

      -- Long work asked for by people and done by whichever process owns the kind.
      CREATE TABLE operation (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued','running','succeeded','failed')),
        progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
        unit_id uuid NOT NULL REFERENCES unit (id),
        requested_by uuid,
        request jsonb NOT NULL DEFAULT '{}',
        result jsonb,
        error_code text,
        lease_until timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX operation_open ON operation (kind, created_at) WHERE state IN ('queued','running');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE operation, camera_endpoint, device_change, device, hardware, site;
      DROP FUNCTION device_changed, camera_endpoint_changed;
    `);
  }
}
