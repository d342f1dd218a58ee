import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the engine remembers: the order and outcome of the changes it looked at, and which message a link came in. */
export class Engine1763700000006 implements MigrationInterface {
  readonly name = 'Engine1763700000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Written under the device's row lock, so its order is the order in which things became true.
      ALTER TABLE transition_work ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;

      -- Why a change did or did not become an incident.
      CREATE TABLE transition_decision (
        transition_id uuid PRIMARY KEY REFERENCES transition (id),
        reason text NOT NULL,
        rule text NOT NULL,
        incident_ids uuid[] NOT NULL DEFAULT '{}',
        decided_at timestamptz NOT NULL
      );

      -- A message about several incidents has one link for all of them.
      ALTER TABLE ack_link ADD COLUMN notification_id uuid REFERENCES notification (id);
      CREATE INDEX ack_link_expires_at ON ack_link (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ack_link DROP COLUMN notification_id;
      DROP INDEX ack_link_expires_at;
      DROP TABLE transition_decision;
      ALTER TABLE transition_work DROP COLUMN seq;
    `);
  }
}
