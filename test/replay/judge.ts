import type { Cause, EpochMs, FaultCode } from '#libs/domain';
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
  const wrong = told.flatMap((trouble) => untrue(trouble, devices));
  if (wrong.length > 0) verdict.false.push(`${line} (not so: ${wrong.join(', ')})`);
  else if (!told.every((trouble) => isTheCause(trouble, devices))) verdict.misjudged.push(line);
}

const meantBy = ({ devices: named }: TroubleTold, devices: ReadonlyMap<string, FieldDevice>) =>
  named.map(({ code }) => devices.get(code));

/** Codes of the devices of which it is not so. */
function untrue({ devices: named, faultCode }: TroubleTold, devices: ReadonlyMap<string, FieldDevice>): string[] {
  if (faultCode === 'flapping') return [];
  const isSo = (device: FieldDevice | undefined): boolean => {
    if (device === undefined) return false;
    if (faultCode) return device.faults.has(faultCode);
    return !device.talking && device.because !== 'ours';
  };
  return named.map(({ code }) => code).filter((code) => !isSo(devices.get(code)));
}

const isTheCause = (trouble: TroubleTold, devices: ReadonlyMap<string, FieldDevice>): boolean =>
  Boolean(trouble.faultCode) || meantBy(trouble, devices).every((device) => device?.because === trouble.cause);
