import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stickers are printed before anybody knows where they will be stuck; places are looked for by where they stand. */
export class StickerRolls1763700000032 implements MigrationInterface {
  readonly name = 'StickerRolls1763700000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sticker_roll (
        id uuid PRIMARY KEY,
        -- Who has it in the drawer: used there, below, and by units that took over.
        unit_id uuid NOT NULL REFERENCES unit (id),
        count integer NOT NULL CHECK (count BETWEEN 1 AND 1000),
        created_at timestamptz NOT NULL
      );
      CREATE INDEX sticker_roll_unit ON sticker_roll (unit_id, id);

      CREATE TABLE printed_sticker (
        code text PRIMARY KEY,
        -- Becomes the public token of the place where it is stuck.
        token text NOT NULL,
        roll_id uuid NOT NULL REFERENCES sticker_roll (id),
        number integer NOT NULL,
        -- Once and for ever: a sticker that was taken off is never stuck elsewhere.
        site_id uuid REFERENCES site (id),
        bound_at timestamptz,
        ended_at timestamptz,
        ended_because text CHECK (ended_because IN ('replaced','void')),
        CHECK ((site_id IS NULL) = (bound_at IS NULL)),
        CHECK ((ended_at IS NULL) = (ended_because IS NULL))
      );
      CREATE UNIQUE INDEX printed_sticker_token ON printed_sticker (token);
      CREATE UNIQUE INDEX printed_sticker_roll ON printed_sticker (roll_id, number);
      -- A place has one that leads to it.
      CREATE UNIQUE INDEX printed_sticker_site ON printed_sticker (site_id) WHERE ended_at IS NULL;

      -- "Is there a place within five metres?"
      CREATE INDEX site_position ON site (latitude, longitude) WHERE latitude IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX site_position; DROP TABLE printed_sticker, sticker_roll;');
  }
}
