/** Real timers for sockets only: what a peer may take, and how often we look at it. Business time lives in loops. */
export type Cancel = () => void;

/** Runs once after `ms`, unless cancelled. */
export function deadline(ms: number, run: () => void): Cancel {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Runs every `ms`, without keeping the process alive, until cancelled. */
export function socketPulse(ms: number, run: () => void): Cancel {
  const timer = setInterval(run, ms).unref();
  return () => clearInterval(timer);
}
