import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is done to many devices at once is shown first, and above a number confirmed by somebody else. */
export class BulkChanges1763700000031 implements MigrationInterface {
  readonly name = 'BulkChanges1763700000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The devices are those that were shown, whatever the filter would find later.
      CREATE TABLE bulk_change (
        id uuid PRIMARY KEY,
        action text NOT NULL CHECK (action IN ('move','decommission')),
        to_unit_id uuid REFERENCES unit (id),
        device_ids uuid[] NOT NULL,
        needs_second boolean NOT NULL,
        proposed_kind text NOT NULL,
        proposed_by uuid,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        done_at timestamptz,
        done_kind text,
        done_by uuid,
        CHECK ((action = 'move') = (to_unit_id IS NOT NULL))
      );
      CREATE INDEX bulk_change_waiting ON bulk_change (expires_at) WHERE done_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bulk_change;');
  }
}
