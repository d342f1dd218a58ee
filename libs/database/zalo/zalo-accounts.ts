import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';

export type ZaloAccountName = 'oa' | 'bot';

/** What an account said of itself; `problem`: why it could not be asked, or what a person has to do. */
export interface ZaloAccountRow {
  readonly account: ZaloAccountName;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly problem: string | null;
  readonly checkedAt: EpochMs;
  readonly usesV2: boolean;
}

/** How the Zalo accounts of this installation stand. */
@Injectable()
export class ZaloAccounts {
  constructor(private readonly database: Database) {}

  list(): Promise<ZaloAccountRow[]> {
    return this.database.query<ZaloAccountRow>(
      `SELECT account, facts, problem, ${epoch('checked_at')} AS "checkedAt", uses_v2 AS "usesV2"
       FROM zalo_account ORDER BY account`,
    );
  }

  /** Facts null: nothing new was said; the last ones stay. */
  async checked(
    account: ZaloAccountName,
    facts: Readonly<Record<string, unknown>> | null,
    problem: string | null,
    now: EpochMs,
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO zalo_account (account, facts, problem, checked_at) VALUES ($1, coalesce($2::jsonb, '{}'), $3, $4)
       ON CONFLICT (account) DO UPDATE SET facts = coalesce($2::jsonb, zalo_account.facts), problem = $3, checked_at = $4`,
      [account, facts === null ? null : JSON.stringify(facts), problem, new Date(now)],
    );
  }

  /** From now on consultation messages go by the old address, or no longer. */
  async pinV2(usesV2: boolean, now: EpochMs): Promise<void> {
    await this.database.query(
      `INSERT INTO zalo_account (account, checked_at, uses_v2) VALUES ('oa', $2, $1)
       ON CONFLICT (account) DO UPDATE SET uses_v2 = $1`,
      [usesV2, new Date(now)],
    );
  }
}
