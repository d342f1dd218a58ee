import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../api/me.ts';
import { useUnit } from '../api/units.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { AddUnit } from './add-unit.tsx';
import { Boundaries } from './boundaries.tsx';
import { UnitTree } from './unit-tree.tsx';
import classes from './units.module.css';

/** The territory as a tree, and what one can do with the chosen unit. */
export default function Units() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: unit } = useUnit(chosen);
  const mayAdd = useCan('territory.write');
  return (
    <>
      <PageHead title={t('nav.units')}>{mayAdd && <AddUnit parentId={chosen} onAdded={setChosen} />}</PageHead>
      <div className={classes.columns}>
        <div>
          <Section title={t('unit.tree')}>
            <UnitTree chosen={chosen} onChoose={setChosen} />
          </Section>
          {mayAdd && <Boundaries unitId={chosen} unitName={unit?.name ?? null} />}
        </div>
        {chosen === null ? <p className={classes.hint}>{t('unit.chooseNext')}</p> : <Chosen id={chosen} />}
      </div>
    </>
  );
}

function Chosen({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data: unit } = useUnit(id);
  const mayRegister = useCan('registry.write');
  const mayRead = useCan('target.read');
  const mayReport = useCan('report.read');
  const mayPlan = useCan('maintenance.write');
  if (unit === undefined) return null;
  return (
    <Section title={unit.name}>
      <Facts
        items={[
          [t('unit.kind'), t(`unitKind.${unit.kind}`)],
          [t('unit.code'), unit.code ?? t('device.notGiven')],
        ]}
      />
      <div className={classes.acts}>
        <Button component={Link} to={`/units/${unit.id}`}>
          {t('unit.open')}
        </Button>
        <Button component={Link} to={`/devices?unitId=${unit.id}`} variant="default">
          {t('unit.seeDevices')}
        </Button>
        <Button component={Link} to={`/public-reports?unitId=${unit.id}`} variant="default">
          {t('residents.reports')}
        </Button>
        {mayRead && (
          <>
            <Button component={Link} to={`/units/${unit.id}/policy`} variant="default">
              {t('policy.title')}
            </Button>
            <Button component={Link} to={`/units/${unit.id}/duty`} variant="default">
              {t('duty.title')}
            </Button>
            <Button component={Link} to={`/units/${unit.id}/residents`} variant="default">
              {t('residents.title')}
            </Button>
          </>
        )}
        {mayReport && (
          <Button component={Link} to={`/reports?unitId=${unit.id}`} variant="default">
            {t('report.title')}
          </Button>
        )}
        {mayPlan && (
          <Button component={Link} to={`/maintenance?unitId=${unit.id}`} variant="default">
            {t('maintenance.make')}
          </Button>
        )}
        {mayRegister && (
          <Button component={Link} to={`/devices/new?unitId=${unit.id}`} variant="default">
            {t('unit.registerHere')}
          </Button>
        )}
      </div>
    </Section>
  );
}
