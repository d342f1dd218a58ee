import { useTranslation } from 'react-i18next';

/** `1.500.000 đ`. */
export function useDong(): (dong: number) => string {
  const { i18n } = useTranslation();
  return (dong) => `${dong.toLocaleString(i18n.language === 'en' ? 'en-GB' : 'vi-VN')} đ`;
}
