import { session } from '../api/session.ts';
import { backoff, type Outcome } from './outcome.ts';
import { itemOf, itemsOf, keep, type Queued } from './queue.ts';
import { sendOne, sendPhoto } from './send-one.ts';

/**
 * Carries the queue of whoever is signed in to the server: in order, one tab at a time, again and again with growing
 * pauses. Two tabs at once would do no harm: each item has its key.
 */
export type SyncState = 'idle' | 'sending' | 'waiting';

const LOCK = 'canh-thon-install';
/** Another tab is at it: look again, in case it was closed. */
const OTHER_TAB_MS = 10_000;

let state: SyncState = 'idle';
let isRunning = false;
let isWanted = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isStarted = false;
const listeners = new Set<() => void>();

export const sync = {
  subscribe(this: void, listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  state: (): SyncState => state,
};

/** From now on whenever there is hope: at once, when the network or the person comes back, when the app is looked at. */
export function startSync(): void {
  wake();
  if (isStarted) return;
  isStarted = true;
  addEventListener('online', hope);
  document.addEventListener('visibilitychange', hope);
  session.subscribe(hope);
}

function hope(): void {
  failures = 0;
  wake();
}

export function wake(): void {
  clearTimeout(timer);
  isWanted = true;
  if (!isRunning) run().catch(reportError);
}

async function run(): Promise<void> {
  isRunning = true;
  try {
    while (isWanted) {
      isWanted = false;
      await alone();
    }
  } finally {
    isRunning = false;
  }
}

async function alone(): Promise<void> {
  if (!('locks' in navigator)) return pass();
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) later(OTHER_TAB_MS);
    else await pass();
  });
}

/** Everything that waits, once. */
async function pass(): Promise<void> {
  const owner = session.state() === 'in' ? session.user()?.id : undefined;
  if (owner === undefined) return change('idle');
  let hasStumbled = false;
  for (const { id } of (await itemsOf(owner)).filter(isOpen)) {
    // As it is now: it may have been corrected or let go meanwhile.
    const next = await itemOf(id);
    if (next === undefined || !isOpen(next)) continue;
    change('sending');
    const outcome = await attempt(next);
    if (outcome === 'signed_out') return change('idle');
    if (outcome === 'later') return pause();
    if (outcome === 'stumbled') hasStumbled = true;
    else failures = 0;
  }
  // What was added meanwhile asked for another pass.
  if (hasStumbled) pause();
  else change('idle');
}

const isOpen = ({ state: of, hasPhoto }: Queued): boolean => of === 'waiting' || (of === 'made' && hasPhoto);

async function attempt(next: Queued): Promise<Outcome> {
  const { item, outcome } =
    next.state === 'made' ? { item: await sendPhoto(next, keep), outcome: 'done' as const } : await sendOne(next, keep);
  // The photo did not get through.
  return outcome === 'done' && item.hasPhoto ? 'later' : outcome;
}

function pause(): void {
  failures += 1;
  change('waiting');
  later(backoff(failures, Math.random()));
}

function later(ms: number): void {
  timer = setTimeout(wake, ms);
}

function change(next: SyncState): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}
