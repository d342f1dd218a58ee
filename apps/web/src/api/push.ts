import { call } from './client.ts';
import type { PushKeyView, PushSubscriptionView } from './shapes.ts';

export const pushKey = () => call<PushKeyView>('GET', '/push-subscriptions/key');

/** `renew`: only when the server knows this device. */
export const registerBrowser = (subscription: PushSubscriptionJSON, renew: boolean) =>
  call<PushSubscriptionView>('POST', '/push-subscriptions', {
    endpoint: subscription.endpoint,
    keys: subscription.keys,
    ...(renew && { renew }),
  });

export const forgetBrowser = (id: string) => call<null>('DELETE', `/push-subscriptions/${id}`);
