import type { EdgeAnswer } from '#libs/contracts';
import { type AgentWorkStore, isRefusedValue } from '#libs/database';
import type { DeviceNo, EpochMs } from '#libs/domain';
import type { Speaker } from '../door/speaker.ts';

const MOST_WAITING = 500;

interface Waiting {
  readonly agentNo: DeviceNo;
  readonly answer: EdgeAnswer;
  readonly committed: (() => void) | null;
}

export interface AgentAnswersParts {
  readonly store: Pick<AgentWorkStore, 'answer' | 'fail'>;
  readonly wake: () => void;
  readonly onRoom: () => void;
}

/** What agents answer to what they were asked, one after the other; acknowledged after the commit. */
export class AgentAnswers {
  private readonly waiting: Waiting[] = [];
  private readonly parts: AgentAnswersParts;

  constructor(parts: AgentAnswersParts) {
    this.parts = parts;
  }

  get accepting(): boolean {
    return this.waiting.length < MOST_WAITING;
  }

  take({ device }: Speaker, answer: EdgeAnswer, committed: (() => void) | null): void {
    this.waiting.push({ agentNo: device.deviceNo, answer, committed });
    this.parts.wake();
  }

  async write(now: EpochMs): Promise<void> {
    const wasFull = !this.accepting;
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      await this.keep(next, now);
      this.waiting.shift();
      next.committed?.();
    }
    if (wasFull) this.parts.onRoom();
  }

  private async keep({ agentNo, answer }: Waiting, now: EpochMs): Promise<void> {
    try {
      await this.parts.store.answer(agentNo, answer, now);
    } catch (error) {
      // What no database takes must not keep the others waiting.
      if (!isRefusedValue(error)) throw error;
      await this.parts.store.fail(answer.taskId, 'operation_failed', now);
    }
  }
}
