import { useTranslation } from 'react-i18next';
import { ageText, momentText } from './age.ts';
import { useNow } from './use-now.ts';

/** How long ago, in words; the exact moment on hover and for machines. `at` is an ISO string. */
export function Age({ at }: { readonly at: string }) {
  const { i18n } = useTranslation();
  const moment = Date.parse(at);
  // The fact may be newer than the last tick of the shared timer.
  const now = Math.max(useNow(), moment);
  return (
    <time dateTime={at} title={momentText(moment, i18n.language)}>
      {ageText(moment, now, i18n.language)}
    </time>
  );
}

export function Moment({ at }: { readonly at: string }) {
  const { i18n } = useTranslation();
  return <time dateTime={at}>{momentText(Date.parse(at), i18n.language)}</time>;
}
