/** A span of a running system as a trace without names, for `npm run replay`. */
export type {
  RecordedAcknowledgement,
  RecordedChange,
  RecordedDevice,
  RecordedRota,
  RecordedTarget,
  RecordedUnit,
  RecordedWindow,
  Recording,
} from './recorded.ts';
export { traceOf } from './trace-of.ts';
