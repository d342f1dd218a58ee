import { foldForSearch } from '../fold.ts';
import type { TroubleLine } from '../message.ts';
import { cleanName } from './clean-name.ts';
import type { Phrasebook } from './phrasebook.ts';

/** "camera Ngõ 3", or the name alone when it says what it is. */
export function nameDevice(words: Phrasebook, { name, kind }: TroubleLine['device'], nameLimit: number): string {
  const clean = cleanName(name, nameLimit);
  const { one, namesBeginWith } = words.kinds[kind];
  const folded = `${foldForSearch(clean)} `;
  return namesBeginWith.some((word) => folded.startsWith(`${foldForSearch(word)} `)) ? clean : `${one} ${clean}`;
}
