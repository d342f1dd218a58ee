import type { FaultRule } from '../fault-rule.ts';
import type { LightView } from './light-view.ts';

/** One fault of a solar light. Adding one: this in a file of its own, and a line in rules/index.ts. */
export type LightRule = FaultRule<LightView>;
