import { Injectable } from '@nestjs/common';
import {
  afterLogin,
  type CameraLogin,
  type CameraLoginState,
  decideTry,
  type DeviceId,
  type EpochMs,
  type LoginOutcome,
  type LoginTries,
  type TryDecision,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import { Database, type Sql, type Transaction } from '../sql.ts';
import { AGENT_OF } from './agent-of.ts';

/** What a login came to. */
export interface LoginNews {
  readonly deviceId: DeviceId;
  /** The outcome of a credential that changed meanwhile is dropped, but its tries count. */
  readonly credentialVersion: number;
  readonly outcome: LoginOutcome;
  /** Logins with a password that this outcome took and no claim counted; −1: a claim counted one that was not made. */
  readonly uncounted: number;
}

export type LoginClaim =
  /** The right to one login; `again`: or to two in the same visit. It ends by itself. */
  { readonly ours: true; readonly again: boolean; readonly login: CameraLogin } | { readonly ours: false };

/** The agent's device_no, or ours; hosts are names within it. */
interface Machine {
  readonly network: number;
  readonly host: string;
}
const OURS = 0;

interface Endpoint extends Machine {
  readonly state: CameraLoginState;
}

/** Keeps all who sign in to cameras together below what locks an account: rights to try, and what came of them. */
@Injectable()
export class CameraLoginStore {
  constructor(private readonly database: Database) {}

  /**
   * Takes the right to try a credential once, for all pollers: not ours when another one holds it, the camera is an
   * agent's, the credential changed, it rests, or too much was tried at that machine. One transaction under the
   * machine's row.
   */
  claim(deviceId: DeviceId, credentialVersion: number, now: EpochMs): Promise<LoginClaim> {
    return this.database.transaction((tx) => claimLogin(tx, OURS, deviceId, credentialVersion, now));
  }

  /** Remembers what came of a login before anybody tries again; returns what holds now. */
  record(news: LoginNews, now: EpochMs): Promise<CameraLogin> {
    return this.database.transaction((tx) => recordLogin(tx, news, now));
  }

  /** The right to one login at a machine in our own network, with a password that is not registered. */
  tryAt(host: string, now: EpochMs): Promise<TryDecision> {
    return this.database.transaction((tx) => takeTry(tx, OURS, host, now));
  }

  /** It let us in, or so many more logins than the right's one were made (−1: none was). */
  async triedAt(host: string, outcome: 'let_in' | number, now: EpochMs): Promise<void> {
    await this.database.transaction((tx) => settleTries(tx, OURS, host, outcome, now));
  }
}

/** The right to one login at a machine of this network, with a password that is not registered. */
export async function takeTry(tx: Transaction, network: number, host: string, now: EpochMs): Promise<TryDecision> {
  const machine = { network, host };
  const decision = decideTry(await triesAt(tx, machine), now);
  if (decision.allowed) await setTries(tx, machine, { spent: decision.spent, lastAt: now });
  return decision;
}

/** It let us in, or so many more logins than were counted were made there (fewer: negative). */
export async function settleTries(
  tx: Transaction,
  network: number,
  host: string,
  outcome: 'let_in' | number,
  now: EpochMs,
): Promise<void> {
  const machine = { network, host };
  const spent = outcome === 'let_in' ? 0 : ((await triesAt(tx, machine))?.spent ?? 0) + outcome;
  await setTries(tx, machine, { spent, lastAt: now });
}

/** @param network who asks: an agent's device_no, or 0 for our own pollers; the camera has to be theirs */
export async function claimLogin(
  tx: Transaction,
  network: number,
  deviceId: DeviceId,
  credentialVersion: number,
  now: EpochMs,
): Promise<LoginClaim> {
  const endpoint = await endpointOf(tx, deviceId);
  if (endpoint?.network !== network) return { ours: false };
  const decision = decideTry(await triesAt(tx, endpoint), now);
  // Whoever gives the camera to somebody else waits for this row, or we for him.
  await tx.query('SELECT 1 FROM camera_endpoint WHERE device_id = $1 FOR UPDATE', [deviceId]);
  if ((await endpointOf(tx, deviceId))?.network !== network) return { ours: false };
  const [claimed] = await tx.query<{ state: CameraLoginState }>(
    `UPDATE camera_endpoint SET credential_blocked_until = $3
     WHERE device_id = $1 AND credential_version = $2
       AND (credential_blocked_until IS NULL OR credential_blocked_until <= $4)
     RETURNING credential_state AS state`,
    [deviceId, credentialVersion, new Date(decision.blockedUntil), new Date(now)],
  );
  if (claimed === undefined || !decision.allowed) return { ours: false };
  await setTries(tx, endpoint, { spent: decision.spent, lastAt: now });
  const login = { state: claimed.state, blockedUntil: decision.blockedUntil };
  return { ours: true, again: decision.again, login };
}

export async function recordLogin(tx: Transaction, news: LoginNews, now: EpochMs): Promise<CameraLogin> {
  const { deviceId, credentialVersion, outcome, uncounted } = news;
  const endpoint = await endpointOf(tx, deviceId);
  if (endpoint === null) return { state: 'untried', blockedUntil: null };
  const before = await triesAt(tx, endpoint);
  const spent = Math.max(0, (before?.spent ?? 0) + uncounted);
  await setTries(tx, endpoint, { spent: outcome.kind === 'accepted' ? 0 : spent, lastAt: now });
  const login = afterLogin(outcome, endpoint.state, spent, now);
  await tx.query(
    `UPDATE camera_endpoint SET credential_state = $3, credential_blocked_until = $4, attempts_left = $5,
       credential_checked_at = $6
     WHERE device_id = $1 AND credential_version = $2`,
    [
      deviceId,
      credentialVersion,
      login.state,
      login.blockedUntil === null ? null : new Date(login.blockedUntil),
      outcome.kind === 'rejected' ? outcome.attemptsLeft : null,
      new Date(now),
    ],
  );
  return login;
}

async function endpointOf(sql: Sql, deviceId: DeviceId): Promise<Endpoint | null> {
  const [row] = await sql.prepared<Endpoint>(
    `SELECT coalesce(${AGENT_OF}, ${OURS}) AS network, e.host, e.credential_state AS state
     FROM device d JOIN camera_endpoint e ON e.device_id = d.id WHERE d.id = $1`,
    [deviceId],
  );
  return row ?? null;
}

/** Locked, though there may be no row: two logins at one machine are counted one after the other. */
async function triesAt(tx: Transaction, { network, host }: Machine): Promise<LoginTries | null> {
  await tx.query(`SELECT pg_advisory_xact_lock($1, hashtext('camera tries ' || $2))`, [network, host]);
  const [row] = await tx.query<LoginTries>(
    `SELECT spent, ${epoch('last_at')} AS "lastAt" FROM camera_tries WHERE network = $1 AND host = $2`,
    [network, host],
  );
  return row ?? null;
}

async function setTries(sql: Sql, { network, host }: Machine, { spent, lastAt }: LoginTries): Promise<void> {
  if (spent <= 0) {
    await sql.query('DELETE FROM camera_tries WHERE network = $1 AND host = $2', [network, host]);
    return;
  }
  await sql.query(
    `INSERT INTO camera_tries (network, host, spent, last_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (network, host) DO UPDATE SET spent = excluded.spent, last_at = excluded.last_at`,
    [network, host, spent, new Date(lastAt)],
  );
}
