import { useTranslation } from 'react-i18next';
import { durationText } from '../health/age.ts';
import { useWords } from '../health/words.ts';

/** Latest facts as name and value: known ones in words with their unit, unknown ones as the device sent them. */
export function useTranslatedFacts(facts: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const say = (code: string, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'act.yes' : 'act.no');
    if (code === 'uptimeSeconds' && typeof value === 'number') return durationText(value * 1000, i18n.language);
    if (typeof value === 'number') return [number.format(value), words.factUnit(code)].filter(Boolean).join(' ');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([code, value]) => [words.fact(code), say(code, value)] as const);
}
