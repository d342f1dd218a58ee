/** The present month in Việt Nam and those before it, newest first, `2026-11`. */
export function latestMonths(now: number, count: number): string[] {
  // Seven hours ahead of UTC, all year.
  const here = new Date(now + 7 * 3_600_000);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}
