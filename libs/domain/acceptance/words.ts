import type { DeviceKind } from '../device.ts';
import type { Language } from '../unit.ts';
import { ACCEPTANCE_EN } from './words-en.ts';
import { ACCEPTANCE_VI } from './words-vi.ts';
import type { AcceptanceStep, StepResult } from './steps.ts';
import type { AcceptanceWords } from './words-shape.ts';

const WORDS: Readonly<Record<Language, AcceptanceWords>> = { vi: ACCEPTANCE_VI, en: ACCEPTANCE_EN };

export const stepName = (step: AcceptanceStep, kind: DeviceKind, language: Language): string =>
  step === 'uplink' && kind === 'wifi_hotspot' ? WORDS[language].internet : WORDS[language].steps[step];

/** A step as a person reads it: what was seen, with its figures, and what to do unless it is well. */
export function stepInWords(
  { state, reason, evidence }: Omit<StepResult, 'step'>,
  language: Language,
): { readonly text: string; readonly whatToDo: string | null } {
  const words = WORDS[language];
  const { says, act } = words.reasons[reason];
  const number = (name: string): number | null => {
    const value = evidence[name];
    return typeof value === 'number' ? value : null;
  };
  const [drift, zone, left] = [number('driftSeconds'), number('zoneMinutes'), number('attemptsLeft')];
  const [width, height, bytes] = [number('width'), number('height'), number('bytes')];
  const current = number('lampCurrent');
  const figures = [
    drift === null ? null : words.figures.drift(drift),
    zone === null ? null : words.figures.zone(zone),
    left === null ? null : words.figures.attemptsLeft(left),
    width === null || height === null ? null : words.figures.picture(width, height, Math.ceil((bytes ?? 0) / 1024)),
    current === null ? null : words.figures.lampCurrent(current),
  ].filter((figure) => figure !== null);
  const text = figures.length === 0 ? says : `${says} (${figures.join('; ')})`;
  return { text, whatToDo: state === 'ok' || state === 'not_applicable' ? null : (act ?? null) };
}
