import { useTranslation } from 'react-i18next';
import { DEVICE_KINDS, type DeviceKind } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import classes from './install.module.css';

interface WhatStepProps {
  readonly kind: DeviceKind | null;
  readonly onNext: (kind: DeviceKind) => void;
}

/** One tap says what hangs there. */
export function WhatStep({ kind, onNext }: WhatStepProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.choices}>
      {DEVICE_KINDS.map((one) => (
        <button key={one} type="button" aria-pressed={kind === one} onClick={() => onNext(one)}>
          <Icon name={one} size={32} />
          {t(`kind.${one}`)}
        </button>
      ))}
    </div>
  );
}
