/** How long a `Retry-After` header asks us to wait (ms): seconds or an HTTP date; null when it says nothing usable. */
export function retryAfter(header: string | undefined, now: number): number | null {
  const value = header?.trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
