import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Edge agents visit the cameras of a village for us: whom secrets are sealed for, and how far each has told. */
export class EdgeAgents1763700000043 implements MigrationInterface {
  readonly name = 'EdgeAgents1763700000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The X25519 key that the agent made when it claimed its password; its private half never left it.
      CREATE TABLE edge_key (
        agent_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        public_key bytea NOT NULL CHECK (octet_length(public_key) = 32)
      );

      CREATE TABLE edge_watch (
        agent_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        -- It has watched its cameras without a gap of its own since then.
        watching_since timestamptz NOT NULL,
        -- All it found until then has reached us.
        told_until timestamptz NOT NULL
      );

      -- A gap in an agent's watch concerns its cameras alone.
      ALTER TABLE listening_gap ADD COLUMN agent_no integer;

      -- Its cameras learn from doors when the agent comes, goes or is replaced by another kind of way.
      CREATE FUNCTION edge_agent_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO device_change (device_no, xid)
          SELECT d.device_no, pg_current_xact_id() FROM device d
          WHERE d.uplink_device_id = NEW.id AND d.kind = 'camera' ORDER BY d.device_no
          ON CONFLICT (device_no) DO UPDATE SET xid = excluded.xid;
        RETURN NULL;
      END $$;
      CREATE TRIGGER edge_agent_changed AFTER UPDATE OF lifecycle, kind ON device FOR EACH ROW
        WHEN ((OLD.kind = 'edge_agent' OR NEW.kind = 'edge_agent')
          AND (OLD.lifecycle, OLD.kind) IS DISTINCT FROM (NEW.lifecycle, NEW.kind))
        EXECUTE FUNCTION edge_agent_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER edge_agent_changed ON device;
      DROP FUNCTION edge_agent_changed;
      ALTER TABLE listening_gap DROP COLUMN agent_no;
      DROP TABLE edge_watch, edge_key;
    `);
  }
}
