import type { RungChecks } from './rung-check.ts';
import { checkPictureRung } from './picture-rung.ts';
import { checkStreamRung } from './stream-rung.ts';
import { checkHygieneRung, checkRecordingRung, checkTamperRung } from './told-rungs.ts';

/** One line for each rung that is looked at. */
export const rungChecks: RungChecks = {
  stream: checkStreamRung,
  picture: checkPictureRung,
  recording: checkRecordingRung,
  tamper: checkTamperRung,
  hygiene: checkHygieneRung,
};
