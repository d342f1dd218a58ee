import type { IncidentSummary } from '../api/shapes.ts';

/** What a phone shows when it starts without network: the last list, and when it was true. */
export interface LastList {
  /** Epoch milliseconds by the server's clock. */
  readonly at: number;
  readonly items: readonly IncidentSummary[];
  /** Whoever read it may say "Tôi đi kiểm tra"; the server is asked again, whatever stands here. */
  readonly mayAct: boolean;
}

const STORED = 'canh-thon-last-list';

/** False: this phone keeps nothing (its store is full or forbidden), so without network there will be no list. */
export function keepList(list: LastList): boolean {
  try {
    localStorage.setItem(STORED, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

export function forgetList(): void {
  localStorage.removeItem(STORED);
}

export function lastList(): LastList | null {
  return readList(localStorage.getItem(STORED));
}

/** A store may hold anything: what is not a list of ours is none. */
export function readList(text: string | null): LastList | null {
  if (text === null) return null;
  try {
    const list = JSON.parse(text) as Partial<LastList> | null;
    if (typeof list?.at !== 'number' || !Array.isArray(list.items)) return null;
    return { at: list.at, items: list.items, mayAct: list.mayAct === true };
  } catch {
    return null;
  }
}
