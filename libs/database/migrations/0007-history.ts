import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hours instead of heartbeats for old telemetry; what availability is computed from, and what corrects it. */
export class History1763700000007 implements MigrationInterface {
  readonly name = 'History1763700000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Given under the device's row lock: the order in which changes of one device were recorded.
      ALTER TABLE transition ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;

      -- How a device was at a moment: the change recorded last of those not after it.
      CREATE INDEX transition_in_order ON transition (device_no, seq)
        WHERE kind IN ('connectivity','lifecycle','maintenance');

      -- One row a device and hour with readings. Arrays follow a fixed list of fields (history/hour-fields.ts, append
      -- only); NULL: the device said nothing of it.
      CREATE TABLE telemetry_hour (
        device_no integer NOT NULL,
        hour timestamptz NOT NULL,
        samples integer NOT NULL,
        minimum real[] NOT NULL,
        average real[] NOT NULL,
        maximum real[] NOT NULL,
        last double precision[] NOT NULL,
        counts smallint[] NOT NULL,
        PRIMARY KEY (device_no, hour)
      ) PARTITION BY RANGE (hour);
      CREATE TABLE telemetry_hour_default PARTITION OF telemetry_hour DEFAULT;

      -- All hours before it are rolled up. No row: none has been.
      CREATE TABLE telemetry_rollup (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        next_hour timestamptz NOT NULL
      );

      -- Hours that buffered or delayed reports came to; claimed rows are deleted. Twice is no harm, and a unique key
      -- would make a door wait for whoever works on the hour.
      CREATE TABLE late_hour (
        device_no integer NOT NULL,
        hour timestamptz NOT NULL
      );
      CREATE INDEX late_hour_device ON late_hour (device_no);
      -- Buffered reports by the time they speak of; a heartbeat of now costs it nothing.
      CREATE INDEX telemetry_late ON telemetry (device_no, sent_at) WHERE late;

      -- When nobody of ours listened: one door (its devices), one poll block (its cameras), or no broker at all.
      CREATE TABLE listening_gap (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        door_kind text NOT NULL CHECK (door_kind IN ('broker','poller')),
        door_id integer,
        block_no integer,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        CHECK (from_at < until_at)
      );
      CREATE INDEX listening_gap_until_at ON listening_gap (until_at);

      -- Recorded down time that later evidence blames on something else. The record itself stays as it was.
      CREATE TABLE availability_correction (
        id uuid PRIMARY KEY,
        device_no integer NOT NULL,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        old_blame text NOT NULL CHECK (old_blame IN ('device','grid','uplink','planned','ours')),
        new_blame text NOT NULL CHECK (new_blame IN ('device','grid','uplink','planned','ours')),
        reason text NOT NULL,
        rule text NOT NULL,
        evidence jsonb NOT NULL DEFAULT '{}',
        known_at timestamptz NOT NULL,
        CHECK (from_at < until_at)
      );
      CREATE UNIQUE INDEX availability_correction_once ON availability_correction (device_no, from_at);

      -- What retention looks for.
      CREATE INDEX incident_resolved_at ON incident (resolved_at) WHERE state = 'resolved';
      CREATE INDEX notification_created_at ON notification (created_at);
      CREATE INDEX told_notification ON told (notification_id);
      CREATE INDEX ack_link_incident ON ack_link (incident_id);
      CREATE INDEX ack_link_notification ON ack_link (notification_id);
      CREATE INDEX announcement_incident ON announcement (incident_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX announcement_incident, ack_link_notification, ack_link_incident, told_notification,
        notification_created_at, incident_resolved_at;
      DROP TABLE availability_correction, listening_gap, late_hour, telemetry_rollup, telemetry_hour;
      DROP INDEX telemetry_late, transition_in_order;
      ALTER TABLE transition DROP COLUMN seq;
    `);
  }
}
