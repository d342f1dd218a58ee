import type { ImportField } from './columns.ts';
import type { KnownDevice } from './known.ts';
import type { SaidOfDevice } from './read-row.ts';
import type { DeviceWords, SiteChange, SiteWords } from './verdict.ts';

export const sameText = (a: string | null | undefined, b: string | null | undefined): boolean =>
  (a ?? null) === (b ?? null) || (a ?? '').normalize('NFC') === (b ?? '').normalize('NFC');
/** About a centimetre: what rounding in a spreadsheet may do. */
const SAME_DEGREES = 1e-7;
const isSame = (a: number | null, b: number): boolean => a !== null && Math.abs(a - b) < SAME_DEGREES;

export const SITE_FIELDS = {
  siteName: 'name',
  landmark: 'landmark',
  latitude: 'latitude',
  longitude: 'longitude',
} as const;
type SiteField = keyof typeof SITE_FIELDS;
const SITE_FIELD_NAMES = Object.keys(SITE_FIELDS) as SiteField[];

/** Does this column speak of the place? */
export const isOfSite = (field: ImportField): boolean => field === 'siteUnit' || field in SITE_FIELDS;

export const siteWords = ({ siteName, landmark }: SaidOfDevice): SiteWords => ({
  ...(siteName !== undefined && { name: siteName }),
  ...(landmark !== undefined && { landmark }),
});

export function differing(
  site: { readonly [Field in (typeof SITE_FIELDS)[SiteField]]?: string | number | null | undefined },
  said: SaidOfDevice,
): SiteField[] {
  return SITE_FIELD_NAMES.filter((field) => {
    const given = said[field];
    const present = site[SITE_FIELDS[field]] ?? null;
    if (given === undefined) return false;
    return typeof given === 'number'
      ? !isSame(present as number | null, given)
      : !sameText(present as string | null, given);
  });
}

export const siteFieldsOf = (change: SiteChange | null): ImportField[] =>
  change === null
    ? []
    : [
        ...SITE_FIELD_NAMES.filter((field) => change[SITE_FIELDS[field]] !== undefined),
        ...(change.unitId === undefined ? [] : (['siteUnit'] as const)),
      ];

const WORDS = [
  'manufacturer',
  'model',
  'serial',
  'mac',
  'powerSource',
  'uplink',
  'intervalSeconds',
  'offlineAfterSeconds',
  'payer',
  'funding',
] as const satisfies readonly (keyof DeviceWords & keyof SaidOfDevice & keyof KnownDevice)[];

export const words = (said: SaidOfDevice): DeviceWords =>
  Object.fromEntries(WORDS.filter((field) => said[field] !== undefined).map((field) => [field, said[field]]));

export function changedWords(known: KnownDevice, said: SaidOfDevice): DeviceWords & { readonly name?: string } {
  const changed = [...WORDS, 'name' as const].filter((field) => {
    const given = said[field];
    const present = known[field];
    if (given === undefined) return false;
    return typeof given === 'number' ? given !== present : !sameText(present as string | null, given);
  });
  return Object.fromEntries(changed.map((field) => [field, said[field]]));
}
