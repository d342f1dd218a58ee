import type { Refusals } from '../api/refusals.ts';
import type { Draft } from './new-device.ts';

/** What every part of the form gets: the draft, how to change it, and what the server said about it. */
export interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly refusals: Refusals;
}
