/** How long a door may stay silent itself before nobody believes its silence about devices (milliseconds). */
export const DOOR_LEASE = 10_000;
