import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What residents see and say: replaced stickers, who gave what, reports from poles, pages of villages. */
export class Residents1763700000016 implements MigrationInterface {
  readonly name = 'Residents1763700000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who scans an old sticker is told that there is a new one, and nothing else.
      CREATE TABLE replaced_sticker (
        token_hash bytea PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site (id),
        replaced_at timestamptz NOT NULL
      );
      CREATE INDEX replaced_sticker_site ON replaced_sticker (site_id);

      -- Money in whole đồng, or a gift in words; both where somebody gave both.
      CREATE TABLE contribution (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site (id),
        donor text NOT NULL,
        amount_dong bigint CHECK (amount_dong BETWEEN 1 AND 1000000000000),
        in_kind text,
        bought text,
        given_on date NOT NULL,
        -- The donor agreed to be named.
        is_public boolean NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CHECK (amount_dong IS NOT NULL OR in_kind IS NOT NULL)
      );
      CREATE INDEX contribution_site ON contribution (site_id, given_on, id);

      -- No name, no phone number, no address of whoever wrote it.
      CREATE TABLE public_report (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site (id),
        -- Who looks after it: of the device, else of the place.
        unit_id uuid NOT NULL REFERENCES unit (id),
        -- Null: about the place.
        device_no integer REFERENCES device (device_no) ON DELETE SET NULL,
        incident_id uuid REFERENCES incident (id) ON DELETE SET NULL,
        subject text NOT NULL,
        note text,
        outcome text NOT NULL CHECK (outcome IN ('joined_incident','device_talks','passed_on')),
        state text NOT NULL CHECK (state IN ('open','closed')),
        created_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_because text CHECK (closed_because IN ('device_works','person')),
        closed_by_name text,
        closing_note text,
        CHECK ((state = 'closed') = (closed_at IS NOT NULL AND closed_because IS NOT NULL))
      );
      CREATE INDEX public_report_unit ON public_report (unit_id, id);
      CREATE INDEX public_report_site ON public_report (site_id, created_at);
      CREATE INDEX public_report_device ON public_report (device_no) WHERE state = 'open';
      CREATE INDEX public_report_incident ON public_report (incident_id) WHERE incident_id IS NOT NULL;

      -- Off until the unit turns it on. links: [{"title","url"}].
      CREATE TABLE village_page (
        unit_id uuid PRIMARY KEY REFERENCES unit (id),
        token text NOT NULL,
        is_open boolean NOT NULL,
        links jsonb NOT NULL DEFAULT '[]',
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX village_page_token ON village_page (token);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE village_page, public_report, contribution, replaced_sticker;');
  }
}
