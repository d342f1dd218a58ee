import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type LightPart, useLightPlan } from '../api/lights.ts';
import { allItems } from '../api/pages.ts';
import type { PlannedLight } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import { MoreButton } from '../shell/more-button.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './lights.module.css';

/** For the next round of the installers: which batteries to replace, which panels to wipe, the most worn first. */
export function Plan({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<LightPart>('battery');
  return (
    <Section title={t('lights.plan')}>
      <SegmentedControl
        fullWidth
        mb="sm"
        aria-label={t('lights.plan')}
        value={part}
        onChange={(value) => setPart(value === 'panel' ? 'panel' : 'battery')}
        data={(['battery', 'panel'] as const).map((value) => ({ value, label: t(`lights.planParts.${value}`) }))}
      />
      <Worn part={part} unitId={unitId} />
    </Section>
  );
}

function Worn({ part, unitId }: { readonly part: LightPart; readonly unitId: string | null }) {
  const { t } = useTranslation();
  const worn = useLightPlan(part, unitId);
  if (worn.isPending) return <Waiting />;
  if (worn.isError) return <Failed error={worn.error} retry={() => void worn.refetch()} />;
  const items = allItems(worn.data);
  if (items.length === 0) return <p className={classes.quiet}>{t(`lights.planNone.${part}`)}</p>;
  return (
    <>
      <p>
        <strong>{t(`lights.planFirst.${part}`, { count: items.length })}</strong>
      </p>
      <ul className={cards.list}>
        {items.map((light) => (
          <Item key={light.deviceId} light={light} part={part} />
        ))}
      </ul>
      <MoreButton pages={worn} />
    </>
  );
}

function Item({ light, part }: { readonly light: PlannedLight; readonly part: LightPart }) {
  const { t } = useTranslation();
  const reasons = light.reasons.map((reason) => t(`lights.wear.${reason}`, { defaultValue: reason }));
  return (
    <li>
      <Link to={`/devices/${light.deviceId}`} className={`${cards.card} ${classes.lamp}`}>
        <strong>{light.name}</strong>
        <span className={classes.quiet}>
          {[light.landmark, light.unitName, light.code].filter(Boolean).join(' · ')}
        </span>
        <span>{t(`lights.left.${part}`, { percent: Math.round(100 * (1 - light.wear)) })}</span>
        <span className={classes.quiet}>{reasons.join('; ')}</span>
        {light.trend.length > 1 && <Trend values={light.trend} />}
      </Link>
    </li>
  );
}

const WIDTH = 140;
const HEIGHT = 32;

/** The last nights or days as a small line: 0 to 120 percent of a new one. */
function Trend({ values }: { readonly values: readonly number[] }) {
  const { t } = useTranslation();
  const x = (index: number) => (index / (values.length - 1)) * WIDTH;
  const y = (value: number) => HEIGHT - (Math.min(120, Math.max(0, value)) / 120) * HEIGHT;
  const label = t('lights.trend', { first: values[0], last: values.at(-1), count: values.length });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.trend} role="img" aria-label={label}>
      <line x1={0} x2={WIDTH} y1={y(100)} y2={y(100)} className={classes.asNew} />
      <polyline points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')} />
    </svg>
  );
}
