import { DEVICE_KINDS } from '../device.ts';
import type { CauseFacts, IncidentVariables, KindCounts } from '../message.ts';
import type { EpochMs } from '../time.ts';
import type { CauseSaid } from './cause-words.ts';
import { cleanName } from './clean-name.ts';
import { localMoment, spokenDuration } from './local-time.ts';
import { nameDevice } from './name-device.ts';
import type { Phrasebook } from './phrasebook.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "24 camera, 2 điểm wifi", the most important kinds first. */
function countsIn(words: Phrasebook, counts: KindCounts): string {
  return DEVICE_KINDS.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count > 0 ? [words.kinds[kind].count(count)] : [];
  }).join(', ');
}

/** A unit's name inside a sentence: "thôn Tháp Thượng". */
function inSentence(words: Phrasebook, name: string): string {
  const [first = ''] = name.split(' ');
  return words.causes.unitWords.includes(first) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** The time alone where the day goes without saying: it is that of `other`. */
function momentOf(words: Phrasebook, at: EpochMs, other: EpochMs, timeZone: string): string {
  const [moment, beside] = [localMoment(at, timeZone), localMoment(other, timeZone)];
  return moment.day === beside.day && moment.month === beside.month ? words.time(moment) : words.moment(moment);
}

function whoOf(words: Phrasebook, { uplink, carrier }: CauseFacts, nameLimit: number): string {
  if (carrier !== null) return capital(cleanName(carrier, nameLimit));
  if (uplink === null) return '';
  const landmark = cleanName(uplink.site.landmark ?? '', nameLimit);
  const place = words.place(landmark === '' ? null : landmark, cleanName(uplink.site.code, nameLimit));
  return `${capital(nameDevice(words, uplink, nameLimit))} (${words.code(cleanName(uplink.code, nameLimit))}) ${place},`;
}

/** What is cut, as a message names it. */
function placeOf(words: Phrasebook, { cause, places }: CauseFacts, where: string, over: boolean): string {
  const place = places === null ? where : words.causes.places(places.count, places.kind, where);
  if (cause !== 'power_cut' || over) return place;
  return places === null ? words.causes.whole(place) : words.causes.at(place);
}

/** One cause in a sentence or two, for the reader whose unit `variables` names. */
export function sentenceOfCause(
  words: Phrasebook,
  variables: IncidentVariables,
  found: CauseFacts,
  over: boolean,
  nameLimit: number,
): string {
  const { unit, timeZone } = variables;
  const where = inSentence(words, cleanName(found.place.name, nameLimit));
  const own = found.place.id === unit.id;
  const inUnit = (counts: KindCounts): string => {
    const said = countsIn(words, counts);
    return own || said === '' ? said : words.causes.of(said, inSentence(words, cleanName(unit.name, nameLimit)));
  };
  const endedAt = found.endedAt ?? found.openedAt;
  const said: CauseSaid = {
    where: placeOf(words, found, where, over),
    who: whoOf(words, found, nameLimit),
    what: inUnit(found.counts),
    moment: over
      ? momentOf(words, endedAt, found.startedAt, timeZone)
      : momentOf(words, found.startedAt, found.openedAt, timeZone),
    duration: words.duration(spokenDuration(endedAt - found.startedAt)),
    likely: found.likely,
    corrected: found.corrected,
    heldTooLong: found.endedBecause === 'held_too_long',
  };
  const sentence = capital(words.causes[over ? 'ends' : 'begins'][found.cause](said));
  const nothingLeft = !over || Object.keys(found.remaining).length === 0;
  return nothingLeft ? sentence : `${sentence} ${words.causes.remaining(inUnit(found.remaining))}`;
}
