import type { Fault, Health } from '../api/shapes.ts';

/** The five signs people learn: one shape, one word, one colour each, so that no one has to tell colours apart. */
export const SIGNS = ['ok', 'warn', 'down', 'unknown', 'maintenance', 'retired'] as const;
export type Sign = (typeof SIGNS)[number];

/** A device that talks but has a fault is a warning, like one that is late. */
export function signOf(health: Health, faults: readonly Fault[] | number = 0): Sign {
  const count = typeof faults === 'number' ? faults : faults.length;
  switch (health) {
    case 'online':
      return count > 0 ? 'warn' : 'ok';
    case 'suspect':
      return 'warn';
    case 'offline':
      return 'down';
    case 'never_seen':
      return 'unknown';
    case 'maintenance':
      return 'maintenance';
    case 'decommissioned':
      return 'retired';
  }
}
