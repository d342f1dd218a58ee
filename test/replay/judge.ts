import type { Cause, EpochMs, FaultCode } from '#libs/domain';
import { MINUTE } from '#libs/domain';
import type { Received } from '../alerting/rude-receiver.ts';
import type { FieldDevice } from './field-device.ts';

/** How many messages said that something is wrong, and which of them said what was not so. */
export interface Verdict {
  messages: number;
  readonly false: string[];
}

interface TroubleTold {
  readonly cause: Cause;
  readonly faultCode?: FaultCode | null;
  readonly devices: readonly { readonly code: string }[];
}

/** A message may be on its way while the device comes back. */
const GRACE = MINUTE;

/** Compares what a message says with what was true in the field when it was sent. */
export function judge(
  body: Received['body'],
  devices: ReadonlyMap<string, FieldDevice>,
  now: EpochMs,
  verdict: Verdict,
): void {
  if (body.type !== 'incident.opened' && body.type !== 'incident.escalated') return;
  verdict.messages += 1;
  const told = (body.data.incidents ?? []) as readonly unknown[] as readonly TroubleTold[];
  const wrong = told.filter((trouble) => !isTrue(trouble, devices, now));
  if (wrong.length > 0) verdict.false.push(`${new Date(now).toISOString()} ${body.data.text.vi}`);
}

function isTrue(
  { cause, faultCode, devices: named }: TroubleTold,
  devices: ReadonlyMap<string, FieldDevice>,
  now: EpochMs,
): boolean {
  const meant = named.flatMap(({ code }) => devices.get(code) ?? []);
  if (meant.length !== named.length) return false;
  if (faultCode === 'flapping') return true;
  if (faultCode) return meant.every(({ faults }) => faults.has(faultCode));
  return meant.every(
    (device) => !device.talking && device.because === cause && (device.silentSince ?? now) <= now + GRACE,
  );
}
