import { Injectable } from '@nestjs/common';
import { type DeviceNo, type DoorId, type EpochMs, type LoginOutcome } from '#libs/domain';
import { type CheckedRung, storeRungs } from '../ladder/ladder.store.ts';
import { quarantine } from '../ingest/quarantine.ts';
import { Database, type Transaction } from '../sql.ts';
import { AGENT_OF } from './agent-of.ts';
import { type AgentReport, camerasBehind, storeAgentReport } from './agent-report.ts';
import { claimLogin, type LoginClaim, recordLogin } from './camera-login.store.ts';
import { CAMERA_COLUMNS, type CameraToPoll } from './camera.store.ts';

export interface AgentCameras {
  /** Whom passwords are sealed for; null: the agent was claimed without a key, and gets none. */
  readonly publicKey: Buffer | null;
  readonly cameras: readonly AgentCamera[];
}

export interface AgentCamera extends CameraToPoll {
  /** A right to one login, taken for the agent just now. */
  readonly granted: Extract<LoginClaim, { ours: true }> | null;
}

export interface AgentLogin {
  readonly deviceNo: DeviceNo;
  readonly credentialVersion: number;
  readonly outcome: LoginOutcome;
  readonly uncounted: number;
}

/** All that one report of an agent tells. */
export interface AgentTold {
  readonly report: AgentReport;
  readonly logins: readonly AgentLogin[];
  readonly rungs: readonly CheckedRung[];
}

/** Cameras that edge agents visit for us: what an agent is told, and what it reports. */
@Injectable()
export class EdgeStore {
  constructor(private readonly database: Database) {}

  /** All cameras of an agent, with the rights to sign in that nobody else has now: each is the agent's alone. */
  async camerasFor(agentNo: DeviceNo, now: EpochMs): Promise<AgentCameras> {
    return this.database.transaction(async (tx) => {
      const [key] = await tx.prepared<{ publicKey: Buffer }>(
        'SELECT public_key AS "publicKey" FROM edge_key WHERE agent_no = $1',
        [agentNo],
      );
      const rows = await tx.query<CameraToPoll>(
        `${CAMERA_COLUMNS} AND d.lifecycle = 'active' AND ${AGENT_OF} = $1 ORDER BY d.device_no`,
        [agentNo],
      );
      const cameras: AgentCamera[] = [];
      for (const row of rows) {
        const wants = key !== undefined && row.passwordCiphertext !== null && row.credentialState !== 'accepted';
        const claim = wants
          ? await claimLogin(tx, agentNo, row.deviceId, row.credentialVersion, now)
          : { ours: false as const };
        cameras.push({ ...row, granted: claim.ours ? claim : null });
      }
      return { publicKey: key?.publicKey ?? null, cameras };
    });
  }

  /** Which of these agents have a camera whose password may be tried again. */
  async withLoginsToGrant(agentNos: readonly DeviceNo[], now: EpochMs): Promise<DeviceNo[]> {
    if (agentNos.length === 0) return [];
    const rows = await this.database.prepared<{ agent_no: DeviceNo }>(
      `SELECT DISTINCT a.device_no AS agent_no
       FROM device a JOIN edge_key k ON k.agent_no = a.device_no JOIN device d ON d.uplink_device_id = a.id
         JOIN camera_endpoint e ON e.device_id = d.id
       WHERE a.device_no = ANY($1) AND d.kind = 'camera' AND d.lifecycle = 'active' AND e.password_ciphertext IS NOT NULL
         AND e.credential_state <> 'accepted'
         AND (e.credential_blocked_until IS NULL OR e.credential_blocked_until <= $2)`,
      [agentNos, new Date(now)],
    );
    return rows.map((row) => row.agent_no);
  }

  /** Which agent each of these cameras is registered behind; the others are left out. */
  async agentsOf(deviceNos: readonly DeviceNo[]): Promise<Map<DeviceNo, DeviceNo>> {
    if (deviceNos.length === 0) return new Map();
    const rows = await this.database.prepared<{ device_no: DeviceNo; agent_no: DeviceNo }>(
      `SELECT d.device_no, ${AGENT_OF} AS agent_no FROM device d
       WHERE d.device_no = ANY($1) AND d.kind = 'camera' AND d.uplink_device_id IS NOT NULL AND ${AGENT_OF} IS NOT NULL`,
      [deviceNos],
    );
    return new Map(rows.map((row) => [row.device_no, row.agent_no]));
  }

  /** Keeps for a person what PostgreSQL does not take: nobody else's report waits for it. */
  async quarantine(agentNo: DeviceNo, report: unknown, cause: unknown, now: EpochMs): Promise<void> {
    await quarantine(this.database, agentNo, report, cause, now);
  }

  /**
   * Writes what an agent reports. What it says of cameras that are not its own is left out and returned.
   */
  async record(
    { report, logins, rungs }: AgentTold,
    doorId: DoorId,
    now: EpochMs,
  ): Promise<{ readonly foreign: readonly DeviceNo[] }> {
    const own = await camerasBehind(this.database, report.agentNo);
    const byNo = new Map(own.map((camera) => [camera.deviceNo, camera]));
    const told = [...report.cameras, ...logins, ...rungs].map(({ deviceNo }) => deviceNo);
    const foreign = [...new Set(told.filter((deviceNo) => !byNo.has(deviceNo)))];
    for (const { deviceNo, ...news } of logins) {
      const camera = byNo.get(deviceNo);
      if (camera === undefined) continue;
      const { deviceId } = camera;
      await this.database.transaction((tx) => recordLogin(tx, { deviceId, ...news }, now));
    }
    const cameras = report.cameras.filter(({ deviceNo }) => byNo.has(deviceNo));
    await this.database.transaction((tx) => storeAgentReport(tx, { ...report, cameras }, own, doorId, now));
    const checked = rungs.filter(({ deviceNo }) => byNo.has(deviceNo));
    if (checked.length > 0) await this.database.transaction((tx) => storeChecked(tx, checked, doorId, now));
    return { foreign };
  }
}

/** What its pictures are usually like is the agent's to know: what we learnt before it came says nothing when it goes. */
async function storeChecked(
  tx: Transaction,
  checked: readonly CheckedRung[],
  doorId: DoorId,
  now: EpochMs,
): Promise<void> {
  await storeRungs(tx, checked, doorId, now);
  const seen = checked.filter(({ reading }) => reading.rung === 'picture').map(({ deviceNo }) => deviceNo);
  if (seen.length > 0) await tx.query('DELETE FROM camera_picture WHERE device_no = ANY($1)', [seen]);
}
