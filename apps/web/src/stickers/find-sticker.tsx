import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { readSticker } from '#libs/domain/sticker-code';
import { useCan } from '../api/me.ts';
import type { ScannedSticker } from '../api/shapes.ts';
import { useScannedSticker } from '../api/stickers.ts';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { VoidButton } from './void-button.tsx';
import classes from './stickers.module.css';

/** What a sticker in somebody's hand leads to. A slip of the finger is found before the server is asked. */
export function FindSticker() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const found = useScannedSticker(wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reading = readSticker(typed);
    setWrong(reading.kind === 'unreadable');
    setWanted(reading.kind === 'unreadable' ? null : reading.kind === 'code' ? reading.code : reading.token);
  };
  return (
    <Section title={t('sticker.find')}>
      <form className={classes.find} onSubmit={submit}>
        <TextInput
          label={t('sticker.code')}
          placeholder="K86P-5465"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={isWrong && t('sticker.misread')}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" variant="default">
          {t('sticker.look')}
        </Button>
      </form>
      {wanted !== null && found.isPending && <Waiting />}
      {found.isError && <Failed error={found.error} />}
      {found.data && <Found sticker={found.data} />}
    </Section>
  );
}

function Found({ sticker: { code, state, unitName, site, devices } }: { readonly sticker: ScannedSticker }) {
  const { t } = useTranslation();
  const mayVoid = useCan('sticker.write') && (state === 'free' || state === 'bound') && code !== null;
  return (
    <div className={classes.found} role="status">
      <p className={classes.plain}>
        <code className={classes.code}>{code ?? site?.code}</code> · {t(`sticker.state.${state}`)}
      </p>
      <p className={classes.quiet}>
        {[site?.name ?? site?.landmark, site?.unitName ?? unitName].filter(Boolean).join(', ')}
      </p>
      {devices.map((device) => (
        <Link key={device.id} to={`/devices/${device.id}`}>
          {device.name}
        </Link>
      ))}
      {mayVoid && <VoidButton code={code} />}
    </div>
  );
}
