import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SignShape } from '../health/health-mark.tsx';
import type { SignedSite } from './sites.ts';
import classes from './map.module.css';

const STEP = 50;

interface SiteTableProps {
  readonly sites: readonly SignedSite[];
  /** Shows the site on the map; absent when no map can be drawn. */
  readonly onChoose?: ((siteId: string) => void) | undefined;
}

/** The map in words, worst first. */
export function SiteTable({ sites, onChoose }: SiteTableProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <table className={classes.table}>
        <caption className="visually-hidden">{t('map.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.site')}</th>
            <th scope="col">{t('device.health')}</th>
            <th scope="col">{t('nav.devices')}</th>
          </tr>
        </thead>
        <tbody>
          {sites.slice(0, shown).map(({ properties }) => (
            <tr key={properties.siteId}>
              <td>
                {onChoose ? (
                  <button type="button" onClick={() => onChoose(properties.siteId)}>
                    {properties.name}
                  </button>
                ) : (
                  properties.name
                )}
                <small>{properties.code}</small>
              </td>
              <td className={classes.nowrap}>
                <SignShape sign={properties.sign} /> {t(`sign.${properties.sign}`)}
              </td>
              <td>{properties.devices}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sites.length > shown && (
        <Button variant="default" fullWidth mt="md" onClick={() => setShown(shown + STEP)}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}
