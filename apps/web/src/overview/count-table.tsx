import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Health, Overview } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { signOf } from '../health/sign.ts';
import { devicesPath } from './paths.ts';
import classes from './overview.module.css';

const COLUMNS = ['offline', 'suspect', 'never_seen', 'maintenance', 'online'] as const satisfies readonly Health[];

interface Line extends Pick<Overview['total'], 'devices' | 'byHealth'> {
  readonly key: string;
  readonly name: string;
  /** Null: no list shows just these. */
  readonly filter: Parameters<typeof devicesPath>[0] | null;
}

interface CountTableProps {
  readonly caption: string;
  readonly first: string;
  readonly lines: readonly Line[];
}

/** How many are how, a line each; every number opens its devices. On a phone the columns show their signs only. */
export function CountTable({ caption, first, lines }: CountTableProps) {
  const { t } = useTranslation();
  return (
    <table className={classes.counts}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {COLUMNS.map((health) => (
            <th key={health} scope="col" data-column={health}>
              <span className={classes.sign}>
                <SignShape sign={signOf(health)} />
                <span className={classes.word}>{t(`sign.${signOf(health)}`)}</span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">
              {line.filter ? <Link to={devicesPath(line.filter)}>{line.name}</Link> : line.name}
              <Share line={line} />
            </th>
            {COLUMNS.map((health) => (
              <td key={health} data-column={health}>
                <Count count={line.byHealth[health]} to={line.filter && devicesPath({ ...line.filter, health })} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({ count, to }: { readonly count: number; readonly to: string | null }) {
  const { i18n } = useTranslation();
  const text = new Intl.NumberFormat(i18n.language).format(count);
  if (count === 0) return <span className={classes.none}>0</span>;
  return to === null ? text : <Link to={to}>{text}</Link>;
}

/** The same as a strip: how much of it is dark is seen before a number is read. */
function Share({ line }: { readonly line: Line }) {
  return (
    <span className={classes.share} aria-hidden="true">
      {COLUMNS.map((health) => (
        <span key={health} data-sign={signOf(health)} style={{ flexGrow: line.byHealth[health] }} />
      ))}
    </span>
  );
}
