import type { EpochMs } from '../time.ts';
import type { CauseFoundReason, NoCauseReason } from './cause-reasons.ts';
import { type Fall, greatestFall, hearWitnesses, onMains, type WatchedDevice } from './watched-device.ts';

/** One or two devices that fall together are a coincidence, or one pole. */
const FEWEST = 3;
/** Percent. */
const NEARLY_ALL = 80;

export type PowerCutDecision<Device extends WatchedDevice> =
  | { readonly cut: false; readonly reason: NoCauseReason }
  | {
      readonly cut: true;
      readonly reason: Extract<CauseFoundReason, 'mains_silent_witnesses_talk' | 'mains_silent_no_witness'>;
      /** Nobody can testify: it is only probable. */
      readonly likely: boolean;
      readonly fall: Fall<Device>;
    };

/** Is the power off at this place? `devices`: all of the place and of the units below it. */
export function decidePowerCut<Device extends WatchedDevice>(
  devices: readonly Device[],
  now: EpochMs,
): PowerCutDecision<Device> {
  const fall = greatestFall(devices.filter(onMains), now);
  if (fall === null || fall.together.length < FEWEST) return { cut: false, reason: 'too_few_silent' };
  const { together, talking } = fall;
  if (100 * together.length < NEARLY_ALL * (together.length + talking.length))
    return { cut: false, reason: 'many_still_talk' };
  if (together.every(({ connectivity }) => connectivity !== 'offline'))
    return { cut: false, reason: 'nobody_offline_yet' };
  if (new Set(together.map(({ way }) => way)).size < 2) return { cut: false, reason: 'behind_one_uplink' };
  const { talk, silent } = hearWitnesses(devices, fall);
  if (talk + silent === 0) return { cut: true, reason: 'mains_silent_no_witness', likely: true, fall };
  if (talk <= silent) return { cut: false, reason: 'witnesses_silent_too' };
  return { cut: true, reason: 'mains_silent_witnesses_talk', likely: false, fall };
}
