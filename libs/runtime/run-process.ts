import { type Config, ConfigError, loadConfig } from './config.ts';
import { type Logger, createLogger } from './logger.ts';
import { onStopSignals } from './shutdown.ts';
import { StartError } from './start-error.ts';

export interface ProcessContext {
  readonly config: Config;
  readonly logger: Logger;
  /** Registers what must be ended; the last registered ends first, also when starting fails half-way. */
  readonly onStop: (end: () => Promise<void>) => void;
}

/** `finished`: nothing is left to do, and the process ends in order with code 0. Otherwise it runs until stopped. */
export type Outcome = void | 'finished';

/**
 * The outermost frame of every process: reads the environment, starts, and ends in order on Ctrl-C, SIGTERM or an
 * error nobody caught. A reason not to start is printed as its sentence alone, and the exit code is 1.
 */
export async function runProcess(start: (context: ProcessContext) => Promise<Outcome>): Promise<void> {
  let config: Config;
  try {
    config = loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  const logger = createLogger(config);
  const ends: (() => Promise<void>)[] = [];
  const endAll = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  // In the next turn, so that a signal that comes at the first moment is heard too.
  const starting = Promise.resolve().then(() => start({ config, logger, onStop: (end) => ends.push(end) }));
  const { stopNow } = onStopSignals(logger, async () => {
    await starting.catch(() => undefined); // Reported below.
    await endAll();
  });
  try {
    if ((await starting) === 'finished') await stopNow(0);
  } catch (error) {
    if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
    else logger.fatal({ err: error }, 'The start failed');
    await stopNow(1);
  }
}
