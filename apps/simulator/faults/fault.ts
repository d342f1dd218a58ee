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
  'picture-dark': { scope: 'camera', vi: 'Camera tối đen', en: 'the camera shows black' },
  'lens-covered': { scope: 'camera', vi: 'Camera bị che', en: 'something covers the lens' },
  'picture-frozen': { scope: 'camera', vi: 'Camera đứng hình', en: 'the same picture again and again' },
  'camera-turned': { scope: 'camera', vi: 'Camera bị xoay', en: 'somebody turned the camera aside' },
  'no-video': { scope: 'camera', vi: 'Camera không gửi hình', en: 'the camera answers but gives no video' },
  'not-recording': { scope: 'camera', vi: 'Camera không ghi hình', en: 'nothing new is recorded' },
  'lamp-dark': { scope: 'light', plants: 'lamp_failure', vi: 'Đèn tối ban đêm', en: 'the lamp stays dark at night' },
  'lamp-by-day': {
    ...{ scope: 'light', plants: 'lamp_unexpected_on' },
    vi: 'Đèn sáng ban ngày',
    en: 'the lamp shines by day',
  },
  'panel-dead': {
    ...{ scope: 'light', plants: 'panel_fault' },
    vi: 'Tấm pin mặt trời hỏng',
    en: 'the panel gives nothing',
  },
  stolen: { scope: 'light', plants: 'theft_suspected', vi: 'Đèn bị tháo đi', en: 'the light is carried away' },
  'no-internet': {
    ...{ scope: 'hotspot', plants: 'no_internet' },
    vi: 'Wi-Fi không có Internet',
    en: 'phones connect, nothing loads',
  },
  'no-names': { scope: 'hotspot', plants: 'dns_failing', vi: 'Wi-Fi hỏng DNS', en: 'no address is found' },
  'line-down': {
    ...{ scope: 'hotspot', plants: 'uplink_down' },
    vi: 'Wi-Fi mất đường chính',
    en: 'its line is down, it reports over a second one',
  },
  'slow-line': { scope: 'hotspot', plants: 'latency_high', vi: 'Wi-Fi rất chậm', en: 'everything takes long' },
  'lossy-line': { scope: 'hotspot', plants: 'loss_high', vi: 'Wi-Fi rớt nhiều', en: 'a quarter gets lost' },
  crowd: { scope: 'hotspot', plants: 'too_many_clients', vi: 'Wi-Fi quá đông', en: 'more guests than it bears' },
  'no-guests': { scope: 'hotspot', plants: 'no_clients', vi: 'Wi-Fi không ai bắt được', en: 'nobody can connect' },
  hot: { scope: 'hotspot', plants: 'overheating', vi: 'Bộ phát quá nóng', en: 'it overheats' },
  'memory-full': { scope: 'hotspot', plants: 'memory_low', vi: 'Bộ phát đầy bộ nhớ', en: 'its memory fills up' },
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
