import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { filterOf, withFilter } from '../devices/device-filter.ts';
import { LAYERS, layersOf, withLayer } from './layers.ts';
import classes from './map.module.css';

/** What the map shows: everything now or only what is new, and what is drawn beside it. */
export function LayerSwitch() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { trouble } = filterOf(search);
  const shown = layersOf(search);
  return (
    <fieldset className={classes.layers}>
      <legend className="visually-hidden">{t('map.layers')}</legend>
      {([null, 'new'] as const).map((value) => (
        <label key={value ?? 'now'}>
          <input
            type="radio"
            name="map-trouble"
            checked={(trouble ?? null) === value}
            onChange={() => setSearch((current) => withFilter(current, 'trouble', value), { replace: true })}
          />
          {t(value === null ? 'map.now' : 'device.newTrouble')}
        </label>
      ))}
      {LAYERS.map((layer) => (
        <label key={layer}>
          <input
            type="checkbox"
            checked={shown.has(layer)}
            onChange={({ currentTarget: { checked } }) =>
              setSearch((current) => withLayer(current, layer, checked), { replace: true })
            }
          />
          {t(`map.layer.${layer}`)}
        </label>
      ))}
    </fieldset>
  );
}
