import { readFileSync } from 'node:fs';

/** Descriptors kept for the database, files, logs and the pages of our own state. */
const RESERVE = 1_000;
/** Where nobody says how many there are. */
const USUAL = 20_000;

/** How many sockets of devices one process may hold, by what the system allows it. `limits` is Linux's own list. */
export function socketsAllowed(limits = limitsOfThisProcess()): number {
  const [, soft] = /^Max open files\s+(\d+|unlimited)/m.exec(limits) ?? [];
  const descriptors = soft === undefined ? USUAL : soft === 'unlimited' ? Infinity : Number(soft);
  return Math.max(descriptors - RESERVE, Math.floor(descriptors / 2));
}

function limitsOfThisProcess(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
