import type { Language } from '../../unit.ts';

/** A short clause without a full stop; it stands alone and after a colon. */
export type Words = Readonly<Record<Language, string>>;

export const said = (vi: string, en: string): Words => ({ vi, en });
