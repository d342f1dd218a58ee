/**
 * The lean ONVIF client: one visit to one camera, by a total deadline, polite to lock-outs. It knows SOAP, HTTP and
 * clocks; it must not know the database, schedules, or what a finding means for health.
 */
export { probeCamera, type ProbeRequest } from './probe-camera.ts';
export type { Authentication, LoginMethod, OnvifAnswer, ProbeOutcome, VisitOutcome } from './probe-outcome.ts';
export type { CameraCredential } from './soap-request.ts';
