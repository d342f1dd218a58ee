import { useTranslation } from 'react-i18next';
import type { Sheet } from '../api/shapes.ts';
import { Facts } from '../shell/facts.tsx';
import { Section } from '../shell/section.tsx';
import classes from './reports.module.css';

type Block = Sheet['blocks'][number];
type Table = Extract<Block, { kind: 'table' }>;

/** A sheet on the screen: the same titles, words and figures as on paper. */
export function SheetView({ sheet }: { readonly sheet: Sheet }) {
  const { title, unitName, place, notice, lead, blocks, footer } = sheet;
  return (
    <article data-testid="sheet">
      <header className={classes.head}>
        <h2 className={classes.title}>
          {title}: {unitName}
        </h2>
        {place !== '' && <p className={classes.quiet}>{place}</p>}
        {notice !== null && <p className={classes.notice}>{notice}</p>}
        {lead !== null && (
          <p className={classes.lead}>
            <strong className={classes.value}>{lead.value}</strong>
            <span>
              <strong>{lead.label}</strong>
              <br />
              <span className={classes.quiet}>{lead.detail}</span>
            </span>
          </p>
        )}
      </header>
      <div className={classes.blocks}>
        {blocks.map((block) => (
          <div key={block.title} className={block.isHalf === true ? classes.half : classes.whole}>
            <Section title={block.title}>
              <BlockView block={block} />
            </Section>
          </div>
        ))}
      </div>
      {footer.map((line) => (
        <p key={line} className={classes.footer}>
          {line}
        </p>
      ))}
    </article>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'text':
      return block.lines.map((line) => <p key={line}>{line}</p>);
    case 'facts':
      return <Facts items={block.facts.map(({ label, value }) => [label, value] as const)} />;
    case 'table':
      return block.rows.length === 0 ? <p>{block.empty}</p> : <TableView table={block} />;
  }
}

/** Rows have no names of their own; they never change their order while they are shown. */
function TableView({ table }: { readonly table: Table }) {
  const { t } = useTranslation();
  const { title, columns, rows, total, notes } = table;
  return (
    <>
      <div className={classes.scroll} role="region" tabIndex={0} aria-label={t('report.table', { title })}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={index} scope="col" data-align={column.align}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Row key={index} cells={row} columns={columns} />
            ))}
          </tbody>
          {total !== null && (
            <tfoot>
              <Row cells={total} columns={columns} />
            </tfoot>
          )}
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} className={classes.quiet}>
          {note}
        </p>
      ))}
    </>
  );
}

function Row({ cells, columns }: { readonly cells: Table['rows'][number]; readonly columns: Table['columns'] }) {
  return (
    <tr>
      {cells.map(({ text }, index) =>
        index === 0 ? (
          <th key={index} scope="row">
            {text}
          </th>
        ) : (
          <td key={index} data-align={columns[index]?.align}>
            {text}
          </td>
        ),
      )}
    </tr>
  );
}
