import type { HeartbeatMessage } from '#libs/contracts';

/** What a simulated device measures at one moment, by the names of the heartbeat. */
export type Reading = HeartbeatMessage['facts'];

/** What a device keeps for life. */
export interface Nature {
  readonly code: string;
  /** 0–1, evenly spread over the fleet: old or new battery, busy or quiet place. */
  readonly trait: number;
}

export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
