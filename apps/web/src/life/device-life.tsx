import { useTranslation } from 'react-i18next';
import { useHardware } from '../api/life.ts';
import type { DeviceDetail } from '../api/shapes.ts';
import { Moment } from '../health/moments.tsx';
import { Facts } from '../shell/facts.tsx';
import { Section } from '../shell/section.tsx';
import classes from './life.module.css';
import { MoveDevice } from './move-device.tsx';
import { ReplaceHardware } from './replace-hardware.tsx';
import { RetireDevice } from './retire-device.tsx';

/** What hung here when, and what one does with a device that goes on, moves or ends. */
export function DeviceLife({ device, mayChange }: { readonly device: DeviceDetail; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  return (
    <Section title={t('life.title')}>
      <Things id={device.id} />
      <Runs device={device} />
      {mayChange && (
        <div className={classes.acts}>
          <ReplaceHardware device={device} />
          <MoveDevice device={device} />
          <RetireDevice device={device} />
        </div>
      )}
    </Section>
  );
}

/** What it should run, and what it says it runs. */
function Runs({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const said = (
    [
      ['firmware', device.firmware],
      ['config', device.config],
    ] as const
  ).filter(([, { desired, reported }]) => (desired ?? reported) !== null);
  if (said.length === 0) return null;
  return (
    <Facts
      items={said.map(([name, { desired, reported, differs }]) => [
        t(`life.${name}`),
        [
          reported ?? t('life.notSaid'),
          desired !== null && t(differs ? 'life.wanted' : 'life.asWanted', { version: desired }),
        ]
          .filter(Boolean)
          .join(' · '),
      ])}
    />
  );
}

/** Every thing that took its turn, newest first. */
function Things({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data } = useHardware(id);
  if (!data) return null;
  return (
    <ol className={classes.things} aria-label={t('life.things')}>
      {data.map((thing) => (
        <li key={thing.id}>
          <strong>
            {[thing.manufacturer, thing.model, thing.serial, thing.mac].filter(Boolean).join(' · ') ||
              t('life.unnamed')}
          </strong>
          <small>
            {t('life.from')} <Moment at={thing.from} />
            {thing.until === null ? (
              ` · ${t('life.now')}`
            ) : (
              <>
                {' '}
                {t('life.until')} <Moment at={thing.until} />
              </>
            )}
          </small>
        </li>
      ))}
    </ol>
  );
}
