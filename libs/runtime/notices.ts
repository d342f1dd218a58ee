/** Something about this installation that its operator should know now. The words for `code` belong to the contracts. */
export interface Notice {
  readonly code: string;
  /** Epoch ms. */
  readonly since: number;
  readonly details: Readonly<Record<string, string | number>>;
}

/** What is wrong with this process or its machine, kept in memory: it can be told when nothing can be stored. */
export class Notices {
  readonly #raised = new Map<string, Notice>();

  /** Again: the details are renewed, the beginning stays. */
  raise(notice: Notice): void {
    const { code, since, details } = notice;
    this.#raised.set(code, { code, since: this.#raised.get(code)?.since ?? since, details });
  }

  clear(code: string): void {
    this.#raised.delete(code);
  }

  list(): readonly Notice[] {
    return [...this.#raised.values()];
  }
}
