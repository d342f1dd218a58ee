import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An acknowledgement has an end; what nobody takes is told to the next level, and again to its own. */
export class AcknowledgeAndEscalate1763700000011 implements MigrationInterface {
  readonly name = 'AcknowledgeAndEscalate1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Until when somebody is on it. Null while acknowledged: from before there was an end; it has none.
      ALTER TABLE incident ADD COLUMN acknowledged_until timestamptz;
      -- Whoever speaks again with this id is the same person: a user, an API key, or the target of a link or a reply.
      ALTER TABLE incident ADD COLUMN acknowledged_by_actor uuid;
      ALTER TABLE incident ADD COLUMN acknowledged_note text;
      -- How often it was taken: each time the others are told once.
      ALTER TABLE incident ADD COLUMN acknowledgements integer NOT NULL DEFAULT 0;

      ALTER TABLE unit_policy ADD COLUMN acknowledge_minutes integer CHECK (acknowledge_minutes BETWEEN 5 AND 10080);

      -- What may be told more than once of an incident (taken, escalated, repeated) counts its occasions.
      ALTER TABLE told ADD COLUMN occasion integer NOT NULL DEFAULT 0;
      ALTER TABLE told DROP CONSTRAINT told_pkey;
      ALTER TABLE told ADD PRIMARY KEY (target_id, incident_id, event, occasion);

      -- One row for each incident that was to be told or was taken: when to look at it again, and how far it has gone.
      CREATE TABLE incident_follow_up (
        incident_id uuid PRIMARY KEY REFERENCES incident (id),
        unit_id uuid NOT NULL REFERENCES unit (id),
        -- When it was decided to tell.
        decided_at timestamptz,
        -- Since when people know and nobody has it.
        counting_from timestamptz,
        -- Acknowledgements that expired; the steps begin anew in each round.
        round integer NOT NULL DEFAULT 0,
        taken_before text,
        -- after_minutes of the first step that waits for the morning.
        held_step integer,
        -- Escalations and repetitions so far: their occasions.
        escalations integer NOT NULL DEFAULT 0,
        repeats integer NOT NULL DEFAULT 0,
        repeated_at timestamptz,
        -- Null: nothing until something happens. Why stands in reason.
        due_at timestamptz,
        reason text NOT NULL,
        asked_at timestamptz NOT NULL
      );
      CREATE INDEX incident_follow_up_due_at ON incident_follow_up (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX incident_follow_up_unit_id ON incident_follow_up (unit_id);

      -- Steps that are done, or left out, and why.
      CREATE TABLE escalation_step (
        incident_id uuid NOT NULL REFERENCES incident (id),
        round integer NOT NULL,
        after_minutes integer NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit (id),
        reason text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (incident_id, round, after_minutes, unit_id)
      );

      -- People also act by replying in a channel.
      ALTER TABLE audit_log DROP CONSTRAINT audit_log_actor_kind_check;
      ALTER TABLE audit_log ADD CHECK (actor_kind IN ('user','api_key','link','channel','system'));

      -- Incidents that people were told of before are followed up from now on.
      INSERT INTO incident_follow_up (incident_id, unit_id, decided_at, due_at, reason, asked_at)
      SELECT i.id, i.unit_id, min(t.at), now(), 'told', now()
      FROM incident i JOIN told t ON t.incident_id = i.id AND t.event = 'incident.opened'
      WHERE i.state <> 'resolved' GROUP BY i.id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE escalation_step, incident_follow_up;
      UPDATE audit_log SET actor_kind = 'link' WHERE actor_kind = 'channel';
      ALTER TABLE audit_log DROP CONSTRAINT audit_log_actor_kind_check;
      ALTER TABLE audit_log ADD CHECK (actor_kind IN ('user','api_key','link','system'));
      DELETE FROM told WHERE occasion > 0;
      ALTER TABLE told DROP CONSTRAINT told_pkey;
      ALTER TABLE told ADD PRIMARY KEY (target_id, incident_id, event);
      ALTER TABLE told DROP COLUMN occasion;
      ALTER TABLE unit_policy DROP COLUMN acknowledge_minutes;
      ALTER TABLE incident DROP COLUMN acknowledgements, DROP COLUMN acknowledged_note, DROP COLUMN acknowledged_by_actor,
        DROP COLUMN acknowledged_until;
    `);
  }
}
