import type { ZaloAnswer, ZaloAnswers } from '#libs/database';
import { type Attempt, failureReason, SECOND, zaloText } from '#libs/domain';
import type { Logger } from '#libs/runtime';
import type { ZaloBot } from './zalo-bot.ts';
import type { ZaloConsultation } from './zalo-consultation.ts';
import type { ZaloOa } from './zalo-oa.ts';

const AT_ONCE = 20;
const AGAIN_AFTER = 5 * SECOND;

export interface AnsweringParts {
  readonly answers: ZaloAnswers;
  readonly oa: ZaloOa | null;
  readonly consultation: ZaloConsultation | null;
  readonly bot: ZaloBot | null;
  readonly logger: Logger;
}

/** Says in chats what somebody who spoke there waits for. */
export class ZaloAnswering {
  readonly #parts: AnsweringParts;

  constructor(parts: AnsweringParts) {
    this.#parts = parts;
  }

  async run(now: number): Promise<void> {
    for (const answer of await this.#parts.answers.claim(AT_ONCE, now)) {
      const attempt = await this.#say(answer, now);
      const outcome = attempt.kind === 'accepted' ? 'accepted' : failureReason(attempt);
      // What may have arrived is not said twice: a lost answer costs less than a chat that is talked over.
      const isOver = ['accepted', 'impossible', 'unanswered'].includes(attempt.kind);
      const again = attempt.kind === 'later' ? attempt.notBefore : now;
      await this.#parts.answers.record(answer, outcome, isOver ? null : Math.max(again, now + AGAIN_AFTER));
      if (attempt.kind !== 'accepted')
        this.#parts.logger.warn({ space: answer.chat.space, outcome }, 'An answer in a chat was not taken');
    }
  }

  async #say({ chat, text, attempts }: ZaloAnswer, now: number): Promise<Attempt> {
    const { oa, consultation, bot } = this.#parts;
    const words = zaloText(text);
    if (chat.space === 'zalo_bot' && bot) return bot.send(chat.id, words, now, attempts);
    if (chat.space === 'zalo_user' && consultation) return consultation.send(chat.id, words, now, attempts);
    if (chat.space !== 'zalo_group' || !oa)
      return { kind: 'impossible', reason: 'channel_not_configured', blame: 'message' };
    return oa.sayInGroup(chat.id, words, attempts, now);
  }
}
