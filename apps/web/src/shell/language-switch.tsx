import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../i18n.ts';

/** Two languages need no menu: the button names the other one, in that language. */
export function LanguageSwitch() {
  const { i18n } = useTranslation();
  const other = i18n.language === 'vi' ? 'en' : 'vi';
  const name = other === 'en' ? 'English' : 'Tiếng Việt';
  return (
    <Button variant="subtle" px="xs" size="sm" lang={other} onClick={() => void switchLanguage(other)}>
      {name}
    </Button>
  );
}
