import type { DeviceKind } from '../device.ts';
import type {
  BundleMessage,
  CauseFacts,
  DigestMessage,
  IncidentMessage,
  IncidentVariables,
  Message,
  TakenVariables,
  TroubleLine,
} from '../message.ts';
import type { Language } from '../unit.ts';
import { cleanName } from './clean-name.ts';
import { en } from './en.ts';
import { localMoment, spokenDuration } from './local-time.ts';
import { nameDevice } from './name-device.ts';
import type { Phrasebook } from './phrasebook.ts';
import { sentenceOfCause } from './speak-cause.ts';
import { speakDigest } from './speak-digest.ts';
import { speakTogether } from './speak-together.ts';
import { speakDrill } from './speak-drill.ts';
import { vi } from './vi.ts';

/** What fits a chat bubble and three SMS; code points. */
export const LONGEST_TEXT = 400;
/** How long names may be, tried in this order until the text fits. */
const NAME_LIMITS = [60, 40, 24, 12];
const LIST_NAME_LIMITS = [40, 24];
const BRIEF_NAME = 24;
const LONGEST_NOTE = 120;

const PHRASEBOOKS: Readonly<Record<Language, Phrasebook>> = { vi, en };

interface Speaker {
  readonly words: Phrasebook;
  readonly message: IncidentMessage;
  readonly variables: IncidentVariables;
  readonly over: boolean;
  readonly nameLimit: number;
  readonly link: string | null;
  /** Each line says what is wrong, even where all have the same. */
  readonly spellOut?: boolean;
}

const fits = (text: string): boolean => [...text].length <= LONGEST_TEXT;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const deviceName = ({ words, nameLimit }: Speaker, { device }: TroubleLine): string =>
  nameDevice(words, device, nameLimit);

const moment = ({ words, variables }: Speaker, at: number): string => words.moment(localMoment(at, variables.timeZone));

function lasted({ words }: Speaker, line: TroubleLine): string {
  return words.duration(spokenDuration((line.endedAt ?? line.startedAt) - line.startedAt));
}

function landmark({ nameLimit }: Speaker, { device }: TroubleLine): string | null {
  const text = cleanName(device.site.landmark ?? '', nameLimit);
  return text === '' ? null : text;
}

function sentenceOfOne(speaker: Speaker, line: TroubleLine): string {
  const { words, over, nameLimit } = speaker;
  const { begins, ends } = words.troubles[line.trouble];
  const place = words.place(landmark(speaker, line), cleanName(line.device.site.code, nameLimit));
  const device = `${deviceName(speaker, line)} (${words.code(cleanName(line.device.code, nameLimit))}) ${place},`;
  if (!over) return `${device} ${begins} ${words.since(moment(speaker, line.startedAt))}.`;
  return `${device} ${ends} ${words.after(moment(speaker, line.endedAt ?? line.startedAt), lasted(speaker, line))}.`;
}

const allSilent = (lines: readonly TroubleLine[]): boolean => lines.every((line) => line.trouble === 'offline');

/** "2 camera, 1 đèn mất tín hiệu" — or what they have in common, when their troubles differ. */
function sentenceOfMany({ words, variables: { lines }, over }: Speaker): string {
  const counts = new Map<DeviceKind, Set<string>>();
  for (const { device } of lines) counts.set(device.kind, (counts.get(device.kind) ?? new Set()).add(device.id));
  const what = [...counts].map(([kind, devices]) => words.kinds[kind].count(devices.size)).join(', ');
  if (over) return `${what} ${words.recovered}.`;
  return `${what} ${allSilent(lines) ? words.manySilent : words.inTrouble}:`;
}

function bullet(speaker: Speaker, line: TroubleLine): string {
  const { words, variables, over, nameLimit, spellOut } = speaker;
  const { begins, ends } = words.troubles[line.trouble];
  const where = landmark(speaker, line) ?? cleanName(line.device.site.code, nameLimit);
  const device = `• ${capital(deviceName(speaker, line))} (${cleanName(line.device.code, nameLimit)}, ${where})`;
  if (over) return `${device}: ${ends} ${words.lasted(lasted(speaker, line))}`;
  const since = words.since(moment(speaker, line.startedAt));
  return allSilent(variables.lines) && !spellOut ? `${device}: ${since}` : `${device}: ${begins} ${since}`;
}

function lastSentence(speaker: Speaker): string[] {
  const { words, variables, over, link, nameLimit } = speaker;
  if (over) return [];
  const told = toldSentence(speaker);
  if (variables.takenBy !== null) return [words.taken(cleanName(variables.takenBy, nameLimit))];
  return link === null ? told : [...told, words.goingLink(link)];
}

/** As many devices as fit; the rest is counted. Names are shortened first, to leave nobody out. */
function textOfMany(speaker: Speaker): string {
  const textOf = (nameLimit: number, shown: number): string => {
    const own = { ...speaker, nameLimit };
    const { words, variables } = own;
    const hidden = variables.lines.length - shown;
    const head = `${beginning(own)} ${sentenceOfMany(own)}`;
    const bullets = variables.lines.slice(0, shown).map((line) => bullet(own, line));
    const rest = hidden > 0 ? [`• ${words.others(hidden)}`] : [];
    return [head, ...bullets, ...rest, ...lastSentence(own)].join('\n');
  };
  const all = speaker.variables.lines.length;
  for (const limit of LIST_NAME_LIMITS) if (fits(textOf(limit, all))) return textOf(limit, all);
  const [shortest = 0] = LIST_NAME_LIMITS.slice(-1);
  let shown = all - 1;
  while (shown > 1 && !fits(textOf(shortest, shown))) shown -= 1;
  return textOf(fits(textOf(shortest, shown)) ? shortest : speaker.nameLimit, shown);
}

function textOfOne(speaker: Speaker, line: TroubleLine): string {
  const { words, over } = speaker;
  const one = `${beginning(speaker)} ${sentenceOfOne(speaker, line)}`;
  const { advice } = words.troubles[line.trouble];
  const withAdvice = [one, ...(advice === null || over ? [] : [advice]), ...lastSentence(speaker)].join(' ');
  return fits(withAdvice) ? withAdvice : [one, ...lastSentence(speaker)].join(' ');
}

/** What the message is, before what it is about. */
function beginning({ words, message, variables, nameLimit }: Speaker): string {
  const unit = cleanName(variables.unit.name, nameLimit);
  if (message.event === 'incident.updated') return words.reminds(unit);
  if (message.event !== 'incident.escalated') return `${unit}:`;
  const { told, takenBefore } = message.variables;
  if (takenBefore !== null) return words.notFinished(unit, cleanName(takenBefore, nameLimit));
  if (told === null) return words.notReached(unit);
  return words.nobodyTook(told.unitName === variables.unit.name ? null : unit);
}

/** Who was told, when nobody there took it. */
function toldSentence(speaker: Speaker): string[] {
  const { words, message, nameLimit } = speaker;
  if (message.event !== 'incident.escalated' || message.variables.takenBefore !== null) return [];
  const { told } = message.variables;
  return told === null ? [] : [words.wasTold(cleanName(told.unitName, nameLimit), moment(speaker, told.at))];
}

/** "Ông Hùng đang đi kiểm tra: …" with as many of the devices as fit. */
function textOfTaking(speaker: Speaker, { lines, takenBy, note }: TakenVariables): string {
  const { words, nameLimit } = speaker;
  const devices = [...new Map(lines.map((line) => [line.device.id, line])).values()].map(
    (line) => `${deviceName(speaker, line)} (${words.code(cleanName(line.device.code, nameLimit))})`,
  );
  const head = words.takes(takenBy === null ? null : cleanName(takenBy, nameLimit));
  const textOf = (shown: number, noteLimit: number): string => {
    const hidden = devices.length - shown;
    const what = `${devices.slice(0, shown).join(', ')}${hidden > 0 ? words.andOthers(hidden) : ''}.`;
    return [head, what, ...(note === null ? [] : [words.note(cleanName(note, noteLimit))])].join(' ');
  };
  let shown = devices.length;
  while (shown > 1 && !fits(textOf(shown, LONGEST_NOTE))) shown -= 1;
  return textOf(shown, LONGEST_NOTE);
}

/** Somebody can go and look at an uplink or at our own server; power and networks come back by themselves. */
function textOfCause(speaker: Speaker, found: CauseFacts): string {
  const { words, message, variables, over, nameLimit } = speaker;
  const sentence = sentenceOfCause(words, variables, found, over, nameLimit);
  const canBeChecked = found.cause === 'uplink' || found.cause === 'self';
  if (message.event === 'incident.acknowledged') {
    const { takenBy, note } = message.variables;
    const head = words.takes(takenBy === null ? null : cleanName(takenBy, nameLimit));
    return [head, sentence, ...(note === null ? [] : [words.note(cleanName(note, LONGEST_NOTE))])].join(' ');
  }
  const head = message.event === 'incident.opened' || over ? [] : [beginning(speaker)];
  return [...head, sentence, ...(canBeChecked || variables.takenBy !== null ? lastSentence(speaker) : [])].join(' ');
}

function textWithin(speaker: Speaker): string {
  const { lines, found } = speaker.variables;
  if (found) return textOfCause(speaker, found);
  const [first, ...more] = lines;
  if (!first) throw new Error('a message about no device');
  if (speaker.message.event === 'incident.acknowledged') return textOfTaking(speaker, speaker.message.variables);
  return more.length > 0 ? textOfMany(speaker) : textOfOne(speaker, first);
}

/** What happened, without a list and without advice. */
function sentenceOf(speaker: Speaker): string {
  const [first, ...more] = speaker.variables.lines;
  if (!first || more.length > 0) return `${beginning(speaker)} ${sentenceOfMany(speaker).replace(/:$/, '.')}`;
  return `${beginning(speaker)} ${sentenceOfOne(speaker, first)}`;
}

const isOver = ({ event }: Message): boolean => event === 'incident.resolved';

function textOfDigest({ variables }: DigestMessage, words: Phrasebook): string {
  const { unit, timeZone, open: lines } = variables;
  const about = { cause: 'device' as const, unit, timeZone, lines, takenBy: null };
  return speakDigest({
    words,
    variables,
    fits,
    moment: (at) => localMoment(at, timeZone),
    bullet: (line, over, nameLimit) =>
      bullet(
        {
          words,
          message: { event: 'incident.opened', variables: about },
          variables: about,
          over,
          nameLimit,
          link: null,
          spellOut: true,
        },
        line,
      ),
  });
}

function textOfBundle(message: BundleMessage, language: Language, link: string | null): string {
  const words = PHRASEBOOKS[language];
  const texts = message.variables.parts.map((part) => {
    const { variables } = part;
    const full = speak(part, language, null);
    const speaker = { words, message: part, variables, over: isOver(part), nameLimit: BRIEF_NAME, link: null };
    const whole = variables.lines.length === 0 || part.event === 'incident.acknowledged';
    return { full, brief: whole ? full : sentenceOf(speaker) };
  });
  // As each of them would by itself.
  const asks = link !== null && message.variables.parts.some((part) => speak(part, language, link).includes(link));
  return speakTogether(texts, asks ? [words.goingLink(link)] : [], words, fits);
}

/**
 * The message in words, at most 400 characters, NFC, plain text. `acknowledgeLink`: where "Tôi đi kiểm tra" is pressed;
 * null when people cannot reach this server.
 */
export function speak(message: Message, language: Language, acknowledgeLink: string | null): string {
  const words = PHRASEBOOKS[language];
  if (message.event === 'drill') return speakDrill(message, words, acknowledgeLink);
  if (message.event === 'test') return words.test(cleanName(message.variables.targetName, 60));
  if (message.event === 'digest.daily') return textOfDigest(message, words);
  if (message.event === 'incident.bundle') return textOfBundle(message, language, acknowledgeLink);
  const over = isOver(message);
  let text = '';
  for (const nameLimit of NAME_LIMITS) {
    text = textWithin({ words, message, variables: message.variables, over, nameLimit, link: acknowledgeLink });
    if (fits(text)) return text;
  }
  return text;
}
