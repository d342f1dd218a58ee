import { AGENT_OF } from '../doors/agent-of.ts';

/** The watch that the agent of camera `d` keeps; no row: it never told anything. */
const AGENTS_WATCH = `edge_watch w WHERE w.agent_no = ${AGENT_OF}`;

/**
 * Since when somebody listens for device `d` (its latest row `l`), as an SQL expression; NULL while nobody does.
 * A camera is heard by its edge agent, or by whoever polls its block. Any other device is heard by the broker it last spoke to; when that
 * one is gone, by any broker that listens, from the moment both facts are true. The canary is heard by the engine alone. `now` is the placeholder for the time.
 */
export const listeningSince = (now: string): string => `
  CASE WHEN d.kind = 'camera' AND d.uplink_device_id IS NOT NULL AND ${AGENT_OF} IS NOT NULL THEN
    (SELECT w.watching_since FROM ${AGENTS_WATCH})
  WHEN d.kind = 'camera' THEN
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

/** Until when device `d` may be judged, as an SQL expression: as far as its edge agent has told, else the present. */
export const judgedUntil = (now: string): string => `
  CASE WHEN d.kind = 'camera' AND d.uplink_device_id IS NOT NULL AND ${AGENT_OF} IS NOT NULL THEN
    (SELECT least(w.told_until, ${now}) FROM ${AGENTS_WATCH})
  ELSE ${now} END`;

/** What silence behind an edge agent is judged by, as two columns; NULL where we hear the device ourselves. */
export const AGENT_COLUMNS = `
  CASE WHEN d.kind = 'camera' AND d.uplink_device_id IS NOT NULL THEN
    (SELECT w.told_until FROM ${AGENTS_WATCH}) END AS agent_told_until,
  CASE WHEN d.kind = 'camera' AND d.uplink_device_id IS NOT NULL THEN
    (SELECT ah.connectivity = 'offline' FROM device_health ah WHERE ah.device_no = ${AGENT_OF}) END AS agent_silent`;
