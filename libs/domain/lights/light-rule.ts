import type { Severity } from '../severity.ts';
import type { LightView } from './light-view.ts';

/** What one look at one sample says of one fault. `unknown`: this sample cannot tell. */
export interface Look {
  readonly state: 'bad' | 'good' | 'unknown';
  readonly reason: string;
}

export const bad = (reason: string): Look => ({ state: 'bad', reason });
export const good = (reason: string): Look => ({ state: 'good', reason });
export const unknown = (reason: string): Look => ({ state: 'unknown', reason });

/** One fault of a solar light. Adding one: this in a file of its own, and a line in rules/index.ts. */
export interface LightRule {
  readonly code: string;
  readonly severity: Severity;
  /** Does it open an incident that people are told about? */
  readonly tell: boolean;
  readonly talq?: string;
  /** Changes with every change of the rule: stored with each decision. */
  readonly version: string;
  readonly look: (view: LightView) => Look;
  /** It is bad so long before it is said, and good so long before it is taken back (ms, by the device's reports). */
  readonly raiseAfter: number;
  readonly clearAfter: number;
  /** What was seen counts on over so long a time in which nothing could be told (ms): a night, a day. */
  readonly keepsOver: number;
  /** Numbers that show it, for people. Only asked when something changes. */
  readonly evidence: (view: LightView) => Readonly<Record<string, number | string | boolean | null>>;
}

export const rounded = (value: number | null | undefined, digits = 2): number | null =>
  value === null || value === undefined ? null : Math.round(value * 10 ** digits) / 10 ** digits;
