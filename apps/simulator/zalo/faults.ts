import type { Ask } from './wire.ts';

/** What goes wrong. `error`: that code in the envelope of the called API. `after`: the call takes effect, the answer is lost. */
export type ZaloFault =
  | { readonly kind: 'error'; readonly error: number; readonly message?: string }
  | { readonly kind: 'page'; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'half_body' };

interface Planned {
  readonly contains: string;
  readonly fault: ZaloFault;
  left: number;
}

/** Which calls go wrong: those whose path or body contains a text, so many times. */
export class ZaloFaults {
  readonly #planned: Planned[] = [];

  plan(fault: ZaloFault, contains = '', times = 1): void {
    this.#planned.push({ fault, contains, left: times });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  next({ path, body }: Ask): ZaloFault | null {
    const text = `${path}\n${body.toString('utf8')}`;
    const found = this.#planned.find(({ left, contains }) => left > 0 && text.includes(contains));
    if (!found) return null;
    found.left -= 1;
    return found.fault;
  }
}
