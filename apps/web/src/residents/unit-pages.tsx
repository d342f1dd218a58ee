import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { usePolicy } from '../api/policy.ts';
import { sheetPath, useContributionSums, useVillagePage } from '../api/residents.ts';
import { useDownload } from '../api/reports.ts';
import { useUnit } from '../api/units.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { CamerasShown } from './cameras-shown.tsx';
import classes from './residents.module.css';
import { VillageForm } from './village-form.tsx';

/** What a unit shows its people: labels, cameras or not, a page of its own. */
export default function UnitPages() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const unit = useUnit(id);
  const policy = usePolicy(id);
  const page = useVillagePage(id);
  return (
    <>
      <PageHead
        title={unit.data ? `${t('residents.title')}: ${unit.data.name}` : t('residents.title')}
        back={{ to: '/units', text: t('nav.units') }}
      />
      <Sheet unitId={id} />
      {policy.isError && <Failed error={policy.error} retry={() => void policy.refetch()} />}
      {policy.data && <CamerasShown key={policy.data.version} view={policy.data} />}
      {page.isPending && <Waiting />}
      {page.isError && <Failed error={page.error} retry={() => void page.refetch()} />}
      {page.data && <VillageForm key={page.data.version} view={page.data} />}
      <Sums unitId={id} />
    </>
  );
}

function Sheet({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const making = useDownload();
  return (
    <Section title={t('residents.printHere')}>
      <div className={classes.form}>
        <p className={classes.quiet}>{t('residents.printMeans')}</p>
        {making.isError && <Failed error={making.error} />}
        <Button variant="default" loading={making.isPending} onClick={() => making.mutate(sheetPath(unitId))}>
          {t('residents.print')}
        </Button>
      </div>
    </Section>
  );
}

function Sums({ unitId }: { readonly unitId: string }) {
  const { t, i18n } = useTranslation();
  const { data } = useContributionSums(unitId);
  if (!data) return null;
  const sum = (amount: number) => amount.toLocaleString(i18n.language);
  const counted = (count: number, amount: number) => t('residents.countSum', { count, sum: sum(amount) });
  const dong = (amount: number) => t('residents.dong', { sum: sum(amount) });
  return (
    <Section title={t('residents.money')}>
      {data.contributions === 0 && data.repairs === 0 ? (
        <p>{t('residents.ledgerNone')}</p>
      ) : (
        <Facts
          items={[
            [t('residents.given'), counted(data.contributions, data.totalDong)],
            [t('residents.boughtSum'), dong(data.spentDong)],
            [t('residents.repairedSum'), counted(data.repairs, data.repairsDong)],
            [t('residents.repairedWithGifts'), dong(data.repairsFromGiftsDong)],
            [t('residents.left'), <strong key="left">{dong(data.balanceDong)}</strong>],
          ]}
        />
      )}
    </Section>
  );
}
