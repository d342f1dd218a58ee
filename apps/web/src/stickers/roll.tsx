import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import { useDownload } from '../api/reports.ts';
import type { PrintedSticker, StickerRoll } from '../api/shapes.ts';
import { rollSheetPath, useStickersOf } from '../api/stickers.ts';
import { Moment } from '../health/moments.tsx';
import cards from '../shell/cards.module.css';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { VoidButton } from './void-button.tsx';
import classes from './stickers.module.css';

/** One roll: how much of it is used, its sheet, its stickers. */
export function Roll({ roll, ofUnit }: { readonly roll: StickerRoll; readonly ofUnit: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const making = useDownload();
  const { id, count, used, lost, pages, unitId, unitName, createdAt } = roll;
  return (
    <li className={`${cards.card} ${classes.roll}`}>
      <h3 className={classes.name}>
        {t('sticker.roll', { count, pages })}
        {unitId !== ofUnit && ` · ${unitName}`}
      </h3>
      <p className={classes.quiet}>
        {t('sticker.printedOn')} <Moment at={createdAt} />
      </p>
      <Progress value={(100 * used) / count} aria-label={t('sticker.used', { used, count })} />
      <p className={classes.plain}>
        {t('sticker.used', { used, count })}
        {lost > 0 && ` · ${t('sticker.lost', { count: lost })}`}
      </p>
      {making.isError && <Failed error={making.error} />}
      <div className={classes.acts}>
        <Button
          variant="default"
          leftSection={<Icon name="download" />}
          loading={making.isPending}
          onClick={() => making.mutate(rollSheetPath(id))}
        >
          {t('sticker.sheet')}
        </Button>
        <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'sticker.hideEach' : 'sticker.showEach')}
        </Button>
      </div>
      {open && <Each rollId={id} />}
    </li>
  );
}

function Each({ rollId }: { readonly rollId: string }) {
  const stickers = useStickersOf(rollId);
  if (stickers.isPending) return <Waiting />;
  if (stickers.isError) return <Failed error={stickers.error} retry={() => void stickers.refetch()} />;
  return (
    <>
      <ul className={classes.each}>
        {allItems(stickers.data).map((sticker) => (
          <One key={sticker.code} sticker={sticker} />
        ))}
      </ul>
      <MoreButton pages={stickers} />
    </>
  );
}

function One({ sticker: { code, number, state, site } }: { readonly sticker: PrintedSticker }) {
  const { t } = useTranslation();
  const mayVoid = useCan('sticker.write');
  return (
    <li>
      <span className={classes.number}>{number}</span>
      <code className={classes.code}>{code}</code>
      <span className={classes.where}>
        {state === 'bound' && site ? (
          <Link to={`/devices?q=${code}`}>{site.name ?? site.landmark ?? site.code}</Link>
        ) : (
          t(`sticker.state.${state}`)
        )}
      </span>
      {mayVoid && state === 'free' && <VoidButton code={code} />}
    </li>
  );
}
