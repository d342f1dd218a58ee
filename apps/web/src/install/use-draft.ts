import { useEffect, useState } from 'react';
import { another, type Draft, emptyDraft, type Series, seriesOf, type Step, stepsOf } from './draft.ts';
import { inStore } from './phone-store.ts';

interface Kept {
  readonly draft: Draft;
  readonly step: Step;
  readonly series: Series | null;
  /** A refused one that is being corrected: stays the same registration. */
  readonly replaces: string | null;
}

const fresh: Kept = { draft: emptyDraft, step: 'sticker', series: null, replaces: null };

export interface Drafting extends Kept {
  readonly steps: readonly Step[];
  /** Nothing is shown before the phone said what was begun. */
  readonly isReady: boolean;
  readonly change: (part: Partial<Draft>) => void;
  /** Changes and goes on. */
  readonly next: (part?: Partial<Draft>) => void;
  readonly back: () => void;
  readonly begin: () => void;
  readonly correct: (draft: Draft, replaces: string) => void;
  /** Goes on with the same kind of work. */
  readonly repeat: (last: Draft) => void;
}

/** The registration that is being made; what was typed survives closing the app, passwords apart. */
export function useDraft(owner: string, sticker: string | null): Drafting {
  const [kept, setKept] = useState<Kept>(fresh);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const given: Kept | null = sticker === null ? null : { ...fresh, draft: { ...emptyDraft, sticker }, step: 'where' };
    const read = inStore('drafts', 'readonly', (store) => store.get(owner) as IDBRequest<Kept | undefined>);
    const show = (found?: Kept) => {
      // What an older version of this page kept may lack a field.
      const known = found && { ...found, draft: { ...emptyDraft, ...found.draft } };
      setKept(given ?? known ?? fresh);
      setReady(true);
    };
    // A phone that keeps nothing begins anew.
    read.then(show, () => show());
  }, [owner, sticker]);
  const put = (next: Kept) => {
    setKept(next);
    const onDisk = { ...next, draft: { ...next.draft, onvifPassword: '' } };
    // What cannot be kept is still on the screen; keeping what is finished says so when it fails.
    inStore('drafts', 'readwrite', (store) => store.put(onDisk, owner)).catch(() => undefined);
  };
  const steps = stepsOf(kept.draft, kept.series);
  const turn = (draft: Draft, by: 1 | -1) => {
    const order = stepsOf(draft, kept.series);
    const at = order.indexOf(kept.step) + by;
    put({ ...kept, draft, step: order[Math.max(0, Math.min(at, order.length - 1))] ?? 'details' });
  };
  return {
    ...kept,
    steps,
    isReady,
    change: (part) => put({ ...kept, draft: { ...kept.draft, ...part } }),
    next: (part = {}) => turn({ ...kept.draft, ...part }, 1),
    back: () => turn(kept.draft, -1),
    begin: () => put(fresh),
    correct: (draft, replaces) => put({ ...fresh, draft, replaces, step: 'details' }),
    repeat: (last) => {
      const [series, draft] = [seriesOf(last), another(last)];
      put({ ...fresh, draft, series, step: stepsOf(draft, series)[0] ?? 'details' });
    },
  };
}
