import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each camera's own pictures are usually like: numbers and hashes, never a picture. */
export class CameraPictures1763700000040 implements MigrationInterface {
  readonly name = 'CameraPictures1763700000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Folded picture by picture (libs/domain/pictures).
      CREATE TABLE camera_picture (
        device_no integer PRIMARY KEY REFERENCES device (device_no) ON DELETE CASCADE,
        at timestamptz NOT NULL,
        memory jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE camera_picture;');
  }
}
