import { Column, type ColumnOptions, type ValueTransformer } from 'typeorm';

const epochMs: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'number' ? new Date(value) : value),
  from: (value: Date | null) => (value === null ? null : value.getTime()),
};

/** A timestamptz column that the code sees as epoch milliseconds. */
export const Instant = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'timestamptz', transformer: epochMs });
