import type {
  AcceptanceFacts,
  CameraCheckResult,
  Connectivity,
  DeviceKind,
  DeviceNo,
  EpochMs,
  LampFacts,
  Lifecycle,
  ReportFacts,
  TestMessageFacts,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** A test that runs, with what it set going. */
export interface RunningTest {
  readonly id: string;
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly commandId: string | null;
  readonly operationIds: readonly string[];
  readonly notificationIds: readonly string[];
}

export interface GatheredFacts {
  readonly facts: AcceptanceFacts;
  /** Is the poller asked and has not answered yet? */
  readonly asking: boolean;
}

interface DeviceRow {
  readonly connectivity: Connectivity;
  readonly contactAt: EpochMs | null;
  readonly factsAt: EpochMs | null;
  readonly hasSecret: boolean;
  readonly lampFaulty: boolean;
  readonly uplinkConnectivity: Connectivity | null;
  readonly uplinkLifecycle: Lifecycle | null;
  readonly uplinkKind: DeviceKind | null;
}

/** What was seen since the test began, from the rows that doors, pollers and senders write anyway. */
export async function readFacts(sql: Sql, test: RunningTest): Promise<GatheredFacts> {
  const device = await readDevice(sql, test.deviceNo);
  const { checks, asking } = await readChecks(sql, test.operationIds);
  const facts: AcceptanceFacts = {
    ...{ kind: test.kind, startedAt: test.startedAt, deadlineAt: test.deadlineAt },
    ...{ connectivity: device.connectivity, contactAt: device.contactAt, hasSecret: device.hasSecret },
    lampFaulty: device.lampFaulty,
    refusal: await readRefusal(sql, test),
    report: await readReport(sql, test, device.factsAt),
    check: checks,
    command: await readCommand(sql, test.commandId),
    uplink:
      device.uplinkConnectivity === null || device.uplinkLifecycle === null
        ? null
        : {
            ...{ connectivity: device.uplinkConnectivity, lifecycle: device.uplinkLifecycle },
            watches: test.kind === 'camera' && device.uplinkKind === 'edge_agent',
          },
    messages: await readMessages(sql, test.notificationIds),
  };
  return { facts, asking };
}

async function readDevice(sql: Sql, deviceNo: DeviceNo): Promise<DeviceRow> {
  const [row] = await sql.query<DeviceRow>(
    `SELECT h.connectivity, ${epoch('l.last_contact_at')} AS "contactAt", ${epoch('l.facts_at')} AS "factsAt",
       d.secret_hash IS NOT NULL AS "hasSecret",
       EXISTS (SELECT 1 FROM device_fault f WHERE f.device_no = d.device_no AND f.code = 'lamp_failure') AS "lampFaulty",
       uh.connectivity AS "uplinkConnectivity", u.lifecycle AS "uplinkLifecycle",
       u.kind AS "uplinkKind"
     FROM device d JOIN device_health h USING (device_no) LEFT JOIN device_latest l USING (device_no)
     LEFT JOIN device u ON u.id = d.uplink_device_id LEFT JOIN device_health uh ON uh.device_no = u.device_no
     WHERE d.device_no = $1`,
    [deviceNo],
  );
  if (row === undefined) throw new Error(`no device ${deviceNo}`);
  return row;
}

/** What the MQTT door refused; a killed door may have lost the last seconds of it. */
async function readRefusal(sql: Sql, { deviceNo, startedAt }: RunningTest): Promise<AcceptanceFacts['refusal']> {
  const [row] = await sql.query<NonNullable<AcceptanceFacts['refusal']>>(
    `SELECT event, ${epoch('last_at')} AS at FROM security_event
     WHERE device_no = $1 AND event IN ('wrong_secret','secret_revoked') AND minute >= $2::timestamptz - interval '1 minute'
       AND last_at >= $2
     ORDER BY last_at DESC LIMIT 1`,
    [deviceNo, new Date(startedAt)],
  );
  return row ?? null;
}

/** The heartbeat that the latest facts came with: history has no index for anything wider. */
async function readReport(
  sql: Sql,
  { deviceNo, startedAt, kind }: RunningTest,
  factsAt: EpochMs | null,
): Promise<ReportFacts | null> {
  if (kind === 'camera' || factsAt === null || factsAt < startedAt) return null;
  const [row] = await sql.query<ReportFacts>(
    `SELECT ${epoch('received_at')} AS "receivedAt", ${epoch('sent_at')} AS "sentAt", internet_ok AS "internetOk",
       wan_up AS "wanUp", lamp_on AS "lampOn", lamp_current::float8 AS "lampCurrent"
     FROM telemetry
     WHERE device_no = $1 AND NOT late AND received_at BETWEEN $2 AND $3
     ORDER BY received_at DESC LIMIT 1`,
    [deviceNo, new Date(Math.max(startedAt, factsAt - 1_000)), new Date(factsAt + 1_000)],
  );
  return row ?? null;
}

/** The newest finished visit. */
async function readChecks(
  sql: Sql,
  ids: readonly string[],
): Promise<{ readonly checks: CameraCheckResult | null; readonly asking: boolean }> {
  if (ids.length === 0) return { checks: null, asking: false };
  const rows = await sql.query<{ state: string; result: CameraCheckResult | null }>(
    'SELECT state, result FROM operation WHERE id = ANY($1) ORDER BY id DESC',
    [ids],
  );
  return {
    checks: rows.find(({ result }) => result !== null)?.result ?? null,
    asking: rows.some(({ state }) => state === 'queued' || state === 'running'),
  };
}

async function readCommand(sql: Sql, id: string | null): Promise<LampFacts | null> {
  if (id === null) return null;
  const [row] = await sql.query<LampFacts>(
    `SELECT c.state, c.result, ${epoch('c.sent_at')} AS "sentAt", ${epoch('c.closed_at')} AS "closedAt"
     FROM device_command c WHERE c.id = $1`,
    [id],
  );
  return row ?? null;
}

const readMessages = (sql: Sql, ids: readonly string[]): Promise<TestMessageFacts[]> =>
  sql.query<TestMessageFacts>(
    `SELECT n.state, n.channel, ${epoch('n.created_at')} AS "createdAt", ${epoch('n.accepted_at')} AS "acceptedAt",
       n.last_error AS "lastError"
     FROM notification n WHERE n.id = ANY($1) ORDER BY n.id DESC`,
    [ids],
  );
