import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** Copies a text and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await putOnClipboard(text));
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<Icon name={copied ? 'check' : 'copy'} size={18} />}
      aria-label={copied ? t('act.copied') : label}
      onClick={() => void copy()}
    >
      {t(copied ? 'act.copied' : 'act.copy')}
    </Button>
  );
}

async function putOnClipboard(text: string): Promise<boolean> {
  if ('clipboard' in navigator) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  // Over plain http in a village network browsers offer only the old way.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
