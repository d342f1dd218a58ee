import { Alert, Button, NumberInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import { useDownload } from '../api/reports.ts';
import { rollSheetPath, usePrintRoll, useStickerRolls } from '../api/stickers.ts';
import { useUnit } from '../api/units.ts';
import cards from '../shell/cards.module.css';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { FindSticker } from './find-sticker.tsx';
import { Roll } from './roll.tsx';
import classes from './stickers.module.css';

const A_PAGE = 8;
const MOST = 1_000;

/** Stickers of a unit: printed before anybody knows where they will be stuck. */
export default function Stickers() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const unit = useUnit(id);
  const rolls = useStickerRolls(id);
  const mayPrint = useCan('sticker.write');
  const all = rolls.data && allItems(rolls.data);
  return (
    <>
      <PageHead
        title={unit.data ? `${t('sticker.title')}: ${unit.data.name}` : t('sticker.title')}
        back={{ to: `/units/${id}`, text: unit.data?.name ?? t('nav.units') }}
      />
      {mayPrint && <Print unitId={id} />}
      <FindSticker />
      <Section title={t('sticker.rolls')}>
        {rolls.isPending && <Waiting />}
        {rolls.isError && <Failed error={rolls.error} retry={() => void rolls.refetch()} />}
        {all?.some(({ isLasting }) => !isLasting) && (
          <Alert color="red" variant="outline" title={t('residents.notLasting')} className={classes.warning} />
        )}
        {all?.length === 0 && <p className={classes.quiet}>{t('sticker.none')}</p>}
        <ul className={cards.list}>
          {all?.map((roll) => (
            <Roll key={roll.id} roll={roll} ofUnit={id} />
          ))}
        </ul>
        {rolls.data && <MoreButton pages={rolls} />}
      </Section>
    </>
  );
}

function Print({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const [count, setCount] = useState<number | string>(5 * A_PAGE);
  const printing = usePrintRoll(unitId);
  const making = useDownload();
  const wanted = typeof count === 'number' && count >= 1 && count <= MOST ? Math.floor(count) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === null) return;
    printing.mutate(wanted, { onSuccess: ({ id }) => making.mutate(rollSheetPath(id)) });
  };
  return (
    <Section title={t('sticker.print')}>
      <form className={classes.print} onSubmit={submit}>
        <p className={classes.quiet}>{t('sticker.printMeans')}</p>
        <NumberInput
          label={t('sticker.count')}
          description={
            wanted === null
              ? t('sticker.countLimit', { most: MOST })
              : t('sticker.pages', { pages: Math.ceil(wanted / A_PAGE) })
          }
          value={count}
          onChange={setCount}
          min={1}
          max={MOST}
          allowDecimal={false}
          inputMode="numeric"
        />
        {printing.isError && <Failed error={printing.error} />}
        {making.isError && <Failed error={making.error} />}
        {printing.isSuccess && (
          <p role="status" className={classes.plain}>
            <b>{t('sticker.printed', { count: printing.data.count })}</b>
          </p>
        )}
        <Button type="submit" loading={printing.isPending || making.isPending} disabled={wanted === null}>
          {t('sticker.printNow')}
        </Button>
      </form>
    </Section>
  );
}
