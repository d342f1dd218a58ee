import { ANNOUNCED_INTERVALS } from '#libs/domain';

/**
 * Seconds of silence after which device `d` with health `h` is offline: what was chosen at registration, or three of the
 * intervals it announces. A lamp that saves its battery by reporting less often is not taken for a dead one.
 */
export const DEADLINE_SECONDS = `greatest(d.offline_after_seconds, ${ANNOUNCED_INTERVALS} * h.announced_interval_seconds)`;
