/** The product's people live by the clocks of Vietnam, which know no summer time. */
const ZONE = 'Asia/Ho_Chi_Minh';
const OFFSET = '+07:00';

/** What `<input type="datetime-local">` shows at a moment (epoch milliseconds): `2026-11-21T19:42`. */
export function toInput(at: number): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(at);
  return parts.replace(' ', 'T').slice(0, 16);
}

/** A moment with its zone, as the API reads it; undefined while the field is empty. */
export const fromInput = (text: string): string | undefined => (text === '' ? undefined : `${text}:00${OFFSET}`);
