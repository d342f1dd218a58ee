import type { Cause, EpochMs, FaultCode } from '#libs/domain';
import { MINUTE } from '#libs/domain';
import type { Received } from '../alerting/rude-receiver.ts';
import type { FieldDevice } from './field-device.ts';

/** How many messages said that something is wrong, and which of them said what was not so. */
export interface Verdict {
  messages: number;
  /** Of devices that were well. */
  readonly false: string[];
  /** Of devices that were not, but for another reason. */
  readonly misjudged: string[];
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
  const line = `${new Date(now).toISOString()} ${body.data.text.vi}`;
  if (!told.every((trouble) => isTrue(trouble, devices, now))) verdict.false.push(line);
  else if (!told.every((trouble) => isTheCause(trouble, devices))) verdict.misjudged.push(line);
}

const meantBy = ({ devices: named }: TroubleTold, devices: ReadonlyMap<string, FieldDevice>) =>
  named.map(({ code }) => devices.get(code));

function isTrue(trouble: TroubleTold, devices: ReadonlyMap<string, FieldDevice>, now: EpochMs): boolean {
  const { faultCode } = trouble;
  if (faultCode === 'flapping') return true;
  return meantBy(trouble, devices).every((device) => {
    if (device === undefined) return false;
    if (faultCode) return device.faults.has(faultCode);
    return !device.talking && device.because !== 'ours' && (device.silentSince ?? now) <= now + GRACE;
  });
}

const isTheCause = (trouble: TroubleTold, devices: ReadonlyMap<string, FieldDevice>): boolean =>
  Boolean(trouble.faultCode) || meantBy(trouble, devices).every((device) => device?.because === trouble.cause);
