import { zaloPhone } from '../zalo/text.ts';

/** `+84 912 345 678` → `0912345678`; null: no Vietnamese number. */
export function smsPhone(phone: string): string | null {
  const international = zaloPhone(phone);
  return international === null ? null : `0${international.slice(2)}`;
}
