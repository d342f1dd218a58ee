import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Icon } from '../shell/icon.tsx';
import { CameraScan } from './camera-scan.tsx';
import { FileButton } from './file-button.tsx';
import { codeInFile } from './read-code.ts';
import { stickerText } from './sticker-text.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

type Trouble = 'noCamera' | 'noCode' | 'misread' | 'notOurs';

const hasCamera = (): boolean => 'mediaDevices' in navigator && isSecureContext;

/** Which sticker hangs there: by the camera, a photo or the keys; or none. */
export function StickerStep({ onNext }: { readonly onNext: (sticker: string) => void }) {
  const { t } = useInstallWords();
  const [isScanning, setScanning] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(hasCamera() ? null : 'noCamera');
  const [typed, setTyped] = useState('');
  const take = (text: string) => {
    setScanning(false);
    const read = stickerText(text);
    if (read.kind === 'sticker') onNext(read.text);
    else setTrouble(read.why);
  };
  const fail = (why: Trouble) => {
    setScanning(false);
    setTrouble(why);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take(typed);
  };
  if (isScanning)
    return (
      <div className={classes.step}>
        <CameraScan onText={take} onFailed={() => fail('noCamera')} onStop={() => setScanning(false)} />
      </div>
    );
  return (
    <div className={classes.step}>
      {hasCamera() && (
        <Button size="lg" leftSection={<Icon name="camera" />} onClick={() => setScanning(true)}>
          {t('sticker.scan')}
        </Button>
      )}
      {trouble !== null && (
        <p role="alert" className={classes.warn}>
          {t(`sticker.${trouble}`)}
        </p>
      )}
      {trouble !== null && (
        <FileButton
          onFile={(file) => {
            codeInFile(file).then(
              (text) => (text === null ? fail('noCode') : take(text)),
              () => fail('noCode'),
            );
          }}
        >
          {t('sticker.photo')}
        </FileButton>
      )}
      <form onSubmit={submit} className={classes.step}>
        <TextInput
          size="lg"
          label={t('sticker.type')}
          placeholder={t('sticker.typeHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
        />
        {typed.trim() !== '' && (
          <Button type="submit" size="lg">
            {t('sticker.use')}
          </Button>
        )}
      </form>
      <Button size="lg" variant="default" onClick={() => onNext('')}>
        {t('sticker.none')}
      </Button>
    </div>
  );
}
