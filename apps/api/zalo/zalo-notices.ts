import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ChannelTokens, OA_ACCOUNT } from '#libs/database';
import { DAY } from '#libs/domain';
import { LoopRegistry, type Notice, Notices } from '#libs/runtime';

const LOOK_EVERY_MS = 60_000;
/** A refresh token lives three months. */
const OLD_AFTER = 75 * DAY;
const CODES = ['zalo_consent_needed', 'zalo_tokens_old'] as const;

/** When a person has to consent again, or soon will have to, whoever runs the installation is told. */
@Injectable()
export class ZaloNotices implements OnApplicationBootstrap {
  constructor(
    private readonly tokens: ChannelTokens,
    private readonly notices: Notices,
    private readonly loops: LoopRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'zalo-notices', everyMs: LOOK_EVERY_MS, run: (now) => this.#look(now) });
  }

  async #look(now: number): Promise<void> {
    const notice = await this.#notice(now);
    for (const code of CODES) if (code !== notice?.code) this.notices.clear(code);
    if (notice) this.notices.raise(notice);
  }

  async #notice(now: number): Promise<Notice | null> {
    const row = await this.tokens.read(OA_ACCOUNT);
    if (row?.refusedReason != null) return { code: CODES[0], since: row.refusedAt ?? now, details: {} };
    if (row?.refreshedAt == null || now - row.refreshedAt < OLD_AFTER) return null;
    const days = Math.floor((now - row.refreshedAt) / DAY);
    return { code: CODES[1], since: row.refreshedAt + OLD_AFTER, details: { days } };
  }
}
