/** What a public Wi-Fi point's reports say: no way out, no names, too slow, too full, empty against its own week. */
export * from './hotspot-memory.ts';
export * from './hotspot-rule.ts';
export * from './hotspot-sample.ts';
export * from './judge-hotspot.ts';
export * from './rules/index.ts';
export * from './wanted-firmware.ts';
export * from './weekly-rhythm.ts';
