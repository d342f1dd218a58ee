import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';
import classes from './shown-once.module.css';

interface ShownOnceProps {
  readonly what: string;
  readonly text: string;
  /** Where it belongs; else only that it is shown this one time. */
  readonly title?: string;
  readonly onClose: () => void;
}

/** A secret, this one time: nobody can look it up again. */
export function ShownOnce({ what, text, title, onClose }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.all}>
      <Alert color="indigo" variant="outline" title={title ?? t('admin.once', { what })} />
      <p className={classes.secret}>
        <code>{text}</code>
        <CopyButton text={text} label={t('secret.copy', { what })} />
      </p>
      <Button onClick={onClose}>{t('act.done')}</Button>
    </div>
  );
}
