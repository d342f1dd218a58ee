/** What Zalo's answers and events mean, decided without Zalo. Sources and trust: docs/zalo.md. */
export * from './group.ts';
export * from './inbound.ts';
export * from './link-code.ts';
export * from './outcome.ts';
export * from './reply-to-which.ts';
export * from './say.ts';
export * from './signature.ts';
export * from './template.ts';
export * from './text.ts';
export * from './wait.ts';
