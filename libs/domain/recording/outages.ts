import type { DeviceNo } from '../ids.ts';
import type { Cause } from '../incident.ts';
import type { Span } from '../span.ts';
import { MINUTE, SECOND, type EpochMs } from '../time.ts';
import type { RecordedChange, RecordedDevice } from './recorded.ts';

export interface Outage {
  readonly deviceNo: DeviceNo;
  /** When it was heard for the last time; null: it was silent when the span began. */
  readonly from: EpochMs | null;
  /** Null: still silent when the span ended. */
  readonly until: EpochMs | null;
  readonly because: Cause;
  readonly rebooted: boolean;
}

/** A device says after its return that it was started anew, some of them only with the next report. */
const BOOT_TOLD_WITHIN = 15 * MINUTE;

/** When one device said nothing, by what became known of it within the span (in that order). */
export function outagesOf(device: RecordedDevice, changes: readonly RecordedChange[], span: Span): Outage[] {
  const { deviceNo, intervalSeconds } = device;
  const known = changes.filter(({ kind }) => kind === 'connectivity');
  // Before it falls silent a device of a trace is heard once.
  const earliest = span.from + intervalSeconds * SECOND;
  const atFirst = known[0]?.from ?? device.connectivity;
  const found: { from: EpochMs | null; until: EpochMs | null; because: Cause }[] = [];
  if (atFirst === 'never_seen' || atFirst === 'offline') found.push({ from: null, until: null, because: 'device' });
  for (const { to, occurredAt, cause } of known) {
    const last = found.at(-1);
    const open = last?.until === null ? last : undefined;
    if (to === 'online') {
      if (open) open.until = occurredAt;
    } else if (!open) found.push({ from: Math.max(occurredAt, earliest), until: null, because: cause ?? 'device' });
    else if (cause !== null) open.because = cause;
  }
  const boots = changes.filter(({ kind }) => kind === 'boot').map(({ knownAt }) => knownAt);
  return found
    .filter(({ from, until }) => until === null || until > (from ?? -Infinity))
    .map((outage) => ({ deviceNo, ...outage, rebooted: boots.some((at) => isOf(at, outage)) }));
}

const isOf = (boot: EpochMs, { from, until }: Pick<Outage, 'from' | 'until'>): boolean =>
  until !== null && boot >= (from ?? -Infinity) && boot <= until + BOOT_TOLD_WITHIN;
