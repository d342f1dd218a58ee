import { describe } from '@jest/globals';
import { findProgram } from '../harness/chromium.ts';

export { launch, launchApp } from '../harness/chromium.ts';

/** Without a browser on this machine these tests are named as skipped; CI counts that as a failure. */
export const describeInBrowser = findProgram() === undefined ? describe['skip'] : describe;
