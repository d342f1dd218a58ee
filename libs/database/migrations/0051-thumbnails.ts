import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A blurred thumbnail with a fault of a camera's picture, for seven days, where the unit allowed it. */
export class Thumbnails1763700000051 implements MigrationInterface {
  readonly name = 'Thumbnails1763700000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a unit says itself; no row: what the nearest unit above says, and nothing anywhere: no.
      CREATE TABLE unit_thumbnail_leave (
        unit_id uuid PRIMARY KEY REFERENCES unit (id),
        allowed boolean NOT NULL,
        updated_at timestamptz NOT NULL
      );

      -- Unlogged: no write-ahead log, no archive of it and no backup ever holds a picture.
      CREATE UNLOGGED TABLE camera_thumbnail (
        device_no integer NOT NULL REFERENCES device (device_no) ON DELETE CASCADE,
        code text NOT NULL
          CHECK (code IN ('image_black','image_covered','image_blurred','image_frozen','image_moved')),
        at timestamptz NOT NULL,
        delete_at timestamptz NOT NULL CHECK (delete_at <= at + interval '7 days'),
        key_id text NOT NULL,
        -- A JPEG of at most 160 x 90 points: what is larger is none of ours.
        ciphertext bytea NOT NULL CHECK (octet_length(ciphertext) <= 16384),
        PRIMARY KEY (device_no, code)
      );
      CREATE INDEX camera_thumbnail_delete_at ON camera_thumbnail (delete_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE camera_thumbnail, unit_thumbnail_leave;');
  }
}
