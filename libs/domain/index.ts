/**
 * What is true: types and pure decisions. This room imports nothing, not even node:*; it knows no clock, no database,
 * no wire. Every decision is total and returns the named reason for what it did or did not do.
 */
export * from './announced-interval.ts';
export * from './announcement.ts';
export * from './availability.ts';
export * from './bad-payload.ts';
export * from './blame.ts';
export * from './boot.ts';
export * from './camera-login.ts';
export * from './camera-operation.ts';
export * from './causes/index.ts';
export * from './clock-drift.ts';
export * from './command.ts';
export * from './contact.ts';
export * from './delivery.ts';
export * from './device.ts';
export * from './duty.ts';
export * from './explain.ts';
export * from './fault.ts';
export * from './flapping.ts';
export * from './fold.ts';
export * from './hardware.ts';
export * from './health.ts';
export * from './ids.ts';
export * from './incident-change.ts';
export * from './incident.ts';
export * from './late-report.ts';
export * from './local-clock.ts';
export * from './maintenance-import.ts';
export * from './maintenance.ts';
export * from './message.ts';
export * from './poll-schedule.ts';
export * from './reach.ts';
export * from './recipient.ts';
export * from './policy.ts';
export * from './role.ts';
export * from './security-event.ts';
export * from './security-tally.ts';
export * from './silence.ts';
export { type Span } from './span.ts';
export * from './target.ts';
export * from './text/explain.ts';
export { reasonWords } from './text/reasons.ts';
export * from './text/speak.ts';
export * from './time.ts';
export * from './unit.ts';
