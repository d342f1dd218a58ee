export const UNIT_KINDS = ['country', 'province', 'region', 'commune', 'village', 'group', 'team'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
