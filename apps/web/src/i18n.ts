import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type install from './install/words.vi.json';
import vi from './locales/vi.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    // The second comes with its screen: install/words.ts.
    resources: { translation: typeof vi; install: typeof install };
  }
}

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
const STORED = 'canh-thon-language';

/** Vietnamese is part of the first download; English is fetched by those who ask for it. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: vi } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  if (localStorage.getItem(STORED) === 'en') await switchLanguage('en');
}

export async function switchLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { default: en } = await import('./locales/en.json');
    i18next.addResourceBundle('en', 'translation', en);
  }
  await i18next.changeLanguage(language);
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
}
