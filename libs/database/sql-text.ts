/** A timestamptz as epoch milliseconds in JavaScript's number. */
export const epoch = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)::float8`;

/** Collects parameters: `bind(value)` gives the placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  bind = (value: unknown): string => `$${this.values.push(value)}`;
}

/** `SET a = $1, b = $2` for the given values that are not undefined; null when there is nothing to set. */
export function assignments(
  columns: Readonly<Record<string, unknown>>,
  bind: (value: unknown) => string,
): string | null {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return given.length === 0 ? null : given.map(([column, value]) => `${column} = ${bind(value)}`).join(', ');
}
