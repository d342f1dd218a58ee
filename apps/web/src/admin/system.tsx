import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import type { CanaryView } from '../api/shapes.ts';
import { useCanary, useNotices, useReadiness, useSetCanary } from '../api/system.ts';
import { useTargets } from '../api/targets.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import { useWords } from '../health/words.ts';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './admin.module.css';

/** How the installation itself is: what it says of itself, its parts, and the daily check from end to end. */
export default function System() {
  return (
    <>
      <Notices />
      <Parts />
      <Canary />
    </>
  );
}

function Notices() {
  const { t } = useTranslation();
  const notices = useNotices(true);
  return (
    <Section title={t('system.notices')}>
      {notices.isError && <Failed error={notices.error} retry={() => void notices.refetch()} />}
      {notices.data?.items.length === 0 && (
        <p className={classes.line}>
          <SignShape sign="ok" /> {t('system.noNotices')}
        </p>
      )}
      <ul className={classes.log}>
        {notices.data?.items.map((notice) => (
          <li key={notice.code}>
            <small>
              <Moment at={notice.since} />
            </small>
            <span>{notice.message}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Parts() {
  const { t, i18n } = useTranslation();
  const readiness = useReadiness();
  return (
    <Section title={t('system.parts')}>
      {readiness.isPending && <Waiting />}
      {readiness.isError && <Failed error={readiness.error} retry={() => void readiness.refetch()} />}
      {readiness.data && Object.keys(readiness.data.checks).length === 0 && (
        <p className={classes.line}>
          <SignShape sign="ok" /> {t('system.alone')}
        </p>
      )}
      <ul className={classes.log}>
        {Object.entries(readiness.data?.checks ?? {}).map(([name, result]) => {
          const key = `system.part.${name}`;
          return (
            <li key={name}>
              <span className={classes.line}>
                <SignShape sign={result === 'ok' ? 'ok' : 'down'} />
                <strong>{i18n.exists(key) ? t(key as never) : name}</strong>
                {result === 'ok' ? t('system.fine') : result}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Canary() {
  const { t } = useTranslation();
  const canary = useCanary();
  return (
    <Section title={t('canary.title')}>
      <p className={classes.quiet}>{t('canary.means')}</p>
      {canary.isPending && <Waiting />}
      {canary.isError && <Failed error={canary.error} retry={() => void canary.refetch()} />}
      {canary.data && <CanarySettings key={`${canary.data.targetId} ${canary.data.at}`} canary={canary.data} />}
      {canary.data && <Runs runs={canary.data.runs} />}
    </Section>
  );
}

function CanarySettings({ canary }: { readonly canary: CanaryView }) {
  const { t } = useTranslation();
  const targets = useTargets();
  const [targetId, setTargetId] = useState(canary.targetId ?? '');
  const [at, setAt] = useState(canary.at);
  const setting = useSetCanary();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setting.mutate({ targetId: targetId === '' ? null : targetId, at });
  };
  const known = targets.data ? allItems(targets.data) : [];
  return (
    <form onSubmit={submit} className={classes.bar}>
      <NativeSelect
        label={t('canary.target')}
        value={targetId}
        onChange={(event) => setTargetId(event.currentTarget.value)}
        data={[
          { value: '', label: t('canary.off') },
          ...(canary.targetId && !known.some(({ id }) => id === canary.targetId)
            ? [{ value: canary.targetId, label: canary.targetName ?? canary.targetId }]
            : []),
          ...known.map(({ id, name, unitName }) => ({ value: id, label: `${name} (${unitName})` })),
        ]}
      />
      <TextInput type="time" label={t('canary.at')} value={at} onChange={(event) => setAt(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={setting.isPending}>
        {t('act.save')}
      </Button>
      {setting.isError && <Failed error={setting.error} />}
    </form>
  );
}

const OUTCOME_SIGNS = { running: 'unknown', told: 'ok', late: 'warn', failed: 'down' } as const;

function Runs({ runs }: { readonly runs: CanaryView['runs'] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (runs.length === 0) return <p className={classes.quiet}>{t('canary.none')}</p>;
  return (
    <ol className={classes.log}>
      {runs.slice(0, 14).map((run) => (
        <li key={run.day}>
          <span className={classes.line}>
            <SignShape sign={OUTCOME_SIGNS[run.outcome]} />
            <strong>{run.day.split('-').reverse().join('/')}</strong> {t(`canary.outcome.${run.outcome}`)}
          </span>
          <span className={classes.quiet}>
            {run.secondsToMessage === null
              ? words.reason(run.reason)
              : t('canary.seconds', { count: run.secondsToMessage })}
            {run.error && ` · ${run.error}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
