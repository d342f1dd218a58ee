import { CloseButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMapSites } from '../api/map.ts';
import { SignShape } from '../health/health-mark.tsx';
import type { Sign } from '../health/sign.ts';
import { Icon } from '../shell/icon.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { Canvas } from './canvas.tsx';
import { SiteDevices } from './site-devices.tsx';
import { SiteTable } from './site-table.tsx';
import { countBySign, signed, URGENCY, type SignedSite } from './sites.ts';
import classes from './map.module.css';

/** Every site as a shape; the table below says the same for those who do not use the picture. */
export default function HealthMap() {
  const { t } = useTranslation();
  const sites = useMapSites();
  return (
    <div className={classes.page}>
      <PageHead title={t('nav.map')} />
      {sites.isPending && <Waiting />}
      {sites.isError && <Failed error={sites.error} retry={() => void sites.refetch()} />}
      {sites.data?.features.length === 0 && (
        <Empty
          icon={<Icon name="map" size={48} />}
          title={t('map.none')}
          text={t('map.noneNext')}
          action={<Link to="/devices/new">{t('device.register')}</Link>}
        />
      )}
      {sites.data !== undefined && sites.data.features.length > 0 && <Drawn features={sites.data.features} />}
    </div>
  );
}

function Drawn({ features }: { readonly features: Parameters<typeof signed>[0] }) {
  const { t, i18n } = useTranslation();
  const all = useMemo(() => signed(features, i18n.language), [features, i18n.language]);
  const [only, setOnly] = useState<Sign | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [drawable, setDrawable] = useState(true);
  const sites = useMemo(() => all.filter((site) => only === null || site.properties.sign === only), [all, only]);
  const chosen = useMemo(() => all.find((site) => site.properties.siteId === chosenId) ?? null, [all, chosenId]);
  return (
    <>
      <Legend sites={all} only={only} onOnly={setOnly} />
      {drawable ? (
        <div className={classes.stage}>
          <Canvas
            sites={sites}
            chosen={chosen}
            onChoose={setChosenId}
            onFailure={() => setDrawable(false)}
            label={t('map.label')}
          />
          {chosen && <Sheet site={chosen} onClose={() => setChosenId(null)} />}
        </div>
      ) : (
        <p>{t('map.cannotDraw')}</p>
      )}
      <SiteTable sites={sites} onChoose={drawable ? setChosenId : undefined} />
    </>
  );
}

interface LegendProps {
  readonly sites: readonly SignedSite[];
  readonly only: Sign | null;
  readonly onOnly: (sign: Sign | null) => void;
}

/** The legend counts, and each entry shows only its own. */
function Legend({ sites, only, onOnly }: LegendProps) {
  const { t } = useTranslation();
  const counts = countBySign(sites);
  return (
    <fieldset className={classes.legend}>
      <legend className="visually-hidden">{t('map.legend')}</legend>
      {URGENCY.filter((sign) => counts[sign] > 0 || sign === only).map((sign) => (
        <button
          key={sign}
          type="button"
          aria-pressed={only === sign}
          onClick={() => onOnly(only === sign ? null : sign)}
        >
          <SignShape sign={sign} />
          {t(`sign.${sign}`)} {counts[sign]}
        </button>
      ))}
    </fieldset>
  );
}

function Sheet({ site, onClose }: { readonly site: SignedSite; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={classes.sheet} aria-label={site.properties.name}>
      <div className={classes.sheetHead}>
        <h2>{site.properties.name}</h2>
        <CloseButton size="lg" aria-label={t('act.close')} onClick={onClose} />
      </div>
      <p>{site.properties.code}</p>
      <SiteDevices siteId={site.properties.siteId} />
    </section>
  );
}
