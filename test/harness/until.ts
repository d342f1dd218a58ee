const LOOK_AGAIN_MS = 200;

/**
 * Waits for a real condition of real processes; a throwing look counts as "not yet", and its error is the cause of the
 * failure when time runs out.
 */
export async function until(
  what: string,
  patienceMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const givenUpAt = performance.now() + patienceMs;
  let cause: unknown;
  for (;;) {
    try {
      if (await condition()) return;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > givenUpAt) throw new Error(`Waited in vain: ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
