import type { Page } from 'playwright-core';
import type { FakePushService } from '#apps/simulator';
import { PushBrowser } from '../harness/push-browser.ts';

/** A notification as its phone shows it. */
export interface Shown {
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

/**
 * A page whose browser has a push service: Chromium's own cannot be reached from a test. Subscribing gives an endpoint of the
 * fake and real keys; what the fake received is read with them and handed to the page's service worker as the browser
 * would.
 */
export class PushedPhone {
  #device: PushBrowser | null = null;
  #delivered = 0;

  private constructor(
    private readonly page: Page,
    private readonly service: FakePushService,
  ) {}

  /** Before the page is opened. */
  static async prepare(page: Page, service: FakePushService): Promise<PushedPhone> {
    const phone = new PushedPhone(page, service);
    await page.context().grantPermissions(['notifications']);
    await page.exposeFunction('subscribeAtFake', (key: string) => phone.#subscribe(key));
    await page.addInitScript({ content: SUBSCRIBE });
    return phone;
  }

  get received(): number {
    return this.service.messages.length;
  }

  /** Hands what came since the last time to the service worker, as it was sealed for this browser. */
  async deliver(origin: string): Promise<void> {
    const devtools = await this.page.context().newCDPSession(this.page);
    const known = new Promise<string>((resolve) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const found = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
        if (found) resolve(found.registrationId);
      });
    });
    await devtools.send('ServiceWorker.enable');
    const registrationId = await known;
    for (const { record } of this.service.messages.slice(this.#delivered)) {
      const data = this.#device?.read(record) ?? '';
      await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
    }
    this.#delivered = this.service.messages.length;
    await devtools.detach();
  }

  shown(): Promise<Shown[]> {
    return this.page.evaluate<Shown[]>(
      `navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) =>
         all.map(({ title, body, data }) => ({ title, body, url: data.url })))`,
    );
  }

  #subscribe(key: string): object {
    this.#device = new PushBrowser(this.service.endpoint(key));
    return this.#device.subscription();
  }
}

const SUBSCRIBE = `
  const of = (json) => ({
    endpoint: json.endpoint,
    toJSON: () => json,
    unsubscribe: async () => { localStorage.removeItem('fake'); return true; },
  });
  PushManager.prototype.getSubscription = async () => {
    const kept = localStorage.getItem('fake');
    return kept === null ? null : of(JSON.parse(kept));
  };
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    const json = await window.subscribeAtFake(applicationServerKey);
    localStorage.setItem('fake', JSON.stringify(json));
    return of(json);
  };
`;
