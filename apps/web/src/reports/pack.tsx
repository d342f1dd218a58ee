import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { packPath, useDownload, usePack, useStartPack } from '../api/reports.ts';
import type { PackFormat } from '../api/shapes.ts';
import { useUnit } from '../api/units.ts';
import { Icon } from '../shell/icon.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './reports.module.css';

interface PackProps {
  readonly unitId: string;
  readonly month: string;
  /** Of the pack that was asked for; it is in the address, so that one may leave and come back. */
  readonly operationId: string | null;
  readonly onAsked: (operationId: string) => void;
}

/** The reports of all villages below a unit in one file; only where there are any. */
export function Pack({ unitId, month, operationId, onAsked }: PackProps) {
  const { t } = useTranslation();
  const unit = useUnit(unitId);
  const start = useStartPack(onAsked);
  const pack = usePack(operationId);
  if (unit.data === undefined || unit.data.kind === 'group' || unit.data.kind === 'village') return null;
  const running = start.isPending || pack.data?.state === 'queued' || pack.data?.state === 'running';
  const ask = (format: PackFormat) => start.mutate({ unitId, month, format });
  return (
    <Section title={t('report.pack')}>
      <p>{t('report.packMeans')}</p>
      <div className={classes.acts}>
        <Button variant="default" disabled={running} onClick={() => ask('pdf')}>
          {t('report.packPdf')}
        </Button>
        <Button variant="default" disabled={running} onClick={() => ask('xlsx')}>
          {t('report.packXlsx')}
        </Button>
      </div>
      {start.isError && <Failed error={start.error} />}
      {pack.isError && <Failed error={pack.error} retry={() => void pack.refetch()} />}
      {operationId !== null && pack.data !== undefined && <State operationId={operationId} pack={pack.data} />}
    </Section>
  );
}

function State({
  operationId,
  pack,
}: {
  readonly operationId: string;
  readonly pack: NonNullable<ReturnType<typeof usePack>['data']>;
}) {
  const { t } = useTranslation();
  const download = useDownload();
  const { state, progress, result, errorCode } = pack;
  const running = state === 'queued' || state === 'running';
  const text = running ? t('report.packRunning', { progress }) : '';
  return (
    <>
      {running && <Progress value={progress} aria-label={text} size="lg" />}
      <p role="status">
        {text}
        {errorCode !== undefined && t(errorCode === 'report_too_large' ? 'report.packTooLarge' : 'report.packFailed')}
        {result !== undefined && t('report.packDone', { files: result.files })}
      </p>
      {result !== undefined && (
        <Button
          leftSection={<Icon name="download" />}
          loading={download.isPending}
          onClick={() => download.mutate(packPath(operationId))}
        >
          {t('report.packDownload')}
        </Button>
      )}
      {download.isError && <Failed error={download.error} />}
    </>
  );
}
