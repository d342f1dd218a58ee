import type { DigestVariables, TroubleLine } from '../message.ts';
import { cleanName } from './clean-name.ts';
import type { LocalMoment } from './local-time.ts';
import type { Phrasebook } from './phrasebook.ts';

const NAME_LIMITS = [40, 24];

/** What the daily digest is made of; the bullets are those of other messages. */
export interface DigestSpeaker {
  readonly words: Phrasebook;
  readonly variables: DigestVariables;
  readonly moment: (at: number) => LocalMoment;
  readonly bullet: (line: TroubleLine, over: boolean, nameLimit: number) => string;
  readonly fits: (text: string) => boolean;
}

/** What still lasts, then what came and went: as many as fit, the rest is counted. */
export function speakDigest(speaker: DigestSpeaker): string {
  const { variables, fits } = speaker;
  const all = variables.open.length + variables.causes.length + variables.healed.length;
  for (const limit of NAME_LIMITS) {
    const text = textOf(speaker, limit, all);
    if (fits(text)) return text;
  }
  const [shortest = 0] = NAME_LIMITS.slice(-1);
  let shown = all - 1;
  while (shown > 0 && !fits(textOf(speaker, shortest, shown))) shown -= 1;
  return textOf(speaker, shortest, shown);
}

function textOf(speaker: DigestSpeaker, nameLimit: number, shown: number): string {
  const { words, variables, moment, bullet } = speaker;
  const { day, unit, open, causes, healed } = variables;
  const lasting = [
    ...causes.map(({ cause, place, startedAt }) => {
      return `• ${cleanName(place, nameLimit)}: ${words.digest.causes[cause]} ${words.since(words.moment(moment(startedAt)))}`;
    }),
    ...open.map((line) => bullet(line, false, nameLimit)),
  ];
  const over = healed.map((line) => bullet(line, true, nameLimit));
  const shownLasting = Math.min(shown, lasting.length);
  return [
    words.digest.head(cleanName(unit.name, nameLimit), Number(day.slice(8)), Number(day.slice(5, 7))),
    ...section(words, words.digest.lasting(lasting.length), lasting, shownLasting),
    ...section(words, words.digest.healed(over.length), over, shown - shownLasting),
  ].join('\n');
}

function section(words: Phrasebook, head: string, bullets: readonly string[], shown: number): string[] {
  if (bullets.length === 0) return [];
  const hidden = bullets.length - shown;
  return [
    `${head}${shown > 0 ? ':' : '.'}`,
    ...bullets.slice(0, shown),
    ...(hidden > 0 && shown > 0 ? [`• ${words.others(hidden)}`] : []),
  ];
}
