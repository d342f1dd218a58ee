import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSuccession } from '../api/life.ts';
import type { Unit, UnitSuccession } from '../api/shapes.ts';
import { Section } from '../shell/section.tsx';
import classes from './life.module.css';

/** Old names, which units it came from, and which took over. */
export function UnitPast({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation();
  const { data } = useSuccession(unit.id);
  const { before = [], after = [] } = data ?? {};
  if (unit.aliases.length === 0 && before.length === 0 && after.length === 0) return null;
  return (
    <Section title={t('territory.past')}>
      {after.length > 0 && <Lines title={t('territory.after')} lines={after} />}
      {unit.aliases.length > 0 && <p>{t('territory.oldNames', { names: unit.aliases.join(', ') })}</p>}
      {before.length > 0 && <Lines title={t('territory.before')} lines={before} />}
    </Section>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: UnitSuccession['before'] }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{title}</p>
      <ul className={classes.things}>
        {lines.map(({ unitId, name, code, effectiveOn }) => (
          <li key={unitId}>
            <Link to={`/units/${unitId}`}>{[name, code].filter(Boolean).join(' · ')}</Link>
            <small>{t('territory.since', { day: effectiveOn.split('-').reverse().join('/') })}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
