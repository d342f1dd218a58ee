import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../api/me.ts';
import { useRenewSticker, useSticker } from '../api/residents.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './residents.module.css';

interface LabelProps {
  readonly siteId: string;
  readonly name: string;
  /** Of the printed sticker that hangs there. */
  readonly code: string | null;
}

/** The label of a pole: what it shows, and a new one when the old is lost or abused. */
export function Label({ siteId, name, code }: LabelProps) {
  const { t } = useTranslation();
  const sticker = useSticker(siteId);
  const mayRenew = useCan('sticker.write');
  if (sticker.isError) return <Failed error={sticker.error} retry={() => void sticker.refetch()} />;
  if (sticker.isPending) return null;
  const { svg, url, isLasting } = sticker.data;
  return (
    <Section title={t('residents.sticker')}>
      <div className={classes.label}>
        <CodeImage svg={svg} alt={t('residents.stickerImage', { name })} />
        <div className={classes.beside}>
          {code !== null && (
            <p>
              {t('sticker.onPole')} <b className={classes.sum}>{code}</b>
            </p>
          )}
          <p>{t('residents.stickerMeans')}</p>
          <a href={url} target="_blank" rel="noreferrer">
            {t('residents.open')}
          </a>
          {!isLasting && <p className={classes.quiet}>{t('residents.notLasting')}</p>}
          {mayRenew && <Renew siteId={siteId} />}
        </div>
      </div>
    </Section>
  );
}

export function CodeImage({ svg, alt }: { readonly svg: string; readonly alt: string }) {
  return <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={alt} width={176} height={176} />;
}

function Renew({ siteId }: { readonly siteId: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const renewing = useRenewSticker(siteId);
  const renew = () => renewing.mutate(undefined, { onSuccess: () => setAsked(false) });
  return (
    <>
      {renewing.isError && <Failed error={renewing.error} />}
      {renewing.isSuccess && <Alert color="teal" variant="outline" role="status" title={t('residents.renewed')} />}
      <Button
        variant={asked ? 'filled' : 'default'}
        color={asked ? 'red.9' : 'indigo'}
        loading={renewing.isPending}
        onClick={() => (asked ? renew() : setAsked(true))}
        onBlur={() => setAsked(false)}
      >
        {t(asked ? 'residents.renewSure' : 'residents.renew')}
      </Button>
    </>
  );
}
