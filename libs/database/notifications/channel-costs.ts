import { Injectable } from '@nestjs/common';
import { billingMonth, type Channel, type EpochMs } from '#libs/domain';
import { Database, type Sql } from '../sql.ts';

/** One more message of a paid channel. */
export async function addCost(sql: Sql, channel: Channel, dong: number, now: EpochMs): Promise<void> {
  await sql.query(
    `INSERT INTO channel_cost (month, channel, messages, dong) VALUES ($1, $2, 1, $3)
     ON CONFLICT (month, channel) DO UPDATE
       SET messages = channel_cost.messages + 1, dong = channel_cost.dong + excluded.dong`,
    [billingMonth(now), channel, dong],
  );
}

export interface ChannelCost {
  readonly channel: Channel;
  readonly messages: number;
  readonly dong: number;
}

/** What paid messages cost in the month of `now`. */
@Injectable()
export class ChannelCosts {
  constructor(private readonly database: Database) {}

  ofMonth(now: EpochMs): Promise<ChannelCost[]> {
    return this.database.query<ChannelCost>(
      `SELECT channel, messages, dong::float8 AS dong FROM channel_cost WHERE month = $1 ORDER BY channel`,
      [billingMonth(now)],
    );
  }

  async spentDong(now: EpochMs): Promise<number> {
    return (await this.ofMonth(now)).reduce((sum, { dong }) => sum + dong, 0);
  }
}
