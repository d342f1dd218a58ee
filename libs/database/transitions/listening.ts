/**
 * Since when somebody listens for device `d` (its latest row `l`), as an SQL expression; NULL while nobody does.
 * A camera is heard by whoever polls its block. Any other device is heard by the broker it last spoke to; when that
 * one is gone, by any broker that listens, from the moment both facts are true. The canary is heard by the engine alone. `now` is the placeholder for the time.
 */
export const listeningSince = (now: string): string => `
  CASE WHEN d.kind = 'camera' THEN
    (SELECT b.polling_since FROM poll_block b WHERE b.block_no = d.device_no % 64 AND b.lease_until >= ${now})
  ELSE
    (SELECT CASE
       WHEN own.lease_until >= ${now} AND own.accepting_since IS NOT NULL THEN own.accepting_since
       WHEN live.since IS NULL OR own.kind = 'canary' THEN NULL
       ELSE greatest(own.lease_until, live.since) END
     FROM (SELECT min(accepting_since) AS since FROM door
           WHERE kind = 'broker' AND lease_until >= ${now} AND accepting_since IS NOT NULL) live
     LEFT JOIN door own ON own.id = l.door_id)
  END`;
