import { CLOCK_TOLERANCE, LATE_AT_MOST } from '#libs/domain';

const seconds = (ms: number): string => `interval '${ms / 1_000} seconds'`;

/** The meaning of `measuredAt` in libs/domain, as SQL: a buffered report whose clock can be right. */
export const DATABLE = `late AND sent_at IS NOT NULL AND sent_at <= received_at + ${seconds(CLOCK_TOLERANCE)}
  AND sent_at >= received_at - ${seconds(LATE_AT_MOST)}`;

/** Where readings stand: the table of those that are not packed, or something with the same columns. */
const RAW = 'telemetry';

/** Raw rows, and those of the JSON array in this parameter. */
export const rawAnd = (parameter: string): string => `(SELECT * FROM telemetry UNION ALL
  SELECT * FROM jsonb_populate_recordset(NULL::telemetry, ${parameter}::jsonb)) AS telemetry`;

/**
 * Rows measured in [from, until), with the moment as `at`: what came at once by when it came, what was buffered by
 * when it was sent, once however often a device repeats it. `more` narrows both ("AND device_no = $3").
 */
export const measuredIn = (from: string, until: string, more = '', source = RAW): string => `
  SELECT received_at AS at, telemetry.* FROM ${source}
  WHERE NOT late AND received_at >= ${from} AND received_at < ${until} ${more}
  UNION ALL
  (SELECT DISTINCT ON (device_no, sent_at, seq) sent_at AS at, telemetry.* FROM ${source}
   WHERE ${DATABLE} AND sent_at >= ${from} AND sent_at < ${until}
     AND received_at >= ${from} - ${seconds(CLOCK_TOLERANCE)} ${more}
   ORDER BY device_no, sent_at, seq, received_at)`;
