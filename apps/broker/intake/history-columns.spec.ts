import { TELEMETRY_FIELDS, TELEMETRY_FLAGS } from '#libs/contracts';
import { TELEMETRY_COLUMNS } from '#libs/database';
import { expect, it } from '@jest/globals';

it('history keeps every number and flag a heartbeat may carry, in a column that holds its range', () => {
  const wire = [
    ...TELEMETRY_FIELDS.map(({ name, column, storage }) => ({ fact: name, column, type: storage })),
    ...TELEMETRY_FLAGS.map((name) => ({
      fact: name,
      column: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      type: 'boolean',
    })),
  ];
  expect(TELEMETRY_COLUMNS.filter(({ type }) => type !== 'text')).toEqual(wire);
});
