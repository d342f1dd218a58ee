import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVoidSticker } from '../api/stickers.ts';
import { Failed } from '../shell/states.tsx';

/** Lost or damaged. Asked twice: there is no way back. */
export function VoidButton({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const voiding = useVoidSticker(code);
  return (
    <>
      {voiding.isError && <Failed error={voiding.error} />}
      <Button
        size="compact-md"
        variant={asked ? 'filled' : 'subtle'}
        color={asked ? 'red.9' : 'red'}
        loading={voiding.isPending}
        aria-label={`${t(asked ? 'sticker.voidSure' : 'sticker.void')}: ${code}`}
        onClick={() => (asked ? voiding.mutate() : setAsked(true))}
        onBlur={() => setAsked(false)}
      >
        {t(asked ? 'sticker.voidSure' : 'sticker.void')}
      </Button>
    </>
  );
}
