import type { Answer } from '../explain.ts';
import type { EpochMs } from '../time.ts';
import type { Language } from '../unit.ts';
import { cleanName } from './clean-name.ts';
import { localMoment, twoDigits } from './local-time.ts';
import { lowerFirst, reasonWords } from './reasons.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What the parts of an answer are called in a language. Moments arrive as words. */
interface Sentences {
  readonly moment: (at: EpochMs, timeZone: string) => string;
  /** What a message was about; empty: that something broke. */
  readonly news: Readonly<Record<string, string>>;
  readonly state: (why: string, at: string | null) => string;
  readonly taken: (who: string | null, at: string | null, until: string | null) => string;
  readonly reach: (why: string, until: string | null) => string;
  readonly explained: (cause: string | null, why: string, at: string | null) => string;
  readonly covered: (why: string, words: string | null, until: string | null) => string;
  readonly told: (who: string, news: string, at: string | null, why: string) => string;
  readonly notTold: (who: string | null, news: string, at: string | null, why: string) => string;
  readonly held: (who: string | null, news: string, until: string | null, why: string) => string;
  readonly next: Readonly<Record<string, (who: string | null, news: string, until: string | null) => string>>;
  readonly settled: (why: string) => string;
}

const quoted = (name: string): string => `“${name}”`;
const part = (text: string | null, before: string): string => (text === null || text === '' ? '' : `${before}${text}`);

const VI: Sentences = {
  moment: (at, timeZone) => {
    const { hour, minute, day, month } = localMoment(at, timeZone);
    return `${hour}h${twoDigits(minute)} ngày ${day}/${month}`;
  },
  news: {
    'incident.resolved': 'tin đã xong',
    'incident.updated': 'tin nhắc lại',
    'incident.acknowledged': 'tin có người đi kiểm tra',
    'incident.escalated': 'lên cấp trên',
    'digest.daily': 'bản tin sáng',
    test: 'tin thử',
  },
  state: (why, at) => `${why}${part(at, ' (')}${at === null ? '' : ')'}.`,
  taken: (who, at, until) =>
    `${who ?? 'Có người'} đang đi kiểm tra${part(at, ', từ ')}${part(until, ', giữ việc tới ')}.`,
  reach: (why, until) => `Lúc này: ${lowerFirst(why)}${part(until, ', tới ')}.`,
  explained: (cause, why, at) => `Đã có sự cố chung${part(cause, ': ')}${part(at, ', từ ')}. ${why}.`,
  covered: (why, words, until) =>
    `${why}${part(words && quoted(words), ': ')}${part(until, ', tới ')}. Trong lúc này không báo.`,
  told: (who, news, at, why) => `Đã báo${part(news, ' ')} cho ${quoted(who)}${part(at, ' lúc ')}: ${lowerFirst(why)}.`,
  notTold: (who, news, _, why) =>
    `Không báo${part(news, ' ')}${part(who && quoted(who), ' cho ')}: ${lowerFirst(why)}.`,
  held: (who, news, until, why) =>
    `Chưa báo${part(news, ' ')}${part(who && quoted(who), ' cho ')}: ${lowerFirst(why)}${part(until, '. Xem lại lúc ')}.`,
  next: {
    group_wait: (_, news, until) =>
      `Lúc ${until ?? ''} sẽ báo${part(news, ' ')} nếu vẫn còn: đang chờ xem có tự hết không và gom các thiết bị cùng hỏng.`,
    waits_to_be_sent: (who, news) => `Tin${part(news, ': ')} cho ${quoted(who ?? '')} đang được gửi.`,
    is_sent_again: (who, _, until) => `Gửi cho ${quoted(who ?? '')} chưa được, sẽ gửi lại lúc ${until ?? ''}.`,
    may_have_arrived: (who, _, until) =>
      `Tin cho ${quoted(who ?? '')} có thể đã tới nhưng chưa được xác nhận, sẽ gửi lại lúc ${until ?? ''}.`,
    acknowledgement_ends: (_, __, until) =>
      `Lúc ${until ?? ''} nếu vẫn chưa xong thì coi như chưa ai nhận và báo tiếp.`,
    escalation_or_reminder: (_, __, until) =>
      `Lúc ${until ?? ''} nếu vẫn chưa ai nhận thì xét nhắc lại hoặc báo lên cấp trên.`,
    step_not_due: (_, __, until) => `Lúc ${until ?? ''} nếu vẫn chưa ai nhận thì báo lên cấp trên.`,
    repeat_not_due: (_, __, until) => `Lúc ${until ?? ''} nếu vẫn chưa ai nhận thì nhắc lại.`,
    nothing_waits: () => 'Không còn tin nào phải gửi.',
  },
  settled: (why) => `${why}, nên không báo thêm cho ai.`,
};

const EN: Sentences = {
  moment: (at, timeZone) => {
    const { hour, minute, day, month } = localMoment(at, timeZone);
    return `${twoDigits(hour)}:${twoDigits(minute)} on ${day} ${MONTHS[month - 1] ?? ''}`;
  },
  news: {
    'incident.resolved': 'the end',
    'incident.updated': 'a reminder',
    'incident.acknowledged': 'who takes it',
    'incident.escalated': 'as the next level',
    'digest.daily': 'the daily digest',
    test: 'a test',
  },
  state: (why, at) => `${why}${part(at, ' (')}${at === null ? '' : ')'}.`,
  taken: (who, at, until) => `${who ?? 'Somebody'} is on it${part(at, ', since ')}${part(until, ', until ')}.`,
  reach: (why, until) => `Now: ${lowerFirst(why)}${part(until, ', until ')}.`,
  explained: (cause, why, at) => `A common cause speaks for it${part(cause, ': ')}${part(at, ', since ')}. ${why}.`,
  covered: (why, words, until) =>
    `${why}${part(words && quoted(words), ': ')}${part(until, ', until ')}. Nothing is told meanwhile.`,
  told: (who, news, at, why) => `${quoted(who)} was told${part(news, ' ')}${part(at, ' at ')}: ${lowerFirst(why)}.`,
  notTold: (who, news, _, why) =>
    `${who === null ? 'Nobody' : quoted(who)} was ${who === null ? '' : 'not '}told${part(news, ' ')}: ${lowerFirst(why)}.`,
  held: (who, news, until, why) =>
    `${who === null ? 'Nobody' : quoted(who)} is ${who === null ? '' : 'not '}told${part(news, ' ')} yet: ${lowerFirst(why)}${part(until, '. Asked again at ')}.`,
  next: {
    group_wait: (_, news, until) =>
      `At ${until ?? ''} it is told${part(news, ' ')} if it lasts: what heals by itself needs no message, and what falls together is told together.`,
    waits_to_be_sent: (who, news) => `The message to ${quoted(who ?? '')}${part(news, ': ')} is being sent.`,
    is_sent_again: (who, _, until) =>
      `The message to ${quoted(who ?? '')} did not get through; it is sent again at ${until ?? ''}.`,
    may_have_arrived: (who, _, until) =>
      `The message to ${quoted(who ?? '')} may have arrived, but nobody confirmed it; it is sent again at ${until ?? ''}.`,
    acknowledgement_ends: (_, __, until) =>
      `At ${until ?? ''}, if it is not over, it counts as taken by nobody and telling goes on.`,
    escalation_or_reminder: (_, __, until) =>
      `At ${until ?? ''}, if nobody takes it, a reminder or the next level is considered.`,
    step_not_due: (_, __, until) => `At ${until ?? ''}, if nobody takes it, the next level is told.`,
    repeat_not_due: (_, __, until) => `At ${until ?? ''}, if nobody takes it, it is said again.`,
    nothing_waits: () => 'No message is waiting.',
  },
  settled: (why) => `${why}, so nobody else is told.`,
};

const SENTENCES: Readonly<Record<Language, Sentences>> = { vi: VI, en: EN };

/** One answer as a sentence. `timeZone`: of whoever asks. */
export function sayAnswer(answer: Answer, language: Language, timeZone: string): string {
  const words = SENTENCES[language];
  const moment = (at: EpochMs | null): string | null => (at === null ? null : words.moment(at, timeZone));
  const [at, until] = [moment(answer.at), moment(answer.until)];
  const who = answer.target && cleanName(answer.target.name, 60);
  const news = (answer.event !== null && words.news[answer.event]) || '';
  const why = reasonWords(answer.code, language);
  const own = answer.words && cleanName(answer.words, 120);
  switch (answer.kind) {
    case 'state':
      if (answer.code === 'acknowledged') return words.taken(own, at, until);
      return answer.incidentId === null && answer.at === null ? words.reach(why, until) : words.state(why, at);
    case 'explained':
      return words.explained(own, why, at);
    case 'covered':
      return words.covered(why, own, until);
    case 'told':
      return words.told(who ?? '', news, at, why);
    case 'not_told':
      return words.notTold(who, news, at, why);
    case 'held':
      return words.held(who, news, until, why);
    case 'next':
      return (words.next[answer.code] ?? (() => words.settled(why)))(who, news, until);
  }
}
