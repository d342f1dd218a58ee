/** An SMS provider as the outside world speaks it, for tests. */
export { ESMS_DEFAULTS, FakeEsms, type EsmsFault, type TakenSms } from './fake-esms.ts';
