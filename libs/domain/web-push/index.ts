/** What a browser is told, and what push services answer; decided without either. */
export * from './notice.ts';
export * from './outcome.ts';
