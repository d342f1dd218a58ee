import type { EpochMs, FoundCause, IncidentId, UnitId, WatchedDevice } from '#libs/domain';
import { isHidden } from '../maintenance/covers.ts';
import { epoch } from '../sql-text.ts';
import { DEADLINE_SECONDS } from '../transitions/deadline-seconds.ts';

/** A device with what it hangs on: its open incident, and what explains that. */
export interface ObservedDevice extends WatchedDevice {
  /** Of its silence; null while it is only suspect, or talks. */
  readonly incidentId: IncidentId | null;
  readonly incidentUnitId: UnitId | null;
  readonly parentId: IncidentId | null;
  readonly parentCause: FoundCause | null;
  /** A cause that has ended left it behind: it is its own trouble now. */
  readonly released: boolean;
  readonly offlineAfterSeconds: number;
}

export type ObservedRow = Omit<ObservedDevice, 'setAside'> & { readonly maintenance: boolean };

/**
 * Of device `d` with health `h` and latest `l`. `now`: the placeholder for the time. Joins `LASTING` and needs `village_id`
 * and `way` from the caller.
 */
export const observedColumns = (now: string): string => `
  d.device_no AS "deviceNo", d.kind, d.power_source AS "powerSource", d.unit_id AS "unitId",
  ${DEADLINE_SECONDS} AS "offlineAfterSeconds", h.connectivity,
  ${epoch('h.silent_since')} AS "silentSince", ${epoch(`greatest(h.known_at, (
    SELECT max(gone.left_at) FROM incident_parent gone WHERE gone.child_id = i.id))`)} AS "knownAt",
  ${epoch('l.last_contact_at')} AS "lastContactAt", coalesce(${isHidden(now)}, false) AS maintenance,
  i.id AS "incidentId", i.unit_id AS "incidentUnitId", p.parent_id AS "parentId", parent.cause AS "parentCause",
  h.silent_since IS NOT NULL AND EXISTS (
    SELECT 1 FROM incident_device m JOIN incident ended ON ended.id = m.incident_id
    WHERE m.device_no = d.device_no AND m.left_at IS NULL AND ended.cause NOT IN ('device','self','weather')
      AND ended.ended_at > h.silent_since) AS released`;

export const OBSERVED_TABLES = `
  device d JOIN device_health h USING (device_no) LEFT JOIN device_latest l USING (device_no)
  LEFT JOIN incident i ON i.device_no = d.device_no AND i.ended_at IS NULL AND i.cause = 'device' AND i.fault_code IS NULL
  LEFT JOIN incident_parent p ON p.child_id = i.id AND p.left_at IS NULL
  LEFT JOIN incident parent ON parent.id = p.parent_id`;

/** Explained by a carrier or by ourselves: what is behind that is not judged again. */
const judged = (cause: FoundCause | null): boolean => cause === 'carrier' || cause === 'self';

export const observed = ({ maintenance, ...row }: ObservedRow): ObservedDevice => ({
  ...row,
  setAside: maintenance || row.released || judged(row.parentCause),
});

/** May it join an explanation that began at `from`? */
export const joins = (device: ObservedDevice, from: EpochMs): boolean =>
  !device.released && !judged(device.parentCause) && device.silentSince !== null && device.silentSince >= from;
