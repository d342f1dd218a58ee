import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { certificatePath, useAcceptanceTest, useAcceptanceTests, useStartAcceptance } from '../api/acceptance.ts';
import { useCan } from '../api/me.ts';
import { useDownload } from '../api/reports.ts';
import type { AcceptanceSummary, AcceptanceTest as Test } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import type { Sign } from '../health/sign.ts';
import { Icon } from '../shell/icon.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { Signing } from './signing.tsx';
import classes from './acceptance.module.css';

const SIGNS = {
  waiting: 'unknown',
  ok: 'ok',
  failed: 'down',
  unknown: 'warn',
  not_applicable: 'retired',
} as const satisfies Record<Test['steps'][number]['state'], Sign>;
const RESULTS = { running: 'unknown', passed: 'ok', failed: 'down' } as const satisfies Record<Test['state'], Sign>;

/** Does it work before its installer leaves? Live while the test runs, then the paper, or what to do. */
export function AcceptanceTest({ deviceId }: { readonly deviceId: string }) {
  const { t } = useTranslation();
  const mayTest = useCan('registry.write');
  const tests = useAcceptanceTests(deviceId);
  const starting = useStartAcceptance(deviceId);
  const [newest, ...earlier] = tests.data?.items ?? [];
  const shown = useAcceptanceTest(starting.data?.id ?? newest?.id);
  const running = shown.data?.state === 'running';
  // Nobody is offered a test before it is known whether one runs.
  const known = tests.data !== undefined && (newest === undefined || shown.data !== undefined);
  if (tests.data !== undefined && newest === undefined && !mayTest) return null;
  return (
    <Section title={t('acceptance.title')}>
      {known && shown.data === undefined && <p className={classes.quiet}>{t('acceptance.means')}</p>}
      {shown.data && <Steps test={shown.data} />}
      {mayTest && known && (
        <Button
          size="lg"
          fullWidth
          variant={shown.data?.state === 'passed' ? 'default' : 'filled'}
          disabled={running}
          loading={starting.isPending}
          onClick={() => starting.mutate()}
        >
          {t(running ? 'acceptance.running' : shown.data ? 'acceptance.again' : 'acceptance.start')}
        </Button>
      )}
      {[starting, tests, shown].map(({ error }, index) => error && <Failed key={index} error={error} />)}
      {shown.data?.state === 'passed' && <Paper test={shown.data} maySign={mayTest} />}
      <Earlier tests={earlier.filter(({ id }) => id !== shown.data?.id)} />
    </Section>
  );
}

function Steps({ test }: { readonly test: Test }) {
  const { t } = useTranslation();
  const done = test.steps.filter(({ state }) => state !== 'waiting').length;
  return (
    <>
      <p className={classes.result} data-state={test.state} role="status" aria-live="polite">
        <SignShape sign={RESULTS[test.state]} size={24} />
        <span>
          {t(`acceptance.state.${test.state}`, { done, all: test.steps.length })}{' '}
          <small className={classes.quiet}>
            <Moment at={test.finishedAt ?? test.startedAt} />
          </small>
        </span>
      </p>
      <ol className={classes.steps} aria-live="polite">
        {test.steps.map((step) => (
          <li key={step.step} data-state={step.state}>
            <SignShape sign={SIGNS[step.state]} size={22} />
            <div>
              <strong>{step.name}</strong> <span className={classes.state}>{t(`acceptance.step.${step.state}`)}</span>
              <p>{step.text}</p>
              {step.whatToDo && <p className={classes.act}>{step.whatToDo}</p>}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The certificate, and who was there. */
function Paper({ test, maySign }: { readonly test: Test; readonly maySign: boolean }) {
  const { t } = useTranslation();
  const download = useDownload();
  return (
    <div className={classes.paper}>
      <p>
        {t('acceptance.number', { number: test.certificateNumber })}
        <br />
        {t('acceptance.checkCode', { code: test.checkCode })}
      </p>
      {maySign && <Signing test={test} />}
      <Button
        size="lg"
        fullWidth
        leftSection={<Icon name="download" />}
        loading={download.isPending}
        onClick={() => download.mutate(certificatePath(test.id))}
      >
        {t('acceptance.certificate')}
      </Button>
      {download.isError && <Failed error={download.error} />}
    </div>
  );
}

function Earlier({ tests }: { readonly tests: readonly AcceptanceSummary[] }) {
  const { t } = useTranslation();
  const download = useDownload();
  if (tests.length === 0) return null;
  return (
    <details className={classes.earlier}>
      <summary>{t('acceptance.earlier', { count: tests.length })}</summary>
      <ul>
        {tests.map((test) => (
          <li key={test.id}>
            <SignShape sign={RESULTS[test.state]} /> <Moment at={test.startedAt} /> ·{' '}
            {t(`acceptance.was.${test.state}`)}
            {test.startedBy && ` · ${test.startedBy}`}
            {test.certificateNumber && (
              <Button variant="subtle" size="compact-md" onClick={() => download.mutate(certificatePath(test.id))}>
                {test.certificateNumber}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {download.isError && <Failed error={download.error} />}
    </details>
  );
}
