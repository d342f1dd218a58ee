/** In the place of a village: all of them. */
export const WHOLE_DISTRICT = 'all';

/**
 * What can be broken on purpose. `target` is a device's code, or for the two that hit a village its name, or `all` for
 * the whole district.
 */
export const FAULTS = {
  kill: { scope: 'device', vi: 'Tắt hẳn thiết bị', en: 'the device dies without a goodbye' },
  'power-cut': {
    scope: 'village',
    vi: 'Mất điện',
    en: 'cameras and hotspots of the village lose power (solar lights go on)',
  },
  'uplink-cut': {
    scope: 'village',
    vi: 'Đứt mạng',
    en: 'cameras and hotspots of the village lose their line, without a restart',
  },
  'wrong-password': {
    scope: 'camera',
    vi: 'Camera bị đổi mật khẩu',
    en: 'somebody changed the password on the camera',
  },
  'clock-off': { scope: 'camera', vi: 'Đồng hồ camera nhanh 2 giờ', en: "the camera's clock runs two hours ahead" },
  'bad-payload': { scope: 'mqtt', vi: 'Gửi dữ liệu hỏng', en: 'the light or hotspot sends broken JSON' },
} as const;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
export const isFaultName = (text: string): text is FaultName => Object.hasOwn(FAULTS, text);

export interface ActiveFault {
  readonly fault: FaultName;
  /** Device code, village key, or `all`. */
  readonly target: string;
}

/** `kill:SPH-C0001@60+300`: what, whom, after how many seconds (at once), for how many seconds (for good). */
export interface PlannedFault {
  readonly fault: FaultName;
  readonly target: string;
  readonly afterSeconds: number;
  readonly forSeconds: number | null;
}

const WRITTEN = /^([a-z-]+):([^@]+?)(?:@(\d+)(?:\+(\d+))?)?$/;

/** Null when it cannot be read. */
export function readFault(text: string): PlannedFault | null {
  const [, fault = '', target = '', after, length] = WRITTEN.exec(text.normalize('NFC')) ?? [];
  if (!isFaultName(fault)) return null;
  return { fault, target, afterSeconds: Number(after ?? 0), forSeconds: length === undefined ? null : Number(length) };
}
