/**
 * A small RTSP client: is there video at the registered place? It knows the protocol and logins; it must not know the
 * database, schedules, or what a finding means.
 */
export { checkStream, type StreamVisit } from './check-stream.ts';
export { probeRtsp } from './probe-rtsp.ts';
