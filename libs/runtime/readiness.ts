/** How long one check may take: `/readyz` must fail within 15 s of a hung database. */
const CHECK_DEADLINE_MS = 3_000;

export interface ReadinessReport {
  readonly ready: boolean;
  /** Every check by name: `ok`, or why not in a few words. */
  readonly checks: Readonly<Record<string, string>>;
}

/** The named conditions under which this process can do its work; `/readyz` shows them. */
export class Readiness {
  readonly #checks = new Map<string, () => Promise<void>>();

  /** `check` throws (or rejects) with the reason when its part is not ready. Gives back a function that removes it. */
  add(name: string, check: () => Promise<void> | void): () => void {
    this.#checks.set(name, async () => check());
    return () => this.#checks.delete(name);
  }

  async report(): Promise<ReadinessReport> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
  }
}

async function outcome(check: () => Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_DEADLINE_MS} ms`), CHECK_DEADLINE_MS);
  });
  try {
    return await Promise.race([check().then(() => 'ok'), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
