import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Causes are incidents that explain incidents: which explains which, from when until when, and why. */
export class Causes1763700000009 implements MigrationInterface {
  readonly name = 'Causes1763700000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- While a row is open, the child is not told: its parent speaks for it. Joining and leaving is all there is to
      -- merging and splitting. 'over' as left_reason: the child ended while it was explained.
      CREATE TABLE incident_parent (
        id uuid PRIMARY KEY,
        child_id uuid NOT NULL REFERENCES incident (id),
        parent_id uuid NOT NULL REFERENCES incident (id),
        reason text NOT NULL,
        rule text NOT NULL,
        joined_at timestamptz NOT NULL,
        left_at timestamptz,
        left_reason text,
        CHECK (child_id <> parent_id),
        CHECK ((left_at IS NULL) = (left_reason IS NULL))
      );
      CREATE UNIQUE INDEX incident_parent_open ON incident_parent (child_id) WHERE left_at IS NULL;
      CREATE INDEX incident_parent_child ON incident_parent (child_id);
      CREATE INDEX incident_parent_parent ON incident_parent (parent_id);

      -- What only an incident of a cause has: whether it is certain, whether it stands above others, which carrier,
      -- which units were told to hear of it.
      ALTER TABLE incident ADD COLUMN detail jsonb NOT NULL DEFAULT '{}';
      CREATE INDEX incident_cause_lasting ON incident (cause, scope_unit_id) WHERE cause <> 'device' AND ended_at IS NULL;
      CREATE INDEX incident_device_lasting ON incident (device_no) WHERE ended_at IS NULL;
      CREATE INDEX incident_device_incident_open ON incident_device (device_no) WHERE left_at IS NULL;

      -- What is registered behind a router, hotspot or agent.
      CREATE INDEX device_uplink ON device (uplink_device_id) WHERE uplink_device_id IS NOT NULL;

      -- Where a cause may have to be looked for: a place with news, the whole fleet, or what stands above places.
      -- Claimed rows are deleted; twice is no harm, and a unique key would make engines wait for each other.
      CREATE TABLE cause_work (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('place','fleet','above')),
        unit_id uuid,
        due_at timestamptz NOT NULL,
        CHECK ((kind = 'place') = (unit_id IS NOT NULL))
      );
      CREATE INDEX cause_work_due ON cause_work (kind, due_at);
      CREATE INDEX cause_work_unit ON cause_work (unit_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE cause_work;
      DROP INDEX device_uplink, incident_device_incident_open, incident_device_lasting, incident_cause_lasting;
      ALTER TABLE incident DROP COLUMN detail;
      DROP TABLE incident_parent;
    `);
  }
}
