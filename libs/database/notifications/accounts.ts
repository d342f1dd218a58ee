import {
  accountHealth,
  type AccountState,
  afterAttempt,
  type Attempt,
  capabilitiesOf,
  type Channel,
  CHANNELS,
  type EpochMs,
  failureReason,
  FRESH_ACCOUNT,
  roomOf,
  SECOND,
  tokensLeft,
  type Tried,
} from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/**
 * Which account of its channel a target is told over: the host it is called at, or the account its address names, as an
 * expression over the target's alias.
 */
export const accountOf = (target: string): string =>
  `coalesce(lower(substring(coalesce(${target}.address->>'url', ${target}.address->>'endpoint')
     from '^[A-Za-z]+://(?:[^/?#@]*@)?([^/?#]+)')), ${target}.address->>'account', 'main')`;

export interface Account extends AccountState {
  readonly channel: Channel;
  readonly account: string;
}

/** The state of a `channel_account a` that may not be there. */
export const ACCOUNT_STATE = `
  coalesce(a.failures, 0) AS failures, a.failed_target_id AS "failedTarget", ${epoch('a.opened_at')} AS "openedAt", ${epoch('a.probe_at')} AS "probeAt",
  ${epoch('a.rest_until')} AS "restUntil", a.paused_reason AS "stoppedFor", ${epoch('a.paused_at')} AS "stoppedAt",
  a.tokens, ${epoch('a.refilled_at')} AS "refilledAt"`;

/** How many messages each account may take now; those that are not named take what their channel allows. */
export interface Rooms {
  readonly known: readonly {
    readonly channel: Channel;
    readonly account: string;
    readonly room: number;
    /** The one message that may leave is to find out whether it works again. */
    readonly probing: boolean;
  }[];
  /** Of an account that nothing is known about. */
  readonly fresh: Readonly<Record<string, number>>;
  readonly limits: Limits;
}

/** Messages a minute that an account of a channel bears; null: its receivers say. */
type Limits = (channel: Channel) => number | null;

/** As the channel says, unless this installation bought another package. */
async function readLimits(sql: Sql): Promise<Limits> {
  const rows = await sql.prepared<{ channel: Channel; perMinute: number }>(
    'SELECT channel, per_minute AS "perMinute" FROM channel_here WHERE per_minute IS NOT NULL',
  );
  const bought = new Map(rows.map(({ channel, perMinute }) => [channel, perMinute]));
  return (channel) => bought.get(channel) ?? capabilitiesOf(channel).perMinute;
}

const bearing = (channel: Channel, limits: Limits) => ({
  ...{ perMinute: limits(channel), inFlight: capabilitiesOf(channel).inFlight },
});

/** The caller holds the lock of claims. */
export async function readRooms(sql: Sql, now: EpochMs): Promise<Rooms> {
  const limits = await readLimits(sql);
  const rows = await sql.query<Account & { inFlight: number }>(
    `WITH flying AS (
       SELECT n.channel, ${accountOf('t')} AS account, count(*)::int AS count
       FROM notification n JOIN target t ON t.id = n.target_id
       WHERE n.state = 'sending' AND n.next_attempt_at > $1 GROUP BY 1, 2)
     SELECT channel, account, ${ACCOUNT_STATE}, coalesce(f.count, 0) AS "inFlight"
     FROM channel_account a FULL JOIN flying f USING (channel, account)`,
    [new Date(now)],
  );
  const known = rows.map((row) => ({
    channel: row.channel,
    account: row.account,
    room: roomOf(row, bearing(row.channel, limits), row.inFlight, now),
    probing: row.openedAt !== null,
  }));
  const fresh = CHANNELS.map((channel) => [channel, roomOf(FRESH_ACCOUNT, bearing(channel, limits), 0, now)] as const);
  return { known, fresh: Object.fromEntries(fresh), limits };
}

/** Messages that were taken cost tokens where their channel counts them. The caller holds the lock of claims since `limits` were read. */
export async function spendTokens(
  sql: Sql,
  taken: readonly { readonly channel: Channel; readonly account: string }[],
  { limits }: Pick<Rooms, 'limits'>,
  now: EpochMs,
): Promise<void> {
  const counts = new Map<string, { channel: Channel; account: string; count: number }>();
  for (const { channel, account } of taken) {
    if (limits(channel) === null) continue;
    const key = `${channel} ${account}`;
    counts.set(key, { channel, account, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  for (const { channel, account, count } of counts.values()) {
    const state = await lockAccount(sql, channel, account);
    const left = tokensLeft(state, limits(channel) ?? 0, now) - count;
    await sql.query('UPDATE channel_account SET tokens = $3, refilled_at = $4 WHERE channel = $1 AND account = $2', [
      channel,
      account,
      left,
      new Date(now),
    ]);
  }
}

/** A success is written down this often, where nothing else changes. */
const REMEMBER_SUCCESS = 10 * SECOND;

/** What an attempt tells about its account, and how that stands then. */
export async function recordOnAccount(
  sql: Sql,
  { channel, account }: { readonly channel: Channel; readonly account: string },
  attempt: Attempt,
  tried: Tried,
  now: EpochMs,
): Promise<AccountState> {
  // A busy account that works would be written for each message, one after the other.
  const [known] = await sql.query<AccountState & { successAt: EpochMs | null }>(
    `SELECT ${ACCOUNT_STATE}, ${epoch('a.last_success_at')} AS "successAt" FROM channel_account a WHERE channel = $1 AND account = $2`,
    [channel, account],
  );
  const accepted = attempt.kind === 'accepted';
  const fresh = known?.successAt != null && known.successAt > now - REMEMBER_SUCCESS && known.successAt <= now;
  if (known && accepted && fresh && afterAttempt(known, attempt, tried, now) === known) return known;
  const before = await lockAccount(sql, channel, account);
  const after = afterAttempt(before, attempt, tried, now);
  const date = (at: EpochMs | null): Date | null => (at === null ? null : new Date(at));
  await sql.query(
    `UPDATE channel_account SET failures = $3, opened_at = $4, probe_at = $5, rest_until = $6, paused_reason = $7,
       paused_at = $8, last_success_at = CASE WHEN $9 THEN $10 ELSE last_success_at END,
       last_failure_at = CASE WHEN $9 THEN last_failure_at ELSE $10 END,
       last_reason = $11, failed_target_id = $12
     WHERE channel = $1 AND account = $2`,
    [
      ...[channel, account, after.failures, date(after.openedAt), date(after.probeAt), date(after.restUntil)],
      ...[after.stoppedFor, date(after.stoppedAt), accepted, new Date(now), accepted ? null : failureReason(attempt)],
      after.failedTarget,
    ],
  );
  return after;
}

async function lockAccount(sql: Sql, channel: Channel, account: string): Promise<AccountState> {
  await sql.query('INSERT INTO channel_account (channel, account) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    channel,
    account,
  ]);
  const [state] = await sql.query<AccountState>(
    `SELECT ${ACCOUNT_STATE} FROM channel_account a WHERE channel = $1 AND account = $2 FOR UPDATE`,
    [channel, account],
  );
  return state ?? FRESH_ACCOUNT;
}

/** How the accounts that were ever used stand. */
export interface AccountFigures extends Account {
  readonly health: ReturnType<typeof accountHealth>;
  /** Null: its channel counts none. */
  readonly perMinute: number | null;
  readonly tokensNow: number | null;
  readonly lastSuccessAt: EpochMs | null;
  readonly lastFailureAt: EpochMs | null;
  /** Of the last attempt, when that failed. */
  readonly lastReason: string | null;
}

/** `scope`: only those over which a target inside is told; null: all. */
export async function accountFigures(sql: Sql, now: EpochMs, scope: Scope | null = null): Promise<AccountFigures[]> {
  const limits = await readLimits(sql);
  const rows = await sql.prepared<Account & Pick<AccountFigures, 'lastSuccessAt' | 'lastFailureAt' | 'lastReason'>>(
    `SELECT channel, account, ${ACCOUNT_STATE}, ${epoch('a.last_success_at')} AS "lastSuccessAt",
       ${epoch('a.last_failure_at')} AS "lastFailureAt", a.last_reason AS "lastReason"
     FROM channel_account a
     WHERE $1::uuid[] IS NULL OR EXISTS (SELECT 1 FROM target t WHERE t.removed_at IS NULL AND t.channel = a.channel
       AND ${accountOf('t')} = a.account AND ${inScope('t.unit_id', '$1')})
     ORDER BY channel, account`,
    [scope],
  );
  return rows.map((row) => {
    const perMinute = limits(row.channel);
    const tokensNow = perMinute === null ? null : tokensLeft(row, perMinute, now);
    return { ...row, health: accountHealth(row, now), perMinute, tokensNow };
  });
}
