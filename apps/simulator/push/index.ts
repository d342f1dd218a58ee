/** The push service of a browser's maker, for tests. */
export { FakePushService, type PushedMessage } from './fake-push-service.ts';
