import { ApiError } from '../api/answer.ts';
import { forgetBrowser, pushKey, registerBrowser } from '../api/push.ts';
import type { PushSubscriptionView } from '../api/shapes.ts';
import { leaveBrowser } from './leave-browser.ts';

/** `insecure`: not opened by https. `install`: iPhones take notifications only for what stands on the home screen. */
export type PushState =
  | { readonly kind: 'insecure' | 'install' | 'unsupported' | 'denied' | 'off' }
  | { readonly kind: 'on'; readonly device: PushSubscriptionView };

const isApple = (): boolean => /iPhone|iPad/.test(navigator.userAgent);

/** How it stands with notifications in this browser; tells the server when the browser got another address meanwhile. */
export async function pushState(): Promise<PushState> {
  if (!isSecureContext) return { kind: 'insecure' };
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return { kind: isApple() ? 'install' : 'unsupported' };
  if (Notification.permission === 'denied') return { kind: 'denied' };
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.getSubscription();
  if (subscription === null || Notification.permission !== 'granted') return { kind: 'off' };
  try {
    return { kind: 'on', device: await registerBrowser(subscription.toJSON(), true) };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    // Somebody took this device off the list.
    await subscription.unsubscribe();
    return { kind: 'off' };
  }
}

/** Asks the person, the browser and the server, in this order. */
export async function switchOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted')
    return { kind: Notification.permission === 'denied' ? 'denied' : 'off' };
  const { pushManager } = await navigator.serviceWorker.ready;
  const { publicKey } = await pushKey();
  // One that belongs to another key is worth nothing, and stands in the way.
  await (await pushManager.getSubscription())?.unsubscribe();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  return { kind: 'on', device: await registerBrowser(subscription.toJSON(), false) };
}

export async function switchOff(device: PushSubscriptionView): Promise<PushState> {
  await forgetBrowser(device.id);
  await leaveBrowser();
  return { kind: 'off' };
}
