import type { PlannedFault } from './fault.ts';
import type { Switchboard } from './switchboard.ts';

/** Faults asked for on the command line, switched on and off at their time after the start. */
export class FaultPlan {
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly switchboard: Switchboard,
    private readonly say: (line: string) => void,
  ) {}

  start(faults: readonly PlannedFault[]): void {
    for (const { fault, target, afterSeconds, forSeconds } of faults) {
      this.#at(afterSeconds, { fault, target }, true);
      if (forSeconds !== null) this.#at(afterSeconds + forSeconds, { fault, target }, false);
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #at(seconds: number, { fault, target }: Pick<PlannedFault, 'fault' | 'target'>, on: boolean): void {
    const change = async () => {
      const result = await this.switchboard.set(fault, target, on);
      this.say(result.ok ? `${on ? 'Fault on' : 'Fault off'}: ${fault} ${target}` : result.message);
    };
    this.#timers.push(setTimeout(() => void change(), seconds * 1_000));
  }
}
