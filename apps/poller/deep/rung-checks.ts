import type { RungChecks } from './rung-check.ts';
import { checkStreamRung } from './stream-rung.ts';

/** One line for each rung that is looked at. */
export const rungChecks: RungChecks = {
  stream: checkStreamRung,
};
