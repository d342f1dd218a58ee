import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { allItems } from '../api/pages.ts';
import { usePublicReports } from '../api/residents.ts';
import cards from '../shell/cards.module.css';
import { Section } from '../shell/section.tsx';
import { ReportCard } from './reports.tsx';

/** What residents say of one place and nobody has looked at; nothing when there is nothing. */
export function PlaceReports({ siteId }: { readonly siteId: string }) {
  const { t } = useTranslation();
  const reports = usePublicReports({ siteId, state: 'open' });
  const items = reports.data ? allItems(reports.data) : [];
  if (items.length === 0) return null;
  return (
    <Section
      title={t('residents.reports')}
      action={
        <Button component={Link} to={`/public-reports?siteId=${siteId}`} variant="subtle">
          {t('act.more')}
        </Button>
      }
    >
      <ul className={cards.list}>
        {items.slice(0, 3).map((report) => (
          <ReportCard key={report.id} report={report} />
        ))}
      </ul>
    </Section>
  );
}
