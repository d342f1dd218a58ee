/** What a solar light's reports say: faults by name, who will be dark tonight, which battery is old. */
export * from './battery.ts';
export * from './cloudy-spell.ts';
export * from './complete-profile.ts';
export * from './dark-tonight.ts';
export * from './judge-light.ts';
export * from './light-memory.ts';
export * from './light-profile.ts';
export * from './light-rule.ts';
export * from './light-sample.ts';
export * from './light-view.ts';
export * from './neighbours.ts';
export * from './night-watch.ts';
export * from './remember.ts';
export * from './rules/index.ts';
export * from './sun.ts';
export * from './wear.ts';
