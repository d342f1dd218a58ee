import { Button, Checkbox, FileButton, Progress } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ImportResult, useStartImport } from '../api/imports.ts';
import { useOperation } from '../api/operations.ts';
import type { Operation } from '../api/shapes.ts';
import { useDownload } from '../api/reports.ts';
import { Icon } from '../shell/icon.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { ImportRows } from './import-rows.tsx';
import classes from './import.module.css';

/** Devices from a spreadsheet: tried first, then written; whatever is wrong is named row by row. */
export default function Import() {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const download = useDownload();
  const start = useStartImport();
  const forget = useRef<() => void>(null);
  const choose = (chosen: File | null) => {
    if (chosen === null) return;
    // The same file, corrected, may be chosen again.
    forget.current?.();
    setFile(chosen);
    start.mutate({ file: chosen, dryRun: true, onlyValid: true });
  };
  return (
    <>
      <PageHead title={t('import.title')} back={{ to: '/devices', text: t('nav.devices') }} />
      <Section title={t('import.file')}>
        <p className={classes.plain}>{t('import.what')}</p>
        <div className={classes.acts}>
          <FileButton accept=".xlsx,.csv,.txt,.tsv" onChange={choose} resetRef={forget}>
            {(props) => (
              <Button {...props} leftSection={<Icon name="plus" />} loading={start.isPending}>
                {t(file === null ? 'import.choose' : 'import.chooseAgain')}
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            leftSection={<Icon name="download" />}
            onClick={() => download.mutate('/devices/import-template')}
          >
            {t('import.template')}
          </Button>
          <Button
            variant="default"
            leftSection={<Icon name="download" />}
            onClick={() => download.mutate('/devices/export')}
          >
            {t('import.export')}
          </Button>
        </div>
        {file !== null && <p className={classes.plain}>{file.name}</p>}
        {start.isError && <Failed error={start.error} />}
        {download.isError && <Failed error={download.error} />}
      </Section>
      {file !== null && start.data !== undefined && <Run key={start.data} id={start.data} file={file} />}
    </>
  );
}

/** One run over the list: how far it is, what it found, and what one can do then. */
function Run({ id, file }: { readonly id: string; readonly file: File }) {
  const { t } = useTranslation();
  const operation = useOperation<Operation<ImportResult>>(id);
  const [next, setNext] = useState<string | null>(null);
  if (next !== null) return <Run key={next} id={next} file={file} />;
  if (operation.isError) return <Failed error={operation.error} retry={() => void operation.refetch()} />;
  const { state, progress = 0, errorCode, result } = operation.data ?? {};
  const running = state === undefined || state === 'queued' || state === 'running';
  if (running) {
    const text = t('import.running', { progress });
    return (
      <Section title={t('import.result')}>
        <Progress value={progress} aria-label={text} size="lg" />
        <p role="status">{text}</p>
      </Section>
    );
  }
  if (errorCode !== undefined) {
    return (
      <Section title={t('import.result')}>
        <p role="alert" className={classes.notice}>
          {t(`import.refusal.${errorCode}`, { defaultValue: t('import.failed') })}
        </p>
      </Section>
    );
  }
  return <Outcome id={id} file={file} result={result as ImportResult} onImport={setNext} />;
}

const STATES = ['made', 'changed', 'same', 'refused'] as const;

interface OutcomeProps {
  readonly id: string;
  readonly file: File;
  readonly result: ImportResult;
  readonly onImport: (operationId: string) => void;
}

function Outcome({ id, file, result, onImport }: OutcomeProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const start = useStartImport();
  const download = useDownload();
  const [onlyValid, setOnlyValid] = useState(false);
  const { dryRun, applied, rows, made, changed, refused, unknownColumns } = result;
  const nothing = made + changed === 0;
  const write = () =>
    start.mutate(
      { file, dryRun: false, onlyValid },
      {
        onSuccess: (next) => {
          void cache.invalidateQueries({ queryKey: ['devices'] });
          onImport(next);
        },
      },
    );
  const head = applied ? 'import.done' : dryRun ? 'import.tried' : 'import.keptOut';
  return (
    <>
      <Section title={t('import.result')}>
        <p role="status" className={classes.notice}>
          {t(head, { rows })}
        </p>
        <dl className={classes.counts}>
          {STATES.map((state) => (
            <div key={state} className={classes.count} data-state={result[state] > 0 ? state : undefined}>
              <dt>{t(`import.state.${state}`)}</dt>
              <dd>{result[state]}</dd>
            </div>
          ))}
        </dl>
        {unknownColumns.length > 0 && (
          <p className={classes.plain}>{t('import.unknownColumns', { columns: unknownColumns.join(', ') })}</p>
        )}
        {!applied && refused > 0 && refused < rows && (
          <Checkbox
            label={t('import.onlyValid', { count: rows - refused })}
            checked={onlyValid}
            onChange={(event) => setOnlyValid(event.currentTarget.checked)}
          />
        )}
        <div className={classes.acts}>
          {!applied && !nothing && (
            <Button onClick={write} loading={start.isPending} disabled={refused > 0 && !onlyValid}>
              {t('import.write', { count: made + changed })}
            </Button>
          )}
          {applied && (
            <Button component={Link} to="/devices">
              {t('import.toDevices')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<Icon name="download" />}
            loading={download.isPending}
            onClick={() => download.mutate(`/devices/imports/${id}/file`)}
          >
            {t(applied ? 'import.resultFile' : 'import.marked')}
          </Button>
        </div>
        {!applied && refused > 0 && !onlyValid && <p className={classes.plain}>{t('import.correct')}</p>}
        {applied && made > 0 && <p className={classes.plain}>{t('import.passwords')}</p>}
        {start.isError && <Failed error={start.error} />}
        {download.isError && <Failed error={download.error} />}
      </Section>
      <ImportRows id={id} hasErrors={refused > 0} />
    </>
  );
}
