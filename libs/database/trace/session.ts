/** Statements in the one transaction that reads a recording. */
export type Session = <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;
