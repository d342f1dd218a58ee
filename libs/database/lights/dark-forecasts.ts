import { DARK_RULE, type DeviceNo, type EpochMs, type NightWork } from '#libs/domain';
import type { Sql } from '../sql.ts';

export interface LightNight {
  readonly deviceNo: DeviceNo;
  readonly work: NonNullable<NightWork>;
}

/** The calendar day of a moment, as SQL: nights are named by the day on which the sun sets. */
export const localDay = (moment: string): string => `(${moment} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;
const night = (sunset: string): string => localDay(`to_timestamp(${sunset} / 1000.0)`);

/** Each is said once: a verdict stays as it was before sunset, so that it can be scored. */
export async function writeNights(sql: Sql, nights: readonly LightNight[], now: EpochMs): Promise<void> {
  const at = new Date(now);
  const rows = nights.map(({ deviceNo, work }) => ({
    device_no: deviceNo,
    sunset: work.sunset,
    ...(work.kind === 'score' ? { dark_minutes: work.darkMinutes } : flat(work.verdict)),
  }));
  const of = (kind: LightNight['work']['kind']) =>
    JSON.stringify(rows.filter((_, index) => nights[index]?.work.kind === kind));
  await sql.query(
    `INSERT INTO dark_forecast (night, device_no, decided_at, dark, likelihood, reason, rule, left_now, left_at_dusk,
       need, uncertainty)
     SELECT ${night('sunset')}, device_no, $2, dark, likelihood, reason, '${DARK_RULE}', left_now, left_at_dusk, need,
       uncertainty
     FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, sunset float8, dark boolean, likelihood real, reason text,
       left_now real, left_at_dusk real, need real, uncertainty real)
     ORDER BY device_no ON CONFLICT DO NOTHING`,
    [of('forecast'), at],
  );
  await sql.query(
    `UPDATE dark_forecast f SET corrected_at = $2, corrected_dark = t.dark, corrected_likelihood = t.likelihood
     FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, sunset float8, dark boolean, likelihood real)
     WHERE f.night = ${night('t.sunset')} AND f.device_no = t.device_no AND f.corrected_at IS NULL`,
    [of('correct'), at],
  );
  await sql.query(
    `UPDATE dark_forecast f SET scored_at = $2, dark_minutes = t.dark_minutes
     FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, sunset float8, dark_minutes real)
     WHERE f.night = ${night('t.sunset')} AND f.device_no = t.device_no AND f.scored_at IS NULL`,
    [of('score'), at],
  );
}

function flat({ dark, likelihood, reason, ...numbers }: Extract<LightNight['work'], { verdict: unknown }>['verdict']) {
  const { leftNow, leftAtDusk, need, uncertainty } = numbers;
  return { dark, likelihood, reason, left_now: leftNow, left_at_dusk: leftAtDusk, need, uncertainty };
}
