import type { ServiceContext } from './device-service.ts';

/** Profile G as far as anybody asks whether it records (Recording Search 22.06, 5.4; Recording Control 22.06, 5.15). */

const HOUR = 3_600_000;

export const recordingOperations: Readonly<Record<string, (context: ServiceContext) => string>> = {
  GetRecordingSummary: ({ camera, now }) => {
    const shown = camera.clockAt(now);
    const until = camera.faults.recording === 'stopped' ? shown - 50 * HOUR : shown - 20_000;
    return (
      `<tse:GetRecordingSummaryResponse><tse:Summary><tt:DataFrom>${new Date(shown - 700 * HOUR).toISOString()}</tt:DataFrom>` +
      `<tt:DataUntil>${new Date(until).toISOString()}</tt:DataUntil><tt:NumberRecordings>1</tt:NumberRecordings></tse:Summary>` +
      '</tse:GetRecordingSummaryResponse>'
    );
  },
  GetRecordingJobs: () =>
    '<trc:GetRecordingJobsResponse><trc:JobItem><tt:JobToken>job0</tt:JobToken><tt:JobConfiguration><tt:RecordingToken>rec0</tt:RecordingToken>' +
    '<tt:Mode>Active</tt:Mode><tt:Priority>1</tt:Priority></tt:JobConfiguration></trc:JobItem></trc:GetRecordingJobsResponse>',
  GetRecordingJobState: ({ camera }) =>
    `<trc:GetRecordingJobStateResponse><trc:State><tt:RecordingToken>rec0</tt:RecordingToken><tt:State>${camera.faults.recording === 'stopped' ? 'Idle' : 'Active'}</tt:State>` +
    '</trc:State></trc:GetRecordingJobStateResponse>',
};
