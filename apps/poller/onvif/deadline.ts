/** The real timers of this door: deadlines of network calls, never of decisions. */

/** Calls `act` after `ms` of real time unless the returned function is called before. */
export function onDeadline(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** Resolves when `work` is done or after `ms` of real time, whichever is first. */
export function doneOrAfter(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = onDeadline(ms, resolve);
    work.then(() => resolve(), reject).finally(cancel);
  });
}
