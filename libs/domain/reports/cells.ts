import { localClock } from '../local-clock.ts';
import { cleanName } from '../text/clean-name.ts';
import { localMoment, spokenDuration } from '../text/local-time.ts';
import { HOUR, MINUTE, type EpochMs } from '../time.ts';
import type { Language } from '../unit.ts';
import { reportEn } from './report-en.ts';
import { reportVi } from './report-vi.ts';
import type { ReportWords } from './report-words.ts';
import type { Cell } from './sheet.ts';

const WORDS: Readonly<Record<Language, ReportWords>> = { vi: reportVi, en: reportEn };
/** A name is no story. */
const NAME_LENGTH = 80;

/** Numbers, lengths of time and names as a report in one language writes them. */
export class Cells {
  readonly words: ReportWords;
  readonly #number: Intl.NumberFormat;
  readonly #share: Intl.NumberFormat;

  constructor(language: Language) {
    this.words = WORDS[language];
    this.#number = new Intl.NumberFormat(this.words.locale);
    this.#share = new Intl.NumberFormat(this.words.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  /** 100% is said only of what never failed. */
  share(value: number | null): string {
    if (value === null) return '–';
    return value === 1 ? '100%' : `${this.#share.format(Math.min(99.9, value * 100))}%`;
  }

  duration(ms: number): string {
    if (ms === 0) return this.words.noTime;
    if (ms < MINUTE) return this.words.shortTime;
    const { days, hours, minutes } = spokenDuration(ms);
    // Of half a day nobody asks for the minutes.
    return this.words.duration({ days, hours, minutes: hours >= 10 ? 0 : minutes });
  }

  hours(ms: number): string {
    return this.#share.format(ms / HOUR);
  }

  dong(value: number): string {
    return this.words.dong(this.number(value));
  }

  moment(at: EpochMs, timeZone: string): string {
    return this.words.moment(localMoment(at, timeZone), Number(localClock(at, timeZone).date.slice(0, 4)));
  }

  name(text: string): string {
    return cleanName(text, NAME_LENGTH);
  }

  text(text: string): Cell {
    return { kind: 'text', text: this.name(text) };
  }

  count(value: number): Cell {
    return { kind: 'count', value, text: this.number(value) };
  }

  money(value: number): Cell {
    return { kind: 'money', value, text: this.dong(value) };
  }

  ratio(value: number | null): Cell {
    return { kind: 'share', value, text: this.share(value) };
  }

  length(value: number): Cell {
    return { kind: 'duration', value, text: this.duration(value) };
  }
}
