import { foldForSearch } from '#libs/domain';

const MOST_TERMS = 8;

/** The folded words of a search; each has to be found somewhere. Letters and digits only, so LIKE has no wildcards in it. */
export const searchTerms = (q: string | undefined): string[] =>
  q === undefined ? [] : [...new Set(foldForSearch(q).split(' ').filter(Boolean))].slice(0, MOST_TERMS);
