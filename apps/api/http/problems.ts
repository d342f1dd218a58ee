import type { EpochMs } from '#libs/domain';
import { FieldsRefused, type RawProblem } from './api-error.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
/** Years before are a slip of the finger. */
const EARLIEST = Date.UTC(2000, 0, 1);

/** Collects what is wrong, so that all of it is told at once. */
export class Problems {
  readonly #found: RawProblem[] = [];

  add(path: string, code: string, values: Record<string, unknown> = {}): void {
    if (!this.#found.some((problem) => problem.path === path)) this.#found.push({ path, code, values });
  }

  /** Throws unless nothing was wrong. */
  settle(): void {
    if (this.#found.length > 0) throw new FieldsRefused(this.#found);
  }
}

/** Null: not given, or wrong (and noted). A `+` of a zone that nobody encoded arrives as a space. */
export function instant(path: string, value: unknown, problems: Problems): EpochMs | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value.trim().replace(' ', '+') : '';
  const at = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (at >= EARLIEST) return at;
  problems.add(path, 'instant');
  return null;
}
