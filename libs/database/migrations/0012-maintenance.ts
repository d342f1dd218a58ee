import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work and power outages that were planned: while they last, what they explain is not told. */
export class Maintenance1763700000012 implements MigrationInterface {
  readonly name = 'Maintenance1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of a unit and all below it, of a pole, or of one device. Once (from_at, until_at) or every week on some days.
      CREATE TABLE maintenance_window (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('work','power_outage')),
        source text NOT NULL CHECK (source IN ('person','import','firmware')),
        unit_id uuid REFERENCES unit (id),
        site_id uuid REFERENCES site (id),
        device_no integer REFERENCES device (device_no),
        from_at timestamptz,
        until_at timestamptz,
        weekdays smallint[],
        from_time time,
        to_time time,
        last_day date,
        time_zone text NOT NULL,
        reason text NOT NULL,
        made_by_kind text NOT NULL,
        made_by uuid,
        made_by_name text,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_by_name text,
        CHECK (num_nonnulls(unit_id, site_id, device_no) = 1),
        CHECK (num_nulls(from_at, until_at) IN (0, 2)),
        CHECK (num_nulls(weekdays, from_time, to_time) = CASE WHEN from_at IS NULL THEN 0 ELSE 3 END),
        CHECK (from_at < until_at)
      );
      CREATE INDEX maintenance_window_unit ON maintenance_window (unit_id) WHERE unit_id IS NOT NULL;
      CREATE INDEX maintenance_window_site ON maintenance_window (site_id) WHERE site_id IS NOT NULL;
      CREATE INDEX maintenance_window_device ON maintenance_window (device_no) WHERE device_no IS NOT NULL;

      -- libs/domain/maintenance.ts in SQL, for lists and counts of many devices; maintenance.spec keeps the two equal.
      CREATE FUNCTION open_maintenance(at timestamptz)
        RETURNS TABLE (kind text, unit_id uuid, site_id uuid, device_no integer) LANGUAGE sql STABLE AS $$
        SELECT w.kind, w.unit_id, w.site_id, w.device_no
        FROM maintenance_window w
          CROSS JOIN LATERAL (SELECT CASE w.kind WHEN 'power_outage' THEN interval '15 minutes' ELSE interval '0' END) g (grace)
        WHERE w.created_at <= at AND (w.ended_at IS NULL OR w.ended_at > at) AND (
          (w.from_at <= at AND w.until_at + grace > at)
          OR (w.weekdays IS NOT NULL AND EXISTS (
            SELECT 1 FROM generate_series(0, 2) back
              CROSS JOIN LATERAL (SELECT (at AT TIME ZONE w.time_zone)::date - back) d (day)
            WHERE extract(isodow FROM day) = ANY(w.weekdays) AND (w.last_day IS NULL OR day <= w.last_day)
              AND (day + w.from_time) AT TIME ZONE w.time_zone <= at
              AND (day + CASE WHEN w.to_time > w.from_time THEN 0 ELSE 1 END + w.to_time) AT TIME ZONE w.time_zone
                + grace > at)))
      $$;

      -- Devices may be told to upgrade themselves.
      ALTER TABLE device_command DROP CONSTRAINT device_command_name_check;
      ALTER TABLE device_command ADD CONSTRAINT device_command_name_check
        CHECK (name IN ('reboot','lamp_test','set_interval','apply_config','upgrade_firmware'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION open_maintenance;
      DROP TABLE maintenance_window;
      DELETE FROM device_command WHERE name = 'upgrade_firmware';
      ALTER TABLE device_command DROP CONSTRAINT device_command_name_check;
      ALTER TABLE device_command ADD CONSTRAINT device_command_name_check
        CHECK (name IN ('reboot','lamp_test','set_interval','apply_config'));
    `);
  }
}
