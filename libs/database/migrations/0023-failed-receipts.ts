import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A carrier may also tell that it could not deliver what its provider had accepted. */
export class FailedReceipts1763700000023 implements MigrationInterface {
  readonly name = 'FailedReceipts1763700000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE delivery_receipt DROP CONSTRAINT delivery_receipt_kind_check,
        ADD CONSTRAINT delivery_receipt_kind_check CHECK (kind IN ('delivered','read','failed'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM delivery_receipt WHERE kind = 'failed';
      ALTER TABLE delivery_receipt DROP CONSTRAINT delivery_receipt_kind_check,
        ADD CONSTRAINT delivery_receipt_kind_check CHECK (kind IN ('delivered','read'));
    `);
  }
}
