import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useThumbnailPicture, useThumbnails } from '../api/thumbnails.ts';
import type { ThumbnailView } from '../api/shapes.ts';
import { Moment } from '../health/moments.tsx';
import { useWords } from '../health/words.ts';
import classes from './thumbnails.module.css';

interface ThumbnailsProps {
  readonly deviceId: string;
  /** Only of this fault, seen between these moments (ISO); left out: all there are. */
  readonly of?: { readonly code: string; readonly from: string; readonly until: string | null };
}

/** What the camera showed when the fault began, blurred; nothing where the unit did not allow it. */
export function Thumbnails({ deviceId, of }: ThumbnailsProps) {
  const { data = [] } = useThumbnails(deviceId);
  const shown = of === undefined ? data : data.filter((one) => isOf(one, of));
  return shown.map((thumbnail) => (
    <Thumbnail key={`${thumbnail.code} ${thumbnail.at}`} deviceId={deviceId} thumbnail={thumbnail} />
  ));
}

function isOf({ code, at }: ThumbnailView, of: NonNullable<ThumbnailsProps['of']>): boolean {
  const moment = Date.parse(at);
  return code === of.code && moment >= Date.parse(of.from) && (of.until === null || moment <= Date.parse(of.until));
}

function Thumbnail({ deviceId, thumbnail }: { readonly deviceId: string; readonly thumbnail: ThumbnailView }) {
  const { t } = useTranslation();
  const words = useWords();
  const picture = useThumbnailPicture(deviceId, thumbnail);
  const address = useAddressOf(picture.data);
  if (address === null) return null;
  return (
    <figure className={classes.thumbnail}>
      <img src={address} width={160} height={90} alt={t('thumbnail.alt', { fault: words.fault(thumbnail.code) })} />
      <figcaption>
        <strong>{words.fault(thumbnail.code)}</strong> · <Moment at={thumbnail.at} />
        <small>
          {t('thumbnail.deleted')} <Moment at={thumbnail.deleteAt} />
        </small>
      </figcaption>
    </figure>
  );
}

/** An address of these bytes for as long as somebody looks. */
function useAddressOf(content: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (content === undefined) return;
    const made = URL.createObjectURL(content);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  return address;
}
