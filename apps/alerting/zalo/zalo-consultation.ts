import type { ZaloAccounts } from '#libs/database';
import type { Attempt } from '#libs/domain';
import { attemptOf, type OaSeen, type ZaloOa } from './zalo-oa.ts';

const V3 = '/v3.0/oa/message/cs';
const V2 = '/v2.0/oa/message';

/** Words to a person who wrote to the OA. A state agency's go by the old address: learned once and kept. */
export class ZaloConsultation {
  #usesV2: boolean | null = null;

  constructor(
    private readonly oa: ZaloOa,
    private readonly accounts: ZaloAccounts,
  ) {}

  async send(userId: string, text: string, now: number, attempt = 1): Promise<Attempt> {
    const body = { recipient: { user_id: userId }, message: { text } };
    const usesV2 = await this.#pinned();
    const first = await this.#call(usesV2 ? V2 : V3, body, attempt, now);
    const other = first.kind === 'special' && first.verdict.kind === (usesV2 ? 'use_v3' : 'use_v2');
    if (!other) return attemptOf(first);
    const second = await this.#call(usesV2 ? V3 : V2, body, attempt, now);
    // Whatever it says of this message, it is the address for this account, unless it sends us back.
    if (second.kind !== 'special') {
      this.#usesV2 = !usesV2;
      await this.accounts.pinV2(!usesV2, now);
    }
    return attemptOf(second);
  }

  async #pinned(): Promise<boolean> {
    this.#usesV2 ??= (await this.accounts.list()).find(({ account }) => account === 'oa')?.usesV2 ?? false;
    return this.#usesV2;
  }

  #call(path: string, body: object, attempt: number, now: number): Promise<OaSeen> {
    return this.oa.call({ api: 'oa', method: 'POST', path, body, attempt }, now);
  }
}
