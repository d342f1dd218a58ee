import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import { type ReportState, useCloseReport, usePublicReports } from '../api/residents.ts';
import type { PublicReport } from '../api/shapes.ts';
import { Age, Moment } from '../health/moments.tsx';
import { useWords } from '../health/words.ts';
import cards from '../shell/cards.module.css';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import classes from './residents.module.css';

/** What residents said at poles. `?unitId=` or `?siteId=` narrows it. */
export default function Reports() {
  const { t } = useTranslation();
  const [asked] = useSearchParams();
  const [state, setState] = useState<ReportState>('open');
  const [unitId, siteId] = [asked.get('unitId'), asked.get('siteId')];
  return (
    <>
      <PageHead title={t('residents.reports')} back={{ to: '/incidents', text: t('nav.incidents') }} />
      <SegmentedControl
        className={classes.which}
        fullWidth
        value={state}
        onChange={(value) => setState(value)}
        data={[
          { value: 'open', label: t('residents.openState') },
          { value: 'closed', label: t('residents.closedState') },
        ]}
        aria-label={t('residents.state')}
      />
      <ReportList state={state} {...(unitId !== null && { unitId })} {...(siteId !== null && { siteId })} />
    </>
  );
}

interface ReportListProps {
  readonly state: ReportState;
  readonly unitId?: string;
  readonly siteId?: string;
}

function ReportList(filter: ReportListProps) {
  const { t } = useTranslation();
  const reports = usePublicReports(filter);
  if (reports.isPending) return <Waiting />;
  if (reports.isError) return <Failed error={reports.error} retry={() => void reports.refetch()} />;
  const items = allItems(reports.data);
  if (items.length === 0)
    return (
      <Empty
        icon={<Icon name="check" size={48} />}
        title={t(filter.state === 'open' ? 'residents.reportsNone' : 'residents.reportsClosedNone')}
        text={t('residents.reportsNoneNext')}
      />
    );
  return (
    <>
      <ul className={cards.list}>
        {items.map((report) => (
          <ReportCard key={report.id} report={report} />
        ))}
      </ul>
      <MoreButton pages={reports} />
    </>
  );
}

export function ReportCard({ report }: { readonly report: PublicReport }) {
  const { t } = useTranslation();
  const words = useWords();
  const mayClose = useCan('incident.act') && report.state === 'open';
  const place = report.siteName ?? report.landmark ?? report.siteCode;
  return (
    <li className={`${cards.card} ${classes.report}`}>
      <strong>{words.reason(`resident_says_${report.what}`)}</strong>
      <span>
        {report.deviceId === null ? (
          place
        ) : (
          <Link to={`/devices/${report.deviceId}`}>{[report.deviceName, place].join(' · ')}</Link>
        )}
      </span>
      {report.note !== null && (
        <q>
          <bdi>{report.note}</bdi>
        </q>
      )}
      <span className={classes.quiet}>
        <Age at={report.createdAt} /> · {report.unitName}
      </span>
      {report.state === 'open' ? <span>{t(`residents.${report.outcome}`)}</span> : <Closed report={report} />}
      {report.incidentId !== null && <Link to={`/incidents/${report.incidentId}`}>{t('residents.seeIncident')}</Link>}
      {mayClose && <Close id={report.id} />}
    </li>
  );
}

function Closed({ report }: { readonly report: PublicReport }) {
  const { t } = useTranslation();
  const byDevice = report.closedBecause === 'device_works';
  return (
    <span>
      {byDevice
        ? t('residents.closedByDevice')
        : t('residents.closedBy', { name: report.closedBy ?? t('incident.somebody') })}
      {report.closedAt !== null && (
        <>
          {' · '}
          <Moment at={report.closedAt} />
        </>
      )}
      {report.closingNote !== null && <> · {report.closingNote}</>}
    </span>
  );
}

function Close({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const closing = useCloseReport(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    closing.mutate(note.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t('residents.closeNote')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {closing.isError && <Failed error={closing.error} />}
      <Button type="submit" variant="default" loading={closing.isPending}>
        {t('residents.close')}
      </Button>
    </form>
  );
}
