import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cameras without ONVIF, the port of the video, and what each rung of a camera's ladder was found to be. */
export class CameraLadder1763700000039 implements MigrationInterface {
  readonly name = 'CameraLadder1763700000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE camera_endpoint DROP CONSTRAINT camera_endpoint_scheme_check,
        ADD CONSTRAINT camera_endpoint_scheme_check CHECK (scheme IN ('http','https','rtsp','rtsps')),
        -- Where its video is, at the same host; null: the usual port.
        ADD COLUMN stream_port integer CHECK (stream_port BETWEEN 1 AND 65535),
        -- Was the password as typed one that its maker gives to all? Null: not asked, or none was typed.
        ADD COLUMN factory_password boolean;
      DROP TRIGGER camera_endpoint_changed ON camera_endpoint;
      CREATE TRIGGER camera_endpoint_changed
        AFTER INSERT OR UPDATE OF scheme, host, port, path, username, credential_version, basic_allowed, stream_port
        ON camera_endpoint FOR EACH ROW EXECUTE FUNCTION camera_endpoint_changed();

      -- The latest word on each rung that has visits of its own. Numbers only, never a picture.
      CREATE TABLE camera_rung (
        device_no integer NOT NULL REFERENCES device (device_no) ON DELETE CASCADE,
        rung text NOT NULL CHECK (rung IN ('stream','picture','recording','tamper','hygiene')),
        state text NOT NULL CHECK (state IN ('ok','fault','unknown')),
        reason text NOT NULL,
        at timestamptz NOT NULL,
        evidence jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (device_no, rung)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE camera_rung;
      DROP TRIGGER camera_endpoint_changed ON camera_endpoint;
      ALTER TABLE camera_endpoint DROP COLUMN stream_port, DROP COLUMN factory_password,
        DROP CONSTRAINT camera_endpoint_scheme_check,
        ADD CONSTRAINT camera_endpoint_scheme_check CHECK (scheme IN ('http','https'));
      CREATE TRIGGER camera_endpoint_changed
        AFTER INSERT OR UPDATE OF scheme, host, port, path, username, credential_version, basic_allowed
        ON camera_endpoint FOR EACH ROW EXECUTE FUNCTION camera_endpoint_changed();
    `);
  }
}
