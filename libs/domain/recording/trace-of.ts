import type { DeviceNo } from '../ids.ts';
import { Cast, type TraceLine } from './cast.ts';
import { acknowledgementLines, faultLines, silenceLines, windowLines } from './event-lines.ts';
import { maintenanceOf } from './maintenance-of.ts';
import { weeksToNeutral, writeDuration } from './neutral-time.ts';
import { outagesOf } from './outages.ts';
import type { RecordedChange, Recording } from './recorded.ts';
import { deviceLines, dutyLines, policyLines, targetLines, unitLines } from './scene-lines.ts';

export interface RecordedTrace {
  readonly lines: readonly TraceLine[];
  /** Silences that began within the span, the short ones as well. */
  readonly silences: number;
  /** Devices that were silent when the span began: they say nothing until they speak, and nobody is told of them. */
  readonly silentFromTheStart: number;
}

/** Turns what rows say into a trace that can be replayed: ordinals for names, times that count from its start. */
export function traceOf(recording: Recording): RecordedTrace {
  const { span, devices, windows } = recording;
  const cast = new Cast(recording);
  const changes = byDevice(recording.changes);
  const outages = devices.flatMap((device) => outagesOf(device, changes.get(device.deviceNo) ?? [], span));
  const own = devices.flatMap((device) => maintenanceOf(device, changes.get(device.deviceNo) ?? [], span));
  const scene = [unitLines, policyLines, deviceLines, targetLines, dutyLines];
  const events = [
    ...windowLines([...windows, ...own], recording, cast),
    ...silenceLines(outages, recording, cast),
    ...faultLines(recording, cast),
    ...acknowledgementLines(recording, cast),
  ];
  const inOrder = events.sort((a, b) => a.atMs - b.atMs).map(({ line }) => line);
  const silentFromTheStart = outages.filter(({ from }) => from === null).length;
  const silences = outages.length - silentFromTheStart;
  const lines = [headLine(recording, silences), ...scene.flatMap((of) => of(recording, cast)), ...inOrder];
  return { lines, silences, silentFromTheStart };
}

function headLine({ span, devices }: Recording, silences: number): TraceLine {
  const about = `Recorded from a running system, without names: ${devices.length} devices, ${silences} silences.`;
  const startsAt = new Date(span.from - weeksToNeutral(span.from)).toISOString();
  return { trace: 'recorded', about, startsAt, lasts: writeDuration(span.until - span.from) };
}

function byDevice(changes: readonly RecordedChange[]): Map<DeviceNo, RecordedChange[]> {
  const sorted = new Map<DeviceNo, RecordedChange[]>();
  for (const change of changes) {
    const own = sorted.get(change.deviceNo);
    if (own) own.push(change);
    else sorted.set(change.deviceNo, [change]);
  }
  return sorted;
}
