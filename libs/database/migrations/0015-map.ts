import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Boundaries of units, and the word to open maps that places have changed. */
export class Map1763700000015 implements MigrationInterface {
  readonly name = 'Map1763700000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- As the operator imported it: a GeoJSON MultiPolygon in degrees (WGS84) and the box around it.
      CREATE TABLE unit_boundary (
        unit_id uuid PRIMARY KEY REFERENCES unit (id),
        geometry jsonb NOT NULL,
        points integer NOT NULL,
        west double precision NOT NULL,
        south double precision NOT NULL,
        east double precision NOT NULL,
        north double precision NOT NULL,
        updated_at timestamptz NOT NULL
      );

      -- 'places': something stands elsewhere, is called otherwise, came or went; whoever draws the unit reads it again.
      ALTER TABLE live_event DROP CONSTRAINT live_event_kind_check;
      ALTER TABLE live_event ADD CONSTRAINT live_event_kind_check CHECK (kind IN ('health','incident','places'));

      CREATE FUNCTION places_of_devices_came() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO live_event (kind, unit_id, payload, at)
          SELECT 'places', unit_id, '{}', max(updated_at) FROM changed GROUP BY unit_id;
        PERFORM pg_notify('live', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER device_came AFTER INSERT ON device REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION places_of_devices_came();
      CREATE TRIGGER device_went AFTER DELETE ON device REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION places_of_devices_came();

      CREATE FUNCTION place_of_device_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO live_event (kind, unit_id, payload, at)
          SELECT DISTINCT 'places', u.id, '{}'::jsonb, NEW.updated_at FROM (VALUES (OLD.unit_id), (NEW.unit_id)) u (id);
        PERFORM pg_notify('live', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER device_placed AFTER UPDATE OF site_id, unit_id, lifecycle, kind, maintenance_until, search ON device
        FOR EACH ROW WHEN ((OLD.site_id, OLD.unit_id, OLD.lifecycle, OLD.kind, OLD.maintenance_until, OLD.search)
          IS DISTINCT FROM (NEW.site_id, NEW.unit_id, NEW.lifecycle, NEW.kind, NEW.maintenance_until, NEW.search))
        EXECUTE FUNCTION place_of_device_changed();

      CREATE FUNCTION place_of_site_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO live_event (kind, unit_id, payload, at)
          SELECT DISTINCT 'places', d.unit_id, '{}'::jsonb, NEW.updated_at FROM device d WHERE d.site_id = NEW.id;
        PERFORM pg_notify('live', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER site_placed AFTER UPDATE OF latitude, longitude, name, landmark ON site
        FOR EACH ROW WHEN ((OLD.latitude, OLD.longitude, OLD.name, OLD.landmark)
          IS DISTINCT FROM (NEW.latitude, NEW.longitude, NEW.name, NEW.landmark))
        EXECUTE FUNCTION place_of_site_changed();

      -- A unit that moves takes its devices from one territory to another: both hear it.
      CREATE FUNCTION place_of_unit_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO live_event (kind, unit_id, payload, at)
          SELECT 'places', u.id, '{}', NEW.updated_at
          FROM (VALUES (OLD.parent_id), (NEW.parent_id)) u (id) WHERE u.id IS NOT NULL;
        PERFORM pg_notify('live', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER unit_placed AFTER UPDATE OF parent_id ON unit
        FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION place_of_unit_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER unit_placed ON unit;
      DROP TRIGGER site_placed ON site;
      DROP TRIGGER device_placed ON device;
      DROP TRIGGER device_went ON device;
      DROP TRIGGER device_came ON device;
      DROP FUNCTION place_of_unit_changed, place_of_site_changed, place_of_device_changed, places_of_devices_came;
      DELETE FROM live_event WHERE kind = 'places';
      ALTER TABLE live_event DROP CONSTRAINT live_event_kind_check;
      ALTER TABLE live_event ADD CONSTRAINT live_event_kind_check CHECK (kind IN ('health','incident'));
      DROP TABLE unit_boundary;
    `);
  }
}
