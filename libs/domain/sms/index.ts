/** What an SMS may say and what its provider's codes mean. */
export * from './outcome.ts';
export * from './phone.ts';
export * from './template.ts';
