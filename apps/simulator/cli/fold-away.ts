/**
 * Ends the program once, in order, however it ends: Ctrl-C, a signal, or something that failed. A second signal does
 * not wait.
 */
export function foldAway(
  stop: () => Promise<void>,
  say: (line: string) => void,
): (exitCode: number, lastWords?: string) => Promise<void> {
  let isEnding = false;
  const end = async (exitCode: number, lastWords?: string): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    if (lastWords !== undefined) say(lastWords);
    await stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isEnding) process.exit(130);
      void end(0, 'Stopping …');
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
