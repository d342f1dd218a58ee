import type { DrillMessage } from '../message.ts';
import { cleanName } from './clean-name.ts';
import type { Phrasebook } from './phrasebook.ts';

const LONGEST_NAME = 60;

/** Says first that nothing has happened: it may be all that is read. */
export const speakDrill = ({ variables }: DrillMessage, words: Phrasebook, link: string | null): string =>
  words.drill(cleanName(variables.unit.name, LONGEST_NAME), link);
