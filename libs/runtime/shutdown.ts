import type { Logger } from './logger.ts';

/** Longer than the last flush may take; after it the process goes anyway. */
const STOP_DEADLINE_MS = 25_000;
/** One Ctrl-C may reach us twice: from the terminal and handed on by npm. */
const SAME_PRESS_MS = 1_000;

/**
 * Ends the process in order: on SIGINT or SIGTERM `stop` runs once and the exit code is 0; an error nobody caught is
 * logged, `stop` runs, and the code is 1. A second Ctrl-C ends at once (130).
 */
export function onStopSignals(
  logger: Logger,
  stop: () => Promise<void>,
): { stopNow: (exitCode: number) => Promise<void> } {
  let stoppingSince: number | undefined;
  const end = async (exitCode: number): Promise<void> => {
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    setTimeout(() => {
      logger.fatal('Stopping took too long');
      process.exit(1);
    }, STOP_DEADLINE_MS).unref();
    try {
      await stop();
    } catch (error) {
      logger.error({ err: error }, 'Stopping failed');
      process.exit(1);
    }
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stoppingSince === undefined) {
        logger.info({ signal }, 'Stopping');
        void end(0);
      } else if (performance.now() - stoppingSince > SAME_PRESS_MS) process.exit(130);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal({ err: error }, 'An error nobody caught');
      void end(1);
    });
  }
  return { stopNow: end };
}
