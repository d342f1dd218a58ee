import { Alert, Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '../api/answer.ts';
import classes from './states.module.css';

/** The four things a screen says when it has nothing to show: wait, it failed, it is empty, it is not there. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={classes.state} role="status">
      <Loader />
      <span>{t('state.waiting')}</span>
    </div>
  );
}

export function Failed({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="outline" title={t('state.failed')} role="alert" className={classes.alert}>
      <p className={classes.text}>{error instanceof ApiError ? error.message : t('state.unreachable')}</p>
      {retry && (
        <Button variant="default" onClick={retry}>
          {t('state.retry')}
        </Button>
      )}
    </Alert>
  );
}

interface EmptyProps {
  readonly title: string;
  /** What to do next. */
  readonly text: string;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}

export function Empty({ title, text, action, icon }: EmptyProps) {
  return (
    <div className={classes.state}>
      {icon}
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {action}
    </div>
  );
}

export function NoSuchPage() {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('state.noPage')}
      text={t('state.noPageNext')}
      action={
        <Button component={Link} to="/incidents">
          {t('nav.incidents')}
        </Button>
      }
    />
  );
}
