/** Zalo as the outside world speaks it: for tests and the demo. */
export { FakeZalo } from './fake-zalo.ts';
export type { ZaloFault } from './faults.ts';
export type { Emission } from './webhook-sender.ts';
export { botUpdate, groupText, receipt, userText, type Words } from './villagers.ts';
export { ZALO_DEFAULTS, type SentMessage, type ZaloSettings } from './world.ts';
