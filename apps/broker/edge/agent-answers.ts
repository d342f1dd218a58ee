import type { EdgeAnswer } from '#libs/contracts';
import { type AgentWorkStore, isRefusedValue } from '#libs/database';
import type { DeviceNo, EpochMs } from '#libs/domain';
import type { Speaker } from '../door/speaker.ts';
import { WaitingLine } from './waiting-line.ts';

const MOST_WAITING = 500;

interface Waiting {
  readonly agentNo: DeviceNo;
  readonly answer: EdgeAnswer;
}

export interface AgentAnswersParts {
  readonly store: Pick<AgentWorkStore, 'answer' | 'fail'>;
  readonly wake: () => void;
  readonly onRoom: () => void;
}

/** What agents answer to what they were asked, one after the other; acknowledged after the commit. */
export class AgentAnswers {
  private readonly line: WaitingLine<Waiting>;
  private readonly parts: AgentAnswersParts;

  constructor(parts: AgentAnswersParts) {
    this.parts = parts;
    this.line = new WaitingLine(MOST_WAITING, parts.onRoom);
  }

  get accepting(): boolean {
    return this.line.hasRoom;
  }

  take({ device }: Speaker, answer: EdgeAnswer, committed: (() => void) | null): void {
    this.line.push({ agentNo: device.deviceNo, answer }, committed);
    this.parts.wake();
  }

  write(now: EpochMs): Promise<void> {
    return this.line.drain((one) => this.keep(one, now));
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
