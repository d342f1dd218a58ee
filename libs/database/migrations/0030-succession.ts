import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units end and others take over, from a day on. */
export class Succession1763700000030 implements MigrationInterface {
  readonly name = 'Succession1763700000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Which unit took over from which, and from what day: a commune that was cut in two has two successors.
      CREATE TABLE unit_succession (
        old_id uuid NOT NULL REFERENCES unit (id),
        new_id uuid NOT NULL REFERENCES unit (id),
        kind text NOT NULL CHECK (kind IN ('split','merge')),
        effective_on date NOT NULL,
        done_at timestamptz NOT NULL,
        PRIMARY KEY (old_id, new_id),
        CHECK (old_id <> new_id)
      );
      CREATE INDEX unit_succession_new ON unit_succession (new_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unit_succession;');
  }
}
