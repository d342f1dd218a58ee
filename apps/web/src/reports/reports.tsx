import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../api/me.ts';
import { printPath, type SheetWish, useDownload, useSheet, useTemplates } from '../api/reports.ts';
import { serverNow } from '../api/server-clock.ts';
import type { PackFormat } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { latestMonths } from './months.ts';
import { Pack } from './pack.tsx';
import { SheetView } from './sheet-view.tsx';
import classes from './reports.module.css';

const MONTHS_OFFERED = 24;

/** The sheet of a unit and a month as it is printed. `?unitId=&month=&template=&pack=` say what is shown. */
export default function Reports() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const me = useMe();
  const months = latestMonths(serverNow(), MONTHS_OFFERED);
  const unitId = asked.get('unitId') ?? me.data?.grants[0]?.unitId ?? null;
  const month = asked.get('month') ?? months[0] ?? '';
  const template = asked.get('template');
  const set = (changes: Readonly<Record<string, string | null>>) =>
    setAsked(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null) after.delete(key);
          else after.set(key, value);
        }
        return after;
      },
      { replace: true },
    );
  const wish = unitId === null ? null : { unitId, month, template };
  return (
    <>
      <PageHead title={t('report.title')} />
      <div className={classes.choice}>
        <UnitPicker label={t('report.unit')} value={unitId} onChange={(value) => set({ unitId: value, pack: null })} />
        <NativeSelect
          label={t('report.month')}
          value={month}
          onChange={(event) => set({ month: event.currentTarget.value, pack: null })}
          data={months.map((value) => ({ value, label: t('report.monthOf', monthParts(value)) }))}
        />
      </div>
      <Which template={template} onChange={(value) => set({ template: value })} />
      {wish === null ? (
        <Empty
          icon={<Icon name="reports" size={48} />}
          title={t('report.chooseUnit')}
          text={t('report.chooseUnitNext')}
        />
      ) : (
        <>
          <Shown wish={wish} />
          <Pack unitId={wish.unitId} month={month} operationId={asked.get('pack')} onAsked={(pack) => set({ pack })} />
        </>
      )}
    </>
  );
}

const monthParts = (month: string) => ({ year: month.slice(0, 4), month: String(Number(month.slice(5))) });

function Which({
  template,
  onChange,
}: {
  readonly template: string | null;
  readonly onChange: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const templates = useTemplates();
  const [first] = templates.data ?? [];
  if (first === undefined) return null;
  return (
    <>
      <SegmentedControl
        className={classes.which}
        fullWidth
        value={template === null ? 'monthly' : 'evidence'}
        onChange={(value) => onChange(value === 'monthly' ? null : first.key)}
        data={[
          { value: 'monthly', label: t('report.monthly') },
          { value: 'evidence', label: t('report.evidence') },
        ]}
        aria-label={t('report.which')}
      />
      {template !== null && (templates.data?.length ?? 0) > 1 && (
        <NativeSelect
          label={t('report.template')}
          mb="md"
          value={template}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={templates.data?.map(({ key, title }) => ({ value: key, label: title })) ?? []}
        />
      )}
    </>
  );
}

function Shown({ wish }: { readonly wish: SheetWish }) {
  const sheet = useSheet(wish);
  if (sheet.isPending) return <Waiting />;
  if (sheet.isError) return <Failed error={sheet.error} retry={() => void sheet.refetch()} />;
  return (
    <>
      <div className={classes.acts}>
        <Print wish={wish} format="pdf" />
        <Print wish={wish} format="xlsx" />
      </div>
      <SheetView sheet={sheet.data.sheet} />
    </>
  );
}

function Print({ wish, format }: { readonly wish: SheetWish; readonly format: PackFormat }) {
  const { t } = useTranslation();
  const download = useDownload();
  return (
    <div>
      <Button
        variant={format === 'pdf' ? 'filled' : 'default'}
        leftSection={<Icon name="download" />}
        loading={download.isPending}
        onClick={() => download.mutate(printPath(wish, format))}
      >
        {t(`report.${format}`)}
      </Button>
      {download.isError && <Failed error={download.error} />}
    </div>
  );
}
