import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A phone registers without network and sends later, perhaps twice; and it takes a picture of the pole. */
export class RegisteringOnTheWay1763700000033 implements MigrationInterface {
  readonly name = 'RegisteringOnTheWay1763700000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Made by the phone: what arrives again, however late, is the same device.
      CREATE TABLE registration (
        id uuid PRIMARY KEY,
        device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE
      );
      CREATE INDEX registration_device_id ON registration (device_id);

      CREATE TABLE site_photo (
        site_id uuid PRIMARY KEY REFERENCES site (id) ON DELETE CASCADE,
        content_type text NOT NULL CHECK (content_type IN ('image/jpeg','image/webp')),
        content bytea NOT NULL CHECK (octet_length(content) <= 409600),
        updated_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE site_photo; DROP TABLE registration;');
  }
}
