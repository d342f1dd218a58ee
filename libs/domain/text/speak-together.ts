import type { Phrasebook } from './phrasebook.ts';

/** One message among several. */
export interface Told {
  readonly full: string;
  /** One sentence. */
  readonly brief: string;
}

/**
 * Several messages as one: each in full where that fits, else each in a sentence, else as many as fit and how many more
 * there are. `last`: what follows all of them.
 */
export function speakTogether(
  messages: readonly Told[],
  last: readonly string[],
  words: Phrasebook,
  fits: (text: string) => boolean,
): string {
  const whole = [...messages.map(({ full }) => full), ...last].join('\n');
  if (fits(whole)) return whole;
  const textOf = (shown: number): string => {
    const hidden = messages.length - shown;
    const sentences = messages.slice(0, shown).map(({ brief }) => brief);
    return [...sentences, ...(hidden > 0 ? [words.moreNews(hidden)] : []), ...last].join('\n');
  };
  let shown = messages.length;
  while (shown > 0 && !fits(textOf(shown))) shown -= 1;
  return textOf(shown);
}
