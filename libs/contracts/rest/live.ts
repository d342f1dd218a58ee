import type { Cause, Health, IncidentState, Severity } from '#libs/domain';
import type { Fault } from './device-view.dto.ts';

/** socket.io namespace; the access token (or API key) goes in `auth: { token }`. */
export const LIVE_NAMESPACE = '/live';

/** Client → server: follow this unit and everything below it. */
export interface WatchRequest {
  unitId: string;
  /** The highest `seq` seen: what was missed since is sent first. */
  sinceSeq?: number;
}

/** The acknowledgement of `watch`. `seq`: the feed's newest number now; events after it follow. */
export type WatchAnswer = { ok: true; seq: number } | { ok: false; errorCode: string; message: string };

export interface LiveHealth {
  deviceId: string;
  health: Health;
  faults: Fault[];
  at: string;
  seq: number;
}

export interface LiveIncident {
  id: string;
  cause: Cause;
  faultCode?: string;
  severity: Severity;
  state: IncidentState;
  unitId: string;
  /** The first fifty, by code. */
  deviceIds: string[];
  deviceCount: number;
  /** The cause that explains it, or explained it when it ended. */
  parentId?: string;
  startedAt: string;
  openedAt: string;
  at: string;
  seq: number;
}

/** Devices came, went, moved or were renamed: what is drawn of this territory is read again. */
export interface LivePlaces {
  at: string;
  seq: number;
}

export interface LiveServerEvents {
  health: (event: LiveHealth) => void;
  places: (event: LivePlaces) => void;
  incident: (event: LiveIncident) => void;
  /** Too much was missed to replay: read everything again. */
  resync: (event: { unitId: string }) => void;
}

export interface LiveClientEvents {
  watch: (request: WatchRequest, answer?: (answer: WatchAnswer) => void) => void;
  unwatch: (request: { unitId: string }) => void;
}
