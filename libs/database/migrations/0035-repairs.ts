import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the money went: repairs beside gifts, what a gift's purchase cost; and what a device should run. */
export class Repairs1763700000035 implements MigrationInterface {
  readonly name = 'Repairs1763700000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Money in whole đồng; null: it cost nothing that was written down.
      CREATE TABLE repair (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site (id),
        -- Null: about the place, or a device that was registered by mistake and is gone.
        device_id uuid REFERENCES device (id) ON DELETE SET NULL,
        done_on date NOT NULL,
        what text NOT NULL,
        cost_dong bigint CHECK (cost_dong BETWEEN 1 AND 1000000000000),
        done_by text,
        paid_by text,
        -- Paid with what was given: it lessens what is left of the gifts.
        from_gifts boolean NOT NULL,
        -- Whoever did and paid it agreed to be named.
        is_public boolean NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX repair_site ON repair (site_id, done_on, id);
      CREATE INDEX repair_device ON repair (device_id) WHERE device_id IS NOT NULL;

      -- Of what a gift bought. Null: all of it, when it says what it bought; else nothing.
      ALTER TABLE contribution ADD COLUMN spent_dong bigint CHECK (spent_dong BETWEEN 0 AND 1000000000000);

      -- As somebody wants it; what runs is what the device says of itself.
      ALTER TABLE device ADD COLUMN desired_firmware text, ADD COLUMN desired_config text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE device DROP COLUMN desired_config, DROP COLUMN desired_firmware;
      ALTER TABLE contribution DROP COLUMN spent_dong;
      DROP TABLE repair;
    `);
  }
}
