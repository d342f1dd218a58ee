import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A thing is replaced while the device goes on: its history says when. */
export class HardwareChange1763700000029 implements MigrationInterface {
  readonly name = 'HardwareChange1763700000029';

  async up(runner: QueryRunner): Promise<void> {
    // Every row is one of the former kinds: nothing has to be read again.
    await runner.query(`
      ALTER TABLE transition DROP CONSTRAINT transition_kind_check;
      ALTER TABLE transition ADD CONSTRAINT transition_kind_check CHECK (kind IN
        ('connectivity','fault_on','fault_off','boot','lifecycle','maintenance','hardware')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE transition DROP CONSTRAINT transition_kind_check;
      ALTER TABLE transition ADD CONSTRAINT transition_kind_check CHECK (kind IN
        ('connectivity','fault_on','fault_off','boot','lifecycle','maintenance')) NOT VALID;
    `);
  }
}
