import { faultDefinition, type DeviceNo, type DoorId, type EpochMs, type FaultCode } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { lockDevices } from './lock.ts';
import { type NewTransition, recordTransitions } from './record.ts';

/** What a rule holds true of one fault of one device now. */
export interface FaultFinding {
  readonly deviceNo: DeviceNo;
  readonly code: FaultCode;
  readonly present: boolean;
  readonly reason: string;
  readonly rule: string;
  readonly occurredAt: EpochMs;
  readonly evidence?: Record<string, unknown>;
}

/** Records the findings that change something; the others are already known. */
export async function recordFaults(
  sql: Sql,
  findings: readonly FaultFinding[],
  doorId: DoorId | null,
  now: EpochMs,
): Promise<NewTransition[]> {
  if (findings.length === 0) return [];
  const deviceNos = [...new Set(findings.map((finding) => finding.deviceNo))];
  const devices = new Map((await lockDevices(sql, deviceNos, now)).map((device) => [device.deviceNo, device]));
  const open = new Set(
    (
      await sql.query<{ key: string }>(
        `SELECT device_no || ':' || code AS key FROM device_fault WHERE device_no = ANY($1)`,
        [deviceNos],
      )
    ).map((row) => row.key),
  );
  const transitions = findings.flatMap((finding): NewTransition[] => {
    const { code, reason, rule, occurredAt, evidence = {} } = finding;
    const device = devices.get(finding.deviceNo);
    if (!device || open.has(`${finding.deviceNo}:${code}`) === finding.present) return [];
    const base = { device, reason, rule, occurredAt, doorId, evidence, code };
    if (!finding.present) return [{ kind: 'fault_off', ...base }];
    return [{ kind: 'fault_on', severity: faultDefinition(code).severity, ...base }];
  });
  await recordTransitions(sql, transitions, now);
  return transitions;
}
