import {
  BAD_PAYLOAD_RULE,
  BOOT_RULE,
  decideBadPayload,
  decideBoot,
  permittedInterval,
  type CommandStep,
  type DeviceNo,
  type DoorId,
  type EpochMs,
} from '#libs/domain';
import { recordCommandAcks } from '../commands/command-delivery.store.ts';
import { hoursToRepeat, noteLateHours } from '../history/late-hours.ts';
import { recordContacts } from '../transitions/contact-transitions.ts';
import { recordFaults } from '../transitions/fault-transitions.ts';
import { lockDevices, lockLatest } from '../transitions/lock.ts';
import { recordTransitions, type NewTransition } from '../transitions/record.ts';
import type { Sql } from '../sql.ts';
import { ArrayParameters } from './array-parameters.ts';
import type { DeviceEntry } from './ingest-batch.ts';
import { COPY_TELEMETRY, TelemetryEncoder } from './telemetry-copy.ts';

/** Statements and COPY on one connection, inside one transaction. */
export interface IngestSql extends Sql {
  copy(statement: string, bytes: Buffer): Promise<void>;
}

export interface WriteContext {
  readonly doorId: DoorId;
  readonly now: EpochMs;
}

/** What a write found out beside storing. */
export interface Written {
  /** What became of each acknowledgement of a command. */
  readonly acknowledgements: readonly CommandStep['reason'][];
}

type Contacted = DeviceEntry & { readonly lastContactAt: EpochMs };
const contacted = (entry: DeviceEntry): entry is Contacted => entry.lastContactAt !== null;

/**
 * Monotone on (session, time of receipt): a batch that commits late, a second door or a repeated flush never turns the
 * latest state back. Facts are merged, because a heartbeat may carry any part of them.
 */
const UPSERT_LATEST = `
  INSERT INTO device_latest AS l
    (device_no, session_epoch, boot_id, seq, door_id, last_contact_at, facts_at, facts, extra)
  SELECT device_no, session_epoch, boot_id, seq, $9, at, facts_at, coalesce(facts::jsonb, '{}'), coalesce(extra::jsonb, '{}')
  FROM unnest($1::int[], $2::bigint[], $3::text[], $4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[])
    AS t (device_no, session_epoch, boot_id, seq, at, facts_at, facts, extra)
  ON CONFLICT (device_no) DO UPDATE SET
    session_epoch = greatest(l.session_epoch, excluded.session_epoch),
    last_contact_at = greatest(l.last_contact_at, excluded.last_contact_at),
    hinted_at = CASE WHEN l.hinted_at > excluded.last_contact_at THEN l.hinted_at END,
    door_id = CASE WHEN (l.session_epoch, l.last_contact_at) <= (excluded.session_epoch, excluded.last_contact_at)
      THEN excluded.door_id ELSE l.door_id END,
    boot_id = CASE WHEN (l.session_epoch, l.last_contact_at) <= (excluded.session_epoch, excluded.last_contact_at)
      THEN coalesce(excluded.boot_id, l.boot_id) ELSE l.boot_id END,
    seq = CASE WHEN (l.session_epoch, l.last_contact_at) <= (excluded.session_epoch, excluded.last_contact_at)
      THEN coalesce(excluded.seq, l.seq) ELSE l.seq END,
    facts_at = CASE WHEN (l.session_epoch, l.last_contact_at) <= (excluded.session_epoch, excluded.last_contact_at)
      THEN coalesce(excluded.facts_at, l.facts_at) ELSE l.facts_at END,
    facts = CASE WHEN excluded.facts_at IS NOT NULL
        AND (l.session_epoch, l.last_contact_at) <= (excluded.session_epoch, excluded.last_contact_at)
      THEN l.facts || excluded.facts ELSE l.facts END,
    extra = CASE WHEN excluded.facts_at IS NOT NULL AND excluded.extra <> '{}'
        AND (l.session_epoch, l.last_contact_at) <= (excluded.session_epoch, excluded.last_contact_at)
      THEN excluded.extra ELSE l.extra END`;

/** A hint counts while nothing newer was heard, from this session or a later one. Hinted devices become candidates. */
const STORE_HINTS = `
  WITH hinted AS (
    UPDATE device_latest l SET hinted_at = t.at
    FROM unnest($1::int[], $2::bigint[], $3::timestamptz[]) AS t (device_no, session_epoch, at)
    WHERE l.device_no = t.device_no AND l.session_epoch <= t.session_epoch AND l.last_contact_at < t.at
    RETURNING l.device_no),
  new AS (
    INSERT INTO silence_candidate (device_no, door_id, proposed_at) SELECT device_no, $4, $5 FROM hinted ORDER BY device_no
    ON CONFLICT (device_no) DO NOTHING RETURNING 1)
  SELECT pg_notify('transition', '') FROM (SELECT count(*) FROM new) AS proposed (count) WHERE count > 0`;

const STORE_REJECTIONS = `
  INSERT INTO mqtt_rejection AS r (device_no, at, topic, reason, path, payload, count)
  SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::bigint[])
  ON CONFLICT (device_no) DO UPDATE SET at = excluded.at, topic = excluded.topic, reason = excluded.reason,
    path = excluded.path, payload = excluded.payload, count = r.count + excluded.count`;

/** Writes what devices said in the caller's transaction. Keeps its buffers: one write at a time. */
export class EntryWriter {
  private readonly arrays = new ArrayParameters();
  private readonly telemetry = new TelemetryEncoder();

  /** `entries` in device_no order: every door locks rows in this order, so none waits for another in a circle. */
  async write(sql: IngestSql, entries: readonly DeviceEntry[], context: WriteContext): Promise<Written> {
    const heard = entries.filter(contacted);
    const knownBoots = await this.lockFirst(sql, entries);
    await this.storeLatest(sql, heard, context);
    await this.storeHistory(sql, heard, context);
    await this.storeHints(sql, entries, context);
    await this.storeRejections(sql, heard);
    const contacts = heard.map((entry) => ({ deviceNo: entry.deviceNo, heardAt: entry.lastContactAt }));
    await recordContacts(sql, contacts, context.doorId, context.now);
    await this.recordBoots(sql, heard, knownBoots, context);
    await this.recordOutcomes(sql, heard, context);
    const acks = heard.flatMap((entry) => entry.acks);
    return { acknowledgements: await recordCommandAcks(sql, acks, context.now) };
  }

  /**
   * A batch of contacts alone is one statement, which locks as it goes. Boots are compared with what is stored before,
   * and hints are a second statement: either needs the locks of the whole batch at once. Gives the boot ids as they are
   * before this write.
   */
  private async lockFirst(sql: IngestSql, entries: readonly DeviceEntry[]): Promise<Map<DeviceNo, string | null>> {
    if (!entries.some((entry) => entry.bootChanged || entry.hintedAt !== null)) return new Map();
    const rows = await lockLatest(
      sql,
      entries.map((entry) => entry.deviceNo),
    );
    return new Map(rows.map((row) => [row.device_no, row.boot_id]));
  }

  private async storeLatest(sql: IngestSql, heard: readonly Contacted[], { doorId }: WriteContext): Promise<void> {
    if (heard.length === 0) return;
    const { arrays } = this;
    arrays.begin();
    await sql.query(UPSERT_LATEST, [
      arrays.ints(heard, (entry) => entry.deviceNo),
      arrays.bigints(heard, (entry) => entry.sessionEpoch),
      arrays.texts(heard, (entry) => entry.bootId),
      arrays.bigints(heard, (entry) => entry.seq),
      arrays.instants(heard, (entry) => entry.lastContactAt),
      arrays.instants(heard, (entry) => entry.factsAt),
      arrays.texts(heard, (entry) => (entry.factsAt === null ? null : JSON.stringify(entry.facts))),
      arrays.texts(heard, (entry) => (entry.extra === null ? null : JSON.stringify(entry.extra))),
      doorId,
    ]);
  }

  private async storeHistory(sql: IngestSql, heard: readonly Contacted[], { now }: WriteContext): Promise<void> {
    const rows = heard.flatMap((entry) => entry.history.map((row) => [entry.deviceNo, row] as const));
    if (rows.length > 0) await sql.copy(COPY_TELEMETRY, this.telemetry.encode(rows));
    const repeat = heard.flatMap(({ deviceNo, history }) =>
      hoursToRepeat(history, now).map((hour) => ({ deviceNo, hour })),
    );
    await noteLateHours(sql, repeat);
  }

  private async storeHints(sql: IngestSql, entries: readonly DeviceEntry[], context: WriteContext): Promise<void> {
    const hinted = entries.filter((entry) => entry.hintedAt !== null);
    if (hinted.length === 0) return;
    const { arrays } = this;
    arrays.begin();
    await sql.query(STORE_HINTS, [
      arrays.ints(hinted, (entry) => entry.deviceNo),
      arrays.bigints(hinted, (entry) => entry.sessionEpoch),
      arrays.instants(hinted, (entry) => entry.hintedAt),
      context.doorId,
      new Date(context.now),
    ]);
  }

  private async storeRejections(sql: IngestSql, heard: readonly Contacted[]): Promise<void> {
    const rejected = heard.flatMap(({ rejection, rejections }) => (rejection ? [{ ...rejection, rejections }] : []));
    if (rejected.length === 0) return;
    const { arrays } = this;
    arrays.begin();
    await sql.query(STORE_REJECTIONS, [
      arrays.ints(rejected, (rejection) => rejection.deviceNo),
      arrays.instants(rejected, (rejection) => rejection.at),
      arrays.texts(rejected, (rejection) => rejection.topic),
      arrays.texts(rejected, (rejection) => rejection.reason),
      arrays.texts(rejected, (rejection) => rejection.path),
      arrays.byteas(rejected, (rejection) => rejection.payload),
      arrays.bigints(rejected, (rejection) => rejection.rejections),
    ]);
  }

  private async recordBoots(
    sql: IngestSql,
    heard: readonly Contacted[],
    knownBoots: ReadonlyMap<DeviceNo, string | null>,
    { doorId, now }: WriteContext,
  ): Promise<void> {
    const announced = heard.filter((entry) => entry.announcedIntervalSeconds !== null);
    const rebooted = heard.filter((entry) => {
      if (!entry.bootChanged || entry.bootId === null) return false;
      return decideBoot(knownBoots.get(entry.deviceNo) ?? null, entry.bootId).change !== null;
    });
    if (announced.length + rebooted.length === 0) return;
    const nos = [...new Set([...announced, ...rebooted].map((entry) => entry.deviceNo))];
    const devices = new Map((await lockDevices(sql, nos, now)).map((device) => [device.deviceNo, device]));
    const transitions = rebooted.flatMap(({ deviceNo, bootId, lastContactAt: occurredAt }): NewTransition[] => {
      const device = devices.get(deviceNo);
      const from = knownBoots.get(deviceNo) ?? null;
      if (device === undefined || bootId === null) return [];
      const { reason } = decideBoot(from, bootId);
      return [{ kind: 'boot', device, from, to: bootId, reason, rule: BOOT_RULE, occurredAt, doorId }];
    });
    await recordTransitions(sql, transitions, now);
    const intervals = announced.flatMap(({ deviceNo, announcedIntervalSeconds }) => {
      const device = devices.get(deviceNo);
      if (device === undefined || announcedIntervalSeconds === null) return [];
      return [{ deviceNo, seconds: permittedInterval(announcedIntervalSeconds, device.longestIntervalSeconds) }];
    });
    await storeIntervals(sql, intervals);
  }

  private async recordOutcomes(
    sql: IngestSql,
    heard: readonly Contacted[],
    { doorId, now }: WriteContext,
  ): Promise<void> {
    const findings = heard.flatMap(({ deviceNo, outcome, rejection, lastContactAt: occurredAt }) => {
      if (outcome === null) return [];
      const evidence = rejection === null ? {} : { reason: rejection.reason, path: rejection.path };
      const rule = BAD_PAYLOAD_RULE;
      return [{ deviceNo, code: 'bad_payload' as const, rule, occurredAt, evidence, ...decideBadPayload(outcome) }];
    });
    await recordFaults(sql, findings, doorId, now);
  }
}

async function storeIntervals(
  sql: Sql,
  intervals: readonly { readonly deviceNo: DeviceNo; readonly seconds: number }[],
): Promise<void> {
  if (intervals.length === 0) return;
  await sql.query(
    `UPDATE device_health h SET announced_interval_seconds = t.seconds
     FROM unnest($1::int[], $2::int[]) AS t (device_no, seconds)
     WHERE h.device_no = t.device_no AND h.announced_interval_seconds IS DISTINCT FROM t.seconds`,
    [intervals.map(({ deviceNo }) => deviceNo), intervals.map(({ seconds }) => seconds)],
  );
}
