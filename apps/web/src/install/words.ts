import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from './words.en.json';
import vi from './words.vi.json';

/** The wizard's texts come with the wizard, in both languages: without network nothing else can be fetched. */
i18next.addResourceBundle('vi', 'install', vi);
i18next.addResourceBundle('en', 'install', en);

export const useInstallWords = () => useTranslation('install');
