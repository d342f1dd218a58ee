import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A device fetches its own password with a code that somebody typed into it. */
export class ClaimCodes1763700000036 implements MigrationInterface {
  readonly name = 'ClaimCodes1763700000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One code a device; the code itself is nowhere. claimant_hash: who used it, and may ask again for a while.
      CREATE TABLE claim_code (
        device_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        code_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        claimed_at timestamptz,
        claimant_hash text,
        CHECK ((claimed_at IS NULL) = (claimant_hash IS NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE claim_code;');
  }
}
