import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Name and value pairs. */
export function Facts({ items }: { readonly items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {items.map(([name, value]) => (
        <div key={name} className={isSentence(value) ? classes.wide : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** More than a narrow column can bear. */
const isSentence = (value: ReactNode): boolean => typeof value === 'string' && value.length > 40;
