import {
  CORRECTION_RULE,
  decideCorrection,
  type DeviceNo,
  type EpochMs,
  HOUR,
  LATE_AT_MOST,
  type LifeProof,
  MINUTE,
  outagesOf,
} from '#libs/domain';
import { newId } from '../new-id.ts';
import { epoch } from '../sql-text.ts';
import type { Database, Sql, Transaction } from '../sql.ts';
import { readHistories } from './device-history.ts';
import { packAgain, readingsFrom, readPacking } from './pack-hours.ts';
import { DATABLE } from './readings.ts';
import { lockHours, nextHour, rollUpDevices } from './roll-up.ts';

/** Noted hours in one transaction. */
const CHUNK = 2_000;
/** Reports of now that a device's clock is compared in. */
const CLOCK_SEEN_WITHIN = 10 * MINUTE;

export interface Repeated {
  readonly hours: number;
  readonly corrections: number;
}

/**
 * One transaction: takes hours that late reports came to, rolls them up again, and records what the reports prove about
 * outages. Null: nothing waits, or another process is at it. Never touches the present and tells nobody.
 */
export function repeatLateHours(database: Database, now: EpochMs): Promise<Repeated | null> {
  return database.transaction(async (tx) => {
    if (!(await lockHours(tx))) return null;
    const rows = await tx.query<{ device_no: DeviceNo; hour: EpochMs }>(
      `WITH taken AS (
         DELETE FROM late_hour WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM late_hour ORDER BY device_no LIMIT $1)) RETURNING device_no, hour)
       SELECT DISTINCT device_no, ${epoch('hour')} AS hour FROM taken ORDER BY hour, device_no`,
      [CHUNK],
    );
    if (rows.length === 0) return null;
    const byHour = new Map<EpochMs, DeviceNo[]>();
    for (const { device_no, hour } of rows) byHour.set(hour, [...(byHour.get(hour) ?? []), device_no]);
    await rollUpAgain(tx, byHour);
    const hours = [...byHour.keys()];
    const deviceNos = [...new Set(rows.map((row) => row.device_no))];
    const corrections = await correct(tx, deviceNos, Math.min(...hours), Math.max(...hours) + HOUR, now);
    return { hours: rows.length, corrections };
  });
}

/**
 * Hours that the first roll-up has yet to reach are left to it; those whose readings are gone stay as they are. What came
 * to a packed hour is packed with it.
 */
async function rollUpAgain(tx: Transaction, byHour: ReadonlyMap<EpochMs, readonly DeviceNo[]>): Promise<void> {
  const next = (await nextHour(tx)) ?? -Infinity;
  const from = await readingsFrom(tx);
  const { rawFrom } = await readPacking(tx);
  for (const [hour, deviceNos] of byHour) {
    if (hour >= next || hour < from) continue;
    await rollUpDevices(tx, hour, deviceNos, rawFrom);
    await packAgain(tx, hour, deviceNos);
  }
}

async function correct(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  from: EpochMs,
  until: EpochMs,
  now: EpochMs,
): Promise<number> {
  const proofs = await readProofs(sql, deviceNos, from, until);
  if (proofs.size === 0) return 0;
  const proving = [...proofs.keys()];
  // A long uptime proves time before the first of these hours, and may have been recorded already.
  const histories = await readHistories(sql, proving, { from: from - LATE_AT_MOST, until: now });
  const facts = await readFacts(sql, proving, now);
  let recorded = 0;
  for (const [deviceNo, history] of histories) {
    const own = proofs.get(deviceNo) ?? [];
    const { intervalSeconds = 60, clockOffMs = null } = facts.get(deviceNo) ?? {};
    for (const outage of outagesOf(history)) {
      const known = { intervalSeconds, clockOffMs, corrected: history.corrections };
      const { reason, spans } = decideCorrection(outage, own, known);
      const evidence = { ...evidenceOf(own, outage), clockOffMs };
      for (const span of spans) {
        await sql.query(
          `INSERT INTO availability_correction (id, device_no, from_at, until_at, old_blame, new_blame, reason, rule,
             evidence, known_at) VALUES ($1, $2, $3, $4, $5, 'uplink', $6, $7, $8, $9)
           ON CONFLICT (device_no, from_at) DO NOTHING`,
          [
            ...[newId(now), deviceNo, new Date(span.from), new Date(span.until), outage.blame, reason],
            ...[CORRECTION_RULE, JSON.stringify(evidence), new Date(now)],
          ],
        );
        recorded++;
      }
    }
  }
  return recorded;
}

/** How many reports from within the outage, and the first and last of them by the device's clock. */
function evidenceOf(proofs: readonly LifeProof[], outage: { readonly from: EpochMs; readonly until: EpochMs | null }) {
  const sent = proofs
    .map(({ sentAt }) => sentAt)
    .filter((at) => at > outage.from && at < (outage.until ?? Infinity))
    .sort((a, b) => a - b);
  const iso = (at: EpochMs | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return { reports: sent.length, firstSentAt: iso(sent[0]), lastSentAt: iso(sent.at(-1)) };
}

async function readProofs(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  from: EpochMs,
  until: EpochMs,
): Promise<Map<DeviceNo, LifeProof[]>> {
  const rows = await sql.query<LifeProof & { readonly deviceNo: DeviceNo }>(
    `SELECT device_no AS "deviceNo", ${epoch('sent_at')} AS "sentAt", uptime_seconds::float8 AS "uptimeSeconds"
     FROM telemetry WHERE ${DATABLE} AND device_no = ANY($1) AND sent_at >= $2 AND sent_at < $3
       AND received_at >= $2::timestamptz - interval '1 hour'`,
    [deviceNos, new Date(from), new Date(until)],
  );
  const proofs = new Map<DeviceNo, LifeProof[]>();
  for (const { deviceNo, ...proof } of rows) {
    const own = proofs.get(deviceNo);
    if (own === undefined) proofs.set(deviceNo, [proof]);
    else own.push(proof);
  }
  return proofs;
}

interface Facts {
  readonly deviceNo: DeviceNo;
  readonly intervalSeconds: number;
  readonly clockOffMs: number | null;
}

async function readFacts(sql: Sql, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<Map<DeviceNo, Facts>> {
  const rows = await sql.query<Facts>(
    `WITH clock AS (
       SELECT device_no, avg(extract(epoch FROM sent_at - received_at)) * 1000 AS off FROM telemetry
       WHERE NOT late AND sent_at IS NOT NULL AND device_no = ANY($1) AND received_at >= $2 AND received_at <= $3
       GROUP BY device_no)
     SELECT device_no AS "deviceNo", round(off)::float8 AS "clockOffMs",
       coalesce(h.announced_interval_seconds, d.interval_seconds) AS "intervalSeconds"
     FROM device d JOIN device_health h USING (device_no) LEFT JOIN clock USING (device_no)
     WHERE device_no = ANY($1)`,
    [deviceNos, new Date(now - CLOCK_SEEN_WITHIN), new Date(now)],
  );
  return new Map(rows.map((row) => [row.deviceNo, row]));
}
