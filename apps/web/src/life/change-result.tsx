import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TerritoryChange } from '../api/shapes.ts';
import { Facts } from '../shell/facts.tsx';
import { Section } from '../shell/section.tsx';
import classes from './life.module.css';

interface ChangeResultProps {
  readonly change: TerritoryChange;
  readonly pending?: boolean;
  /** Of a preview: does it. */
  readonly onSure?: () => void;
}

/** What comes of a split or merge, or came: who takes over what, who is told, who loses his stand-in. */
export function ChangeResult({ change, pending = false, onSure }: ChangeResultProps) {
  const { t } = useTranslation();
  const top = useRef<HTMLDivElement>(null);
  // Below a long form nobody would see that it came.
  useEffect(() => top.current?.scrollIntoView(), [change]);
  const { parts, ended, grants, fallbacks, dryRun } = change;
  return (
    <Section title={t(dryRun ? 'territory.would' : 'territory.done')}>
      <div ref={top} className={classes.form} role="status">
        <p>{t('territory.ends', { names: ended.map(({ name }) => name).join(', '), count: grants })}</p>
        {parts.map((part) => (
          <div key={part.unitId} className={classes.card}>
            <strong>{dryRun ? part.name : <Link to={`/units/${part.unitId}`}>{part.name}</Link>}</strong>
            <Facts
              items={[
                [t('territory.cameUnits'), part.came.units],
                [t('territory.cameSites'), part.came.sites],
                [t('territory.cameTargets'), part.came.targets],
                [t('territory.devices'), part.devices],
                [t('territory.openIncidents'), part.openIncidents],
                [t('territory.told'), t(`territory.toldBy.${part.told}`)],
              ]}
            />
          </div>
        ))}
        {fallbacks.length > 0 && (
          <>
            <p>{t('territory.fallbacks')}</p>
            <ul>
              {fallbacks.map(({ targetId, name, unitName, from, to }) => (
                <li key={targetId}>
                  {t(to === null ? 'territory.fallbackNone' : 'territory.fallbackTo', {
                    name,
                    unit: unitName,
                    from,
                    to,
                  })}
                </li>
              ))}
            </ul>
          </>
        )}
        {onSure && (
          <Button color="red.9" loading={pending} onClick={onSure}>
            {t('territory.sure')}
          </Button>
        )}
      </div>
    </Section>
  );
}
