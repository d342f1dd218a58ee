/** What a table says in one place: a value for spreadsheets, and the same in words for people. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number; readonly text: string }
  /** Whole đồng. */
  | { readonly kind: 'money'; readonly value: number; readonly text: string }
  /** 0 to 1. */
  | { readonly kind: 'share'; readonly value: number | null; readonly text: string }
  /** Milliseconds. */
  | { readonly kind: 'duration'; readonly value: number | null; readonly text: string };

export interface Column {
  readonly title: string;
  readonly align: 'start' | 'end';
  /** Its part of the width, relative to the others. */
  readonly weight: number;
}

export const start = (title: string, weight: number): Column => ({ title, align: 'start', weight });
export const end = (title: string, weight: number): Column => ({ title, align: 'end', weight });

interface Titled {
  readonly title: string;
  /** Two such blocks that follow each other stand side by side where there is room. */
  readonly isHalf?: boolean;
}

export interface TableBlock extends Titled {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total: readonly Cell[] | null;
  /** Said instead of a table without rows. */
  readonly empty: string;
  readonly notes: readonly string[];
}

export interface FactsBlock extends Titled {
  readonly kind: 'facts';
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export interface TextBlock extends Titled {
  readonly kind: 'text';
  readonly lines: readonly string[];
}

export type Block = TableBlock | FactsBlock | TextBlock;

/** One document for people, whatever it is printed on: page, paper or spreadsheet. Plain text, never markup. */
export interface Sheet {
  readonly title: string;
  readonly unitName: string;
  /** Where the unit lies. */
  readonly place: string;
  /** What has to be known before reading on. */
  readonly notice: string | null;
  readonly lead: { readonly value: string; readonly label: string; readonly detail: string } | null;
  readonly blocks: readonly Block[];
  /** How it was made. */
  readonly footer: readonly string[];
}
