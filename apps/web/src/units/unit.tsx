import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useCan } from '../api/me.ts';
import { useOverview } from '../api/overview.ts';
import { allItems } from '../api/pages.ts';
import { useDuty, useTargetsOf } from '../api/policy.ts';
import { useUnit } from '../api/units.ts';
import { incidentsPath } from '../incidents/incident-filter.ts';
import { CountTable } from '../overview/count-table.tsx';
import { devicesPath } from '../overview/paths.ts';
import cards from '../shell/cards.module.css';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { TargetCard } from '../targets/targets.tsx';
import { UnitPast } from '../life/unit-past.tsx';
import { UnitTeam } from '../life/unit-team.tsx';
import { Drills } from './drills.tsx';
import { ThumbnailLeave } from './thumbnail-leave.tsx';
import classes from './units.module.css';

/** All that a leader looks after: devices, who is on duty, who is told, drills. */
export default function Unit() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const unit = useUnit(id);
  const mayRead = useCan('target.read');
  const mayReport = useCan('report.read');
  const mayPlan = useCan('maintenance.write');
  const mayChange = useCan('territory.write');
  if (unit.isPending) return <Waiting />;
  if (unit.isError) return <Failed error={unit.error} retry={() => void unit.refetch()} />;
  return (
    <>
      <PageHead title={unit.data.name} back={{ to: '/units', text: t('nav.units') }}>
        {mayRead && (
          <Button component={Link} to={`/units/${id}/policy`} variant="default">
            {t('policy.title')}
          </Button>
        )}
        {mayChange && unit.data.parentId !== null && (
          <Button component={Link} to={`/units/${id}/change`} variant="default">
            {t('territory.title')}
          </Button>
        )}
        {mayReport && (
          <Button component={Link} to={`/reports?unitId=${id}`} variant="default">
            {t('report.title')}
          </Button>
        )}
        <Button component={Link} to={`/public-reports?unitId=${id}`} variant="default">
          {t('residents.reports')}
        </Button>
        {mayRead && (
          <Button component={Link} to={`/units/${id}/residents`} variant="default">
            {t('residents.title')}
          </Button>
        )}
        <Button component={Link} to={`/units/${id}/stickers`} variant="default">
          {t('sticker.title')}
        </Button>
        {mayPlan && (
          <Button component={Link} to={`/maintenance?unitId=${id}`} variant="default">
            {t('maintenance.make')}
          </Button>
        )}
      </PageHead>
      <UnitPast unit={unit.data} />
      <Devices id={id} />
      {mayRead && <OnDuty id={id} />}
      {mayRead && <Told id={id} />}
      <UnitTeam unit={unit.data} />
      <Drills unitId={id} />
      <ThumbnailLeave unitId={id} />
    </>
  );
}

function Devices({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const overview = useOverview(id);
  return (
    <Section title={t('nav.devices')} action={<Link to={devicesPath({ unitId: id })}>{t('unit.seeDevices')}</Link>}>
      {overview.isPending && <Waiting />}
      {overview.isError && <Failed error={overview.error} retry={() => void overview.refetch()} />}
      {overview.data?.total.devices === 0 && <p>{t('device.none')}</p>}
      {overview.data && overview.data.total.devices > 0 && (
        <>
          <CountTable
            caption={t('overview.byKind')}
            first={t('device.kind')}
            lines={overview.data.byKind.map((line) => ({
              ...line,
              key: line.kind,
              name: t(`kind.${line.kind}`),
              filter: { kind: line.kind, unitId: id },
            }))}
          />
          <p>
            <Link to={incidentsPath({ state: 'open', unitId: id })}>
              {t('unit.unacknowledged', { count: overview.data.unacknowledged })}
            </Link>
          </p>
        </>
      )}
    </Section>
  );
}

function OnDuty({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const duty = useDuty(id);
  const targets = useTargetsOf(id);
  const names = targets.data ? new Map(allItems(targets.data).map((target) => [target.id, target.name])) : null;
  const now = duty.data?.onDuty.map((targetId) => names?.get(targetId) ?? t('duty.gone'));
  return (
    <Section title={t('duty.now')} action={<Link to={`/units/${id}/duty`}>{t('duty.title')}</Link>}>
      {duty.isError && <Failed error={duty.error} retry={() => void duty.refetch()} />}
      {now && <p className={classes.plain}>{now.length === 0 ? t('duty.nobody') : now.join(', ')}</p>}
    </Section>
  );
}

function Told({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const targets = useTargetsOf(id);
  const own = targets.data ? allItems(targets.data).filter((target) => target.unitId === id) : [];
  return (
    <Section title={t('target.title')} action={<Link to="/targets">{t('target.add')}</Link>}>
      {targets.isPending && <Waiting />}
      {targets.isError && <Failed error={targets.error} retry={() => void targets.refetch()} />}
      {targets.data && own.length === 0 && <p className={classes.plain}>{t('unit.noTargets')}</p>}
      <ul className={cards.list}>
        {own.map((target) => (
          <TargetCard key={target.id} target={target} />
        ))}
      </ul>
    </Section>
  );
}
