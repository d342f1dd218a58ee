import type { EpochMs } from '../time.ts';
import type { NoCauseReason } from './cause-reasons.ts';
import { isSilent, TOGETHER_WITHIN, type WatchedDevice } from './watched-device.ts';

export type UplinkDecision<Device extends WatchedDevice> =
  | { readonly cut: false; readonly reason: NoCauseReason }
  | {
      readonly cut: true;
      readonly reason: 'uplink_silent';
      readonly from: EpochMs;
      readonly silent: readonly Device[];
    };

/**
 * Does the silence of a router, hotspot or agent explain that of devices behind it? `uplink`: the last silent one on
 * the way to us. `behind`: everything whose way leads through it, directly or not.
 */
export function decideUplink<Device extends WatchedDevice>(
  uplink: Device,
  behind: readonly Device[],
): UplinkDecision<Device> {
  const { silentSince } = uplink;
  if (!isSilent(uplink) || silentSince === null) return { cut: false, reason: 'uplink_talks' };
  if (uplink.connectivity !== 'offline') return { cut: false, reason: 'nobody_offline_yet' };
  const silent = behind.filter(
    (device) => isSilent(device) && !device.setAside && (device.silentSince ?? 0) >= silentSince - TOGETHER_WITHIN,
  );
  if (silent.length === 0) return { cut: false, reason: 'nothing_behind_silent' };
  const from = Math.min(silentSince, ...silent.map((device) => device.silentSince ?? silentSince));
  return { cut: true, reason: 'uplink_silent', from, silent };
}
