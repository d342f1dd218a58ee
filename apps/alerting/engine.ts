import { anythingToDecide, anythingToExplain, anythingToTell, type Database } from '#libs/database';
import { announceDue } from './steps/announce-due.ts';
import { decideIncidents } from './steps/decide-incidents.ts';
import { DoorSweep } from './steps/door-sweep.ts';
import { escalateDue } from './steps/escalate-due.ts';
import { lookForCauses } from './steps/find-causes.ts';
import { digestsDue } from './steps/send-digests.ts';
import { verifySilence } from './steps/verify-silence.ts';

/** One stage of a cycle: any number of transactions of its own, each complete in itself. */
type Step = (database: Database, now: number) => Promise<void>;

/** What an engine does, each in a loop of its own: `waits` asks whether there is anything to do. */
const PHASES = {
  decide: { waits: anythingToDecide, steps: ['verify_silence', 'sweep_dead_doors', 'decide_incidents'] },
  explain: { waits: anythingToExplain, steps: ['find_causes'] },
  tell: { waits: anythingToTell, steps: ['announce', 'escalate', 'digest'] },
} as const;
export type Phase = keyof typeof PHASES;
export const PHASE_NAMES = Object.keys(PHASES) as readonly Phase[];
export type StepName = (typeof PHASES)[Phase]['steps'][number];
export const STEPS: readonly StepName[] = Object.values(PHASES).flatMap(({ steps }) => steps);

/**
 * What is recorded becomes what is told, in this order: proposed silences are verified, devices of dead doors looked at,
 * changes become incidents, incidents with a cause in common are explained by it, incidents whose wait is over become
 * messages in the outbox (the Sender takes over there), what nobody takes is told to the next level, and once a day what
 * lasts becomes a digest.
 * Rows are the only memory: an engine may be killed between any two lines, and any number may run. So
 * deciding does not wait for causes to be looked for, nor for a district to be told; a beginning waits for its causes.
 */
export class Engine {
  readonly #steps: Readonly<Record<StepName, Step>>;

  /** `atBorder` is called after each step; a test throws there as a crash would. */
  constructor(
    private readonly database: Database,
    private readonly atBorder: (step: StepName) => void = () => undefined,
  ) {
    const sweep = new DoorSweep();
    this.#steps = {
      verify_silence: verifySilence,
      sweep_dead_doors: (on, now) => sweep.run(on, now),
      decide_incidents: decideIncidents,
      find_causes: lookForCauses,
      announce: announceDue,
      escalate: escalateDue,
      digest: digestsDue,
    };
  }

  /**
   * One turn of a phase. Throws after its last step when some failed; one failing step does not hold up the others.
   * False when there was nothing to do.
   */
  async turn(phase: Phase, now: number): Promise<boolean> {
    const { waits, steps } = PHASES[phase];
    if (!(await waits(this.database, now))) return false;
    const failures: unknown[] = [];
    for (const step of steps) {
      try {
        await this.#steps[step](this.database, now);
      } catch (error) {
        failures.push(new Error(`Step ${step} failed`, { cause: error }));
      }
      this.atBorder(step);
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, 'Several steps failed');
    return true;
  }

  /** All phases, one after the other. */
  async cycle(now: number): Promise<void> {
    for (const phase of PHASE_NAMES) await this.turn(phase, now);
  }
}
