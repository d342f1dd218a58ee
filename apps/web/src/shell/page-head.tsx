import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from './icon.tsx';
import classes from './page-head.module.css';

interface PageHeadProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly back?: { readonly to: string; readonly text: string };
}

/** The screen's one h1, the tab's title, the way back and what one can do here. */
export function PageHead({ title, children, back }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Canh Thôn`;
  }, [title]);
  return (
    <div className={classes.head}>
      {back && (
        <Link to={back.to} className={classes.back}>
          <Icon name="back" size={20} />
          {back.text}
        </Link>
      )}
      <h1 className={classes.title}>{title}</h1>
      <div className={classes.actions}>{children}</div>
    </div>
  );
}
