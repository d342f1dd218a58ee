import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the doors write. Columns a heartbeat changes carry no index (PostgreSQL's HOT updates), history carries no
 * foreign keys and is partitioned by day, and a healthy fleet touches only device_latest and telemetry.
 */
export class Observations1763700000003 implements MigrationInterface {
  readonly name = 'Observations1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Door processes. A lapsed lease means: nobody listens there, silence proves nothing.
      CREATE TABLE door (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('broker','poller')),
        instance text NOT NULL,
        started_at timestamptz NOT NULL,
        -- Listening without a gap since then; NULL while it does not listen.
        accepting_since timestamptz,
        lease_until timestamptz NOT NULL,
        -- The engine has looked at all devices last heard here since the lease lapsed.
        swept_at timestamptz
      );
      CREATE UNIQUE INDEX door_instance ON door (instance);

      -- Cameras are polled in blocks (device_no % 64); whoever leases a block polls it.
      CREATE TABLE poll_block (
        block_no integer PRIMARY KEY,
        door_id integer REFERENCES door (id),
        lease_until timestamptz,
        polling_since timestamptz
      );
      INSERT INTO poll_block (block_no) SELECT generate_series(0, 63);

      CREATE TABLE device_latest (
        device_no integer PRIMARY KEY REFERENCES device (device_no),
        -- The newest accepted session wins; database milliseconds at its acceptance.
        session_epoch bigint NOT NULL,
        boot_id text,
        seq bigint,
        door_id integer,
        last_contact_at timestamptz NOT NULL,
        -- A will or failed probe of the current session; NULL again with the next contact.
        hinted_at timestamptz,
        facts_at timestamptz,
        facts jsonb NOT NULL DEFAULT '{}',
        extra jsonb NOT NULL DEFAULT '{}'
      ) WITH (fillfactor = 60);

      CREATE TABLE device_health (
        device_no integer PRIMARY KEY REFERENCES device (device_no),
        connectivity text NOT NULL DEFAULT 'never_seen'
          CHECK (connectivity IN ('never_seen','online','suspect','offline')),
        reason text NOT NULL DEFAULT 'registered',
        -- When this connectivity began, and when we knew.
        since timestamptz NOT NULL,
        known_at timestamptz NOT NULL,
        -- Start of the silence while suspect or offline.
        silent_since timestamptz,
        announced_interval_seconds integer,
        version integer NOT NULL DEFAULT 1
      ) WITH (fillfactor = 80);
      CREATE INDEX device_health_not_online ON device_health (connectivity) WHERE connectivity <> 'online';

      CREATE TABLE device_fault (
        device_no integer NOT NULL REFERENCES device (device_no),
        code text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('info','minor','major','critical')),
        since timestamptz NOT NULL,
        known_at timestamptz NOT NULL,
        evidence jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (device_no, code)
      );
      CREATE INDEX device_fault_code ON device_fault (code);

      -- Every change of what we hold true, with its reason; who answered for the device then is copied in.
      CREATE TABLE transition (
        id uuid PRIMARY KEY,
        device_no integer NOT NULL,
        unit_id uuid NOT NULL,
        site_id uuid NOT NULL,
        hardware_id uuid,
        kind text NOT NULL CHECK (kind IN ('connectivity','fault_on','fault_off','boot','lifecycle','maintenance')),
        from_value text,
        to_value text,
        fault_code text,
        reason text NOT NULL,
        rule text NOT NULL,
        blame text NOT NULL DEFAULT 'device' CHECK (blame IN ('device','grid','uplink','planned','ours')),
        evidence jsonb NOT NULL DEFAULT '{}',
        door_id integer,
        occurred_at timestamptz NOT NULL,
        known_at timestamptz NOT NULL
      );
      CREATE INDEX transition_device ON transition (device_no, occurred_at);
      CREATE INDEX transition_known_at ON transition (known_at);

      -- Transitions the engine has not looked at; claimed rows are deleted.
      CREATE TABLE transition_work (
        transition_id uuid PRIMARY KEY REFERENCES transition (id),
        device_no integer NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX transition_work_order ON transition_work (created_at, transition_id);

      -- Doors propose, the engine verifies against rows; claimed rows are deleted.
      CREATE TABLE silence_candidate (
        device_no integer PRIMARY KEY,
        door_id integer,
        proposed_at timestamptz NOT NULL
      );

      -- The last message of a device that we could not accept, for the installer.
      CREATE TABLE mqtt_rejection (
        device_no integer PRIMARY KEY REFERENCES device (device_no),
        at timestamptz NOT NULL,
        topic text NOT NULL,
        reason text NOT NULL,
        path text,
        payload bytea NOT NULL,
        count bigint NOT NULL DEFAULT 1
      );

      -- Rows PostgreSQL refused although they passed the edge; kept for repair.
      CREATE TABLE ingest_quarantine (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        device_no integer NOT NULL,
        error text NOT NULL,
        payload bytea NOT NULL
      );

      CREATE TABLE telemetry (
        device_no integer NOT NULL,
        received_at timestamptz NOT NULL,
        seq bigint,
        sent_at timestamptz,
        late boolean NOT NULL DEFAULT false,
        uptime_seconds bigint,
        battery_voltage real,
        battery_current real,
        battery_level real,
        battery_temperature real,
        battery_voltage_min_today real,
        battery_voltage_max_today real,
        pv_voltage real,
        pv_current real,
        pv_power real,
        energy_today_wh real,
        lamp_on boolean,
        lamp_current real,
        lamp_power real,
        dim_level real,
        is_night boolean,
        charger_state text,
        error_code integer,
        controller_temperature real,
        ambient_lux real,
        rssi real,
        snr real,
        clients integer,
        wan_up boolean,
        internet_ok boolean,
        dns_ok boolean,
        latency_ms real,
        loss_percent real,
        rx_bytes bigint,
        tx_bytes bigint,
        cpu_percent real,
        memory_percent real,
        temperature real
      ) PARTITION BY RANGE (received_at);
      CREATE INDEX telemetry_received_at ON telemetry USING brin (received_at);
      -- A missing partition must never cost a heartbeat.
      CREATE TABLE telemetry_default PARTITION OF telemetry DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE telemetry, ingest_quarantine, mqtt_rejection, silence_candidate, transition_work, transition,
        device_fault, device_health, device_latest, poll_block, door;
    `);
  }
}
