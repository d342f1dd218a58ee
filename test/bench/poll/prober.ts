// One client in a process of its own: its CPU is the figure.
import { answerParent } from '../child.ts';
import { addressOf } from './addresses.ts';
import { CLIENTS, DEADLINE_MS, type Probe } from './clients.ts';
import { cpuMicros, cycle, nastyFleet } from './timetable.ts';

const AT_ONCE = 200;
/** Longer than any client's own deadline: what has not settled by then never does. */
const GIVEN_UP_MS = DEADLINE_MS + 3_000;

export interface RoundResult {
  readonly probes: number;
  readonly answered: number;
  /** Probes that had not settled by their deadline and three seconds. */
  readonly hung: number;
  readonly cpuMicros: number;
}

const urlOf = (index: number, port: number) => new URL(`http://${addressOf(index)}:${port}/onvif/device_service`);
async function settled(probe: Promise<boolean>): Promise<boolean | 'hung'> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<'hung'>((resolve) => (timer = setTimeout(() => resolve('hung'), GIVEN_UP_MS)));
  return Promise.race([probe, hung]).finally(() => clearTimeout(timer));
}

interface Lap {
  readonly port: number;
  readonly count: number;
  /** So many times around; 1 when left out. */
  readonly laps?: number;
}

async function visitAll(probe: Probe, { port, count, laps = 1 }: Lap): Promise<RoundResult> {
  const before = cpuMicros();
  let [next, answered, hung] = [0, 0, 0];
  const lane = async (): Promise<void> => {
    while (next < count * laps) {
      const outcome = await settled(probe(urlOf(next++ % count, port)));
      if (outcome === 'hung') hung += 1;
      else if (outcome) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { probes: count * laps, answered, hung, cpuMicros: cpuMicros() - before };
}

let probe: Probe = async () => false;
// Sockets that a client leaks must not end the measurement.
process.on('uncaughtException', () => undefined);

answerParent({
  use: (name: string) => void (probe = CLIENTS[name]?.() ?? probe),
  visit: (lap: Lap) => visitAll(probe, lap),
  cycle,
  nastyFleet,
});
