/** Tells people how far a long start has come: a line at each tenth. */
export class Progress {
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** @returns to be called once for each thing done */
  begin(what: string, total: number): () => void {
    let done = 0;
    const stride = Math.max(1, Math.ceil(total / 10));
    return () => {
      done += 1;
      if (total > 50 && (done % stride === 0 || done === total)) this.#say(`  ${what}: ${done} of ${total}`);
    };
  }
}
