/** One Ctrl-C may reach us twice: from the terminal and handed on by npm. */
const SAME_PRESS_MS = 1_000;

/**
 * Ends the program once, in order, however it ends: Ctrl-C, a signal, or something that failed. A second signal does
 * not wait.
 */
export function foldAway(
  stop: () => Promise<void>,
  say: (line: string) => void,
): (exitCode: number, lastWords?: string) => Promise<void> {
  let endingSince: number | undefined;
  const end = async (exitCode: number, lastWords?: string): Promise<void> => {
    if (endingSince !== undefined) return;
    endingSince = performance.now();
    if (lastWords !== undefined) say(lastWords);
    await stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (endingSince === undefined) void end(0, 'Stopping …');
      else if (performance.now() - endingSince > SAME_PRESS_MS) process.exit(130);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => void end(1, wordsOf(error)));
  }
  return end;
}

/** One sentence for what a person can mend, the whole trace for what only we can. */
export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const isPlain = error.name === 'StartError' || error.name === 'UsageError';
  return isPlain ? error.message : (error.stack ?? error.message);
};
