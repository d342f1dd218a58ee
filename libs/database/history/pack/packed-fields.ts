import { HOUR_FIELDS } from '../hour-fields.ts';

/** Fields that packed hours keep. Append only: a stored column names its field by its place here. */
export const PACKED_FIELDS: readonly string[] = [...HOUR_FIELDS.slice(0, 32), 'chargerState', ...HOUR_FIELDS.slice(32)];
