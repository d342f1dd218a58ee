/** Ages and durations in words, by the browser's own Vietnamese and English. Milliseconds in, text out. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** "5 phút trước". Under five seconds it is "just now" in the browser's words. */
export function ageText(at: number, now: number, language: string): string {
  const elapsed = Math.max(0, now - at);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const unit = UNITS.find(([, length]) => elapsed >= length);
  if (unit === undefined || elapsed < 5000) return format.format(0, 'second');
  return format.format(-Math.floor(elapsed / unit[1]), unit[0]);
}

/** "1 giờ 20 phút": at most two units, never rounded up. */
export function durationText(milliseconds: number, language: string): string {
  const elapsed = Math.max(0, milliseconds);
  const first = UNITS.findIndex(([, length]) => elapsed >= length);
  if (first === -1) return amount(0, 'second', language);
  let rest = elapsed;
  const parts: string[] = [];
  for (const [unit, length] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(amount(count, unit, language));
  }
  return parts.join(' ');
}

/** Date and time in Vietnam, whatever the phone's time zone: "14:05 21/11/2026". */
export function momentText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(at);
}

function amount(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
