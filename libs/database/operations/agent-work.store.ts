import { Injectable } from '@nestjs/common';
import {
  CAMERA_ACCEPTANCE_KIND,
  type CameraCheckResult,
  type CameraDiscoveryResult,
  type CameraIdentifyRequest,
  type CameraIdentifyResult,
  type DeviceNo,
  type EpochMs,
  SECOND,
  type TryDecision,
} from '#libs/domain';
import { settleTries, takeTry } from '../doors/camera-login.store.ts';
import { Database, type Transaction } from '../sql.ts';

/** An installer waits in front of the screen: an agent that has not begun, or not answered, by then is silent. */
const BEGUN_WITHIN = 30 * SECOND;
const ANSWERED_WITHIN = 60 * SECOND;
const MOST_FOUND = 500;
const AT_ONCE = 100;

export interface AgentWork {
  readonly id: string;
  readonly kind: string;
  readonly agentNo: DeviceNo;
  /** What passwords for this agent are sealed for; null: it has none. */
  readonly publicKey: Buffer | null;
  readonly request: Readonly<Record<string, unknown>>;
  readonly expiresAt: EpochMs;
}

/** What an agent answers; one of them, as the work's kind wants it. */
export interface AgentAnswer {
  readonly taskId: string;
  readonly found?: CameraDiscoveryResult & { readonly more: boolean };
  readonly identified?: CameraIdentifyResult;
  /** Logins made with the password of the request; −1: it let us in. */
  readonly tries?: number;
  readonly checked?: CameraCheckResult;
}

interface Open {
  readonly kind: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly result: CameraDiscoveryResult | null;
}

/** Operations that edge agents do: given to the agent's door once, answered by that agent alone. */
@Injectable()
export class AgentWorkStore {
  constructor(private readonly database: Database) {}

  /** What waits for these agents, for the door they are connected to. Nothing is given twice: a password may be in it. */
  async take(agentNos: readonly DeviceNo[], now: EpochMs): Promise<AgentWork[]> {
    const expiresAt = now + ANSWERED_WITHIN;
    const rows = await this.database.prepared<Omit<AgentWork, 'expiresAt'>>(
      `UPDATE operation o SET state = 'running', lease_until = $3, updated_at = $2, attempts = attempts + 1
       WHERE o.id IN (SELECT id FROM operation WHERE agent_no = ANY($1) AND state = 'queued'
         ORDER BY created_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING o.id, o.kind, o.agent_no AS "agentNo", o.request,
         (SELECT public_key FROM edge_key k WHERE k.agent_no = o.agent_no) AS "publicKey"`,
      [agentNos, new Date(now), new Date(expiresAt)],
    );
    return rows.map((row) => ({ ...row, expiresAt }));
  }

  /**
   * The right to try a typed password at a machine in the agent's network. Both logins a visit may make are counted now:
   * of an agent that never answers nobody knows how many it made.
   */
  tryAt({ id, agentNo }: AgentWork, host: string, now: EpochMs): Promise<TryDecision> {
    return this.database.transaction(async (tx) => {
      const decision = await takeTry(tx, agentNo, host, now);
      if (!decision.allowed) return decision;
      if (decision.again) await settleTries(tx, agentNo, host, 1, now);
      await tx.query(`UPDATE operation SET request = request || jsonb_build_object('counted', $2::int) WHERE id = $1`, [
        id,
        decision.again ? 2 : 1,
      ]);
      return decision;
    });
  }

  /** False: no such work of this agent is open; what it says is worth nothing. */
  answer(agentNo: DeviceNo, answer: AgentAnswer, now: EpochMs): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [open] = await tx.query<Open>(
        `SELECT kind, request, result FROM operation WHERE id = $1 AND agent_no = $2 AND state = 'running' FOR UPDATE`,
        [answer.taskId, agentNo],
      );
      if (open === undefined) return false;
      if (answer.tries !== undefined) await settle(tx, agentNo, open, answer.tries, now);
      const result = resultOf(open, answer, now);
      if (result !== null && answer.found?.more === true) await keepPart(tx, answer.taskId, result, now);
      else await finish(tx, answer.taskId, result, result === null ? 'operation_failed' : null, now);
      return true;
    });
  }

  /** It cannot be given to the agent, or its answer cannot be kept. */
  async fail(id: string, errorCode: string, now: EpochMs): Promise<void> {
    await this.database.transaction((tx) => finish(tx, id, null, errorCode, now));
  }

  /** The agent is silent. */
  async expire(now: EpochMs): Promise<void> {
    await this.database.prepared(
      `UPDATE operation SET state = 'failed', error_code = 'agent_silent', request = '{}', lease_until = NULL, updated_at = $1
       WHERE agent_no IS NOT NULL AND state IN ('queued','running')
         AND (state = 'queued' AND created_at <= $2 OR state = 'running' AND lease_until <= $1)`,
      [new Date(now), new Date(now - BEGUN_WITHIN)],
    );
  }
}

/** Null: it does not answer what was asked. */
function resultOf({ kind, result: before }: Open, answer: AgentAnswer, now: EpochMs): object | null {
  const { found, identified, checked } = answer;
  switch (kind) {
    case 'camera_discovery': {
      if (found === undefined) return null;
      const all = new Map([...(before?.cameras ?? []), ...found.cameras].map((camera) => [camera.url, camera]));
      const cameras = [...all.values()].slice(0, MOST_FOUND);
      return { cameras, truncated: found.truncated || all.size > MOST_FOUND };
    }
    case 'camera_identify':
      return identified ?? null;
    // By our clock: the agent's may be anything.
    case CAMERA_ACCEPTANCE_KIND:
      return checked === undefined ? null : { ...checked, at: now };
    default:
      return null;
  }
}

async function settle(
  tx: Transaction,
  agentNo: DeviceNo,
  { request }: Open,
  tries: number,
  now: EpochMs,
): Promise<void> {
  const { url, counted } = request as unknown as CameraIdentifyRequest & { readonly counted?: number };
  if (counted === undefined) return;
  await settleTries(tx, agentNo, new URL(url).hostname, tries < 0 ? 'let_in' : tries - counted, now);
}

async function keepPart(tx: Transaction, id: string, result: object, now: EpochMs): Promise<void> {
  await tx.query('UPDATE operation SET result = $2, progress = 50, updated_at = $3 WHERE id = $1', [
    ...[id, JSON.stringify(result), new Date(now)],
  ]);
}

/** The request goes with the end of the work: it may hold a sealed password. */
async function finish(
  tx: Transaction,
  id: string,
  result: object | null,
  errorCode: string | null,
  now: EpochMs,
): Promise<void> {
  await tx.query(
    `UPDATE operation SET state = $2, progress = 100, result = $3, error_code = $4, request = '{}', lease_until = NULL,
       updated_at = $5
     WHERE id = $1 AND state = 'running'`,
    [
      ...[id, errorCode === null ? 'succeeded' : 'failed', result === null ? null : JSON.stringify(result)],
      ...[errorCode, new Date(now)],
    ],
  );
}
