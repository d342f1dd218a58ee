import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useDarkScore, useDarkTonight } from '../api/lights.ts';
import { allItems } from '../api/pages.ts';
import type { DarkLamp } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './lights.module.css';
import { Plan } from './plan.tsx';
import { Profiles } from './profiles.tsx';

/** Which lamps will be dark before morning, and how right this list has been. `?unitId=` narrows both. */
export default function Lights() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const unitId = search.get('unitId');
  const choose = (id: string | null) => setSearch(id === null ? {} : { unitId: id }, { replace: true });
  return (
    <>
      <PageHead title={t('lights.title')} />
      <UnitPicker label={t('overview.unit')} value={unitId} onChange={choose} everywhere={t('unit.everywhere')} />
      <Tonight unitId={unitId} />
      <Score unitId={unitId} />
      <Plan unitId={unitId} />
      <Profiles unitId={unitId} />
    </>
  );
}

function Tonight({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation();
  const lamps = useDarkTonight(unitId);
  if (lamps.isPending) return <Waiting />;
  if (lamps.isError) return <Failed error={lamps.error} retry={() => void lamps.refetch()} />;
  const items = allItems(lamps.data);
  if (items.length === 0) return <Empty title={t('lights.none')} text={t('lights.noneNext')} />;
  return (
    <Section title={t('lights.tonight')}>
      <p className={classes.quiet}>{t('lights.means')}</p>
      <ul className={cards.list}>
        {items.map((lamp) => (
          <Lamp key={lamp.deviceId} lamp={lamp} />
        ))}
      </ul>
      <MoreButton pages={lamps} />
    </Section>
  );
}

function Lamp({ lamp }: { readonly lamp: DarkLamp }) {
  const { t } = useTranslation();
  const percent = (value: number | null) => (value === null ? '?' : Math.round(value));
  return (
    <li>
      <Link to={`/devices/${lamp.deviceId}`} className={`${cards.card} ${classes.lamp}`}>
        <strong>{lamp.name}</strong>
        <span className={classes.quiet}>{[lamp.landmark, lamp.unitName, lamp.code].filter(Boolean).join(' · ')}</span>
        <span>{t('lights.likely', { percent: Math.round(lamp.likelihood * 100) })}</span>
        <span className={classes.quiet}>
          {t(`lights.because.${lamp.reason}`, {
            left: percent(lamp.leftAtDusk),
            need: percent(lamp.need),
            defaultValue: lamp.reason,
          })}
        </span>
      </Link>
    </li>
  );
}

function Score({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation();
  const score = useDarkScore(unitId);
  if (score.isPending) return null;
  if (score.isError) return <Failed error={score.error} retry={() => void score.refetch()} />;
  const { days, nights, listed, dark, right } = score.data;
  return (
    <Section title={t('lights.score')}>
      <p>
        {nights === 0
          ? t('lights.noScore')
          : t('lights.scored', { days, nights, listed, right, dark, missed: dark - right })}
      </p>
    </Section>
  );
}
