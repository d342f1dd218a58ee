import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions that an edge agent answers, and tries that follow a camera to whoever watches it from now on. */
export class WorkOfAgents1763700000049 implements MigrationInterface {
  readonly name = 'WorkOfAgents1763700000049';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whose work it is: that of the agent with this device_no; null: a worker's beside the database.
      ALTER TABLE operation ADD COLUMN agent_no integer;
      CREATE INDEX operation_for_agent ON operation (agent_no, created_at)
        WHERE agent_no IS NOT NULL AND state IN ('queued','running');

      -- Whoever takes over a camera, and with it the right to try its password, goes on counting where the other stopped.
      CREATE FUNCTION camera_tries_follow() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        before_no integer := coalesce((SELECT device_no FROM device
          WHERE id = OLD.uplink_device_id AND kind = 'edge_agent' AND lifecycle = 'active'), 0);
        after_no integer := coalesce((SELECT device_no FROM device
          WHERE id = NEW.uplink_device_id AND kind = 'edge_agent' AND lifecycle = 'active'), 0);
      BEGIN
        IF before_no = after_no THEN RETURN NULL; END IF;
        -- Whoever has just been given the right to a try holds this row until the try is counted.
        PERFORM 1 FROM camera_endpoint WHERE device_id = NEW.id FOR UPDATE;
        INSERT INTO camera_tries AS t (network, host, spent, last_at)
          SELECT after_no, b.host, b.spent, b.last_at
          FROM camera_endpoint e JOIN camera_tries b ON b.network = before_no AND b.host = e.host
          WHERE e.device_id = NEW.id
          ON CONFLICT (network, host) DO UPDATE SET spent = greatest(t.spent, excluded.spent),
            last_at = greatest(t.last_at, excluded.last_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER camera_tries_follow AFTER UPDATE OF uplink_device_id ON device FOR EACH ROW
        WHEN (OLD.kind = 'camera' AND OLD.uplink_device_id IS DISTINCT FROM NEW.uplink_device_id)
        EXECUTE FUNCTION camera_tries_follow();

      -- The same when an agent ends: its cameras are our pollers' from then on.
      CREATE FUNCTION agent_tries_follow() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM camera_endpoint e JOIN device d ON d.id = e.device_id
          WHERE d.uplink_device_id = NEW.id ORDER BY e.device_id FOR UPDATE OF e;
        INSERT INTO camera_tries AS t (network, host, spent, last_at)
          SELECT 0, host, spent, last_at FROM camera_tries WHERE network = NEW.device_no ORDER BY host
          ON CONFLICT (network, host) DO UPDATE SET spent = greatest(t.spent, excluded.spent),
            last_at = greatest(t.last_at, excluded.last_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER agent_tries_follow AFTER UPDATE OF lifecycle, kind ON device FOR EACH ROW
        WHEN (OLD.kind = 'edge_agent' AND OLD.lifecycle = 'active'
          AND (NEW.kind <> 'edge_agent' OR NEW.lifecycle <> 'active'))
        EXECUTE FUNCTION agent_tries_follow();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER agent_tries_follow ON device;
      DROP FUNCTION agent_tries_follow;
      DROP TRIGGER camera_tries_follow ON device;
      DROP FUNCTION camera_tries_follow;
      ALTER TABLE operation DROP COLUMN agent_no;
    `);
  }
}
