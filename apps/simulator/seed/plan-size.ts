import { StartError } from '#libs/runtime';
import { DISTRICT_DEVICES } from '../fleet/planned-device.ts';
import type { Ledger, PlanSize } from './ledger.ts';

const INTERVAL_SECONDS = 60;
const CAMERA_PORT = 8480;

export interface WantedSize {
  readonly devices: number | null;
  readonly intervalSeconds: number | null;
  readonly cameraPort: number;
  readonly messagesOrigin: string | null;
}

/** The size chosen at the first start holds: devices are registered with it. Another wish is refused, not half done. */
export function settlePlan(ledger: Ledger, wanted: WantedSize): PlanSize {
  const known = ledger.plan;
  if (known !== null) return checked(known, wanted, ledger.path);
  const plan: PlanSize = {
    devices: wanted.devices ?? DISTRICT_DEVICES,
    intervalSeconds: wanted.intervalSeconds ?? INTERVAL_SECONDS,
    cameraPort: wanted.cameraPort === 0 ? CAMERA_PORT : wanted.cameraPort,
    messagesOrigin: wanted.messagesOrigin,
  };
  ledger.note({ kind: 'plan', ...plan });
  return plan;
}

function checked(known: PlanSize, wanted: WantedSize, path: string): PlanSize {
  if (wanted.devices !== null && wanted.devices !== known.devices) {
    throw new StartError(
      `${path} was made for ${known.devices} devices: leave --devices away, or choose another folder, or delete this one.`,
    );
  }
  if (wanted.intervalSeconds !== null && wanted.intervalSeconds !== known.intervalSeconds) {
    throw new StartError(`${path} was made with --interval ${known.intervalSeconds}: leave --interval away.`);
  }
  return known;
}
