import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportRow, useImportRows } from '../api/imports.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './import.module.css';

/** Row by row what became of the list; those with errors first when there are any. */
export function ImportRows({ id, hasErrors }: { readonly id: string; readonly hasErrors: boolean }) {
  const { t } = useTranslation();
  const [onlyErrors, setOnlyErrors] = useState(hasErrors);
  const rows = useImportRows(id, onlyErrors ? 'refused' : undefined);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t('import.rows')}>
      {hasErrors && (
        <Checkbox
          label={t('import.onlyErrors')}
          checked={onlyErrors}
          onChange={(event) => setOnlyErrors(event.currentTarget.checked)}
          className={classes.only}
        />
      )}
      {rows.isPending && <Waiting />}
      {rows.isError && <Failed error={rows.error} retry={() => void rows.refetch()} />}
      <ol className={classes.rows}>
        {items.map((row) => (
          <Row key={row.line} row={row} />
        ))}
      </ol>
      {rows.data && <MoreButton pages={rows} />}
    </Section>
  );
}

function Row({ row }: { readonly row: ImportRow }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row} data-state={row.state}>
      <p className={classes.head}>
        <span className={classes.line}>{t('import.line', { line: row.line })}</span>
        <strong className={classes.name}>{row.name ?? row.code ?? '—'}</strong>
        <span className={classes.state}>{t(`import.state.${row.state}`)}</span>
      </p>
      {row.changes.length > 0 && (
        <p className={classes.plain}>{t('import.changes', { columns: row.changes.join(', ') })}</p>
      )}
      {row.problems.length > 0 && (
        <ul className={classes.problems}>
          {row.problems.map(({ column, code, message }) => (
            <li key={`${column}${code}`}>{column === null ? message : `${column}: ${message}`}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
