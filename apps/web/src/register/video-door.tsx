import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './new-device.ts';
import classes from './register.module.css';

/** Where the video of a camera is, and how it may be asked for. */
export type VideoDoor = Pick<Draft, 'streamPort' | 'basicAllowed'>;

interface VideoDoorProps {
  readonly door: VideoDoor;
  readonly change: (part: Partial<VideoDoor>) => void;
  /** Message per field path, as the server says it. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly size?: 'lg';
}

/** For the few cameras whose video is somewhere else, or asks for the password in clear. */
export function VideoDoorFields({ door, change, errors = {}, size }: VideoDoorProps) {
  const { t } = useTranslation();
  const large = size && { size };
  return (
    <details open={door.streamPort !== '' || door.basicAllowed || Object.keys(errors).length > 0 || undefined}>
      <summary>{t('videoDoor.title')}</summary>
      <div className={classes.fields}>
        <TextInput
          {...large}
          label={t('videoDoor.port')}
          description={t('videoDoor.portMeans')}
          inputMode="numeric"
          value={door.streamPort}
          onChange={(event) => change({ streamPort: event.currentTarget.value })}
          error={errors['onvif.streamPort']}
          autoComplete="off"
        />
        <Checkbox
          {...large}
          label={t('videoDoor.basic')}
          description={t('videoDoor.basicMeans')}
          checked={door.basicAllowed}
          onChange={(event) => change({ basicAllowed: event.currentTarget.checked })}
          error={errors['onvif.basicAllowed']}
        />
        {door.basicAllowed && <p role="alert">{t('videoDoor.basicWarning')}</p>}
      </div>
    </details>
  );
}
