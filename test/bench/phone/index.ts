// `bench phone`: how long a cheap phone on a slow line waits for the list of what is broken.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Figure, figure } from '../figures.ts';
import { onStage } from '../product-in-browser.ts';
import { LOGIN } from '../product-process.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { openIncidents } from './open-incidents.ts';
import { FAST_3G, SlowLine } from './slow-line.ts';

const CPU_SLOWER_BY = 4;
const SCREEN = { width: 360, height: 740 } as const;
const USEFUL_WITHIN_MS = 60_000;
/** The first broken place can be read and taken; of the last list, said to be, until the new one is there. */
const USEFUL = 'main li [data-act=go]';
/** The new list stands. */
const FRESH = 'main ul:not([aria-busy]) li [data-act=go]';

export const PHONE: BenchSettings = {
  what: 'how long a cheap phone on a slow line waits for the list of what is broken',
  numbers: { devices: 10_000, rounds: 7 },
};

export const benchPhone = ({ devices, rounds, progress }: BenchOptions): Promise<readonly Figure[]> =>
  onStage(progress, async ({ browser, inCountry }) => {
    let open = 0;
    const prepare = async (url: string): Promise<void> => void (open = await openIncidents(url));
    return inCountry({ devices, prepare }, async ({ product }) => {
      const line = await SlowLine.open(Number(new URL(product.origin).port), FAST_3G);
      progress(`${open} open incidents; the phone looks at them`);
      const figures = await look(browser, line, rounds);
      await line.close();
      return [figure('phone', 'open_incidents', '', [open]), ...figures];
    });
  });

interface Times {
  readonly freshMs: number;
  readonly ms: number;
  readonly kilobytes: number;
}

async function look(browser: Browser, line: SlowLine, rounds: number): Promise<readonly Figure[]> {
  const first: Times[] = [];
  const again: Times[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await phoneOf(browser, line.origin);
    await signInOnly(context);
    first.push(await untilUseful(context, line));
    // The second visit finds what the first one left in the phone.
    await installed(context);
    again.push(await untilUseful(context, line));
    await context.close();
  }
  const ms = (times: readonly Times[]) => times.map((time) => time.ms);
  const kilobytes = (times: readonly Times[]) => times.map((time) => time.kilobytes);
  return [
    figure('phone', 'first_visit_useful', 'ms', ms(first)),
    figure('phone', 'first_visit_until_useful', 'kB', kilobytes(first)),
    figure('phone', 'later_visit_useful', 'ms', ms(again)),
    figure(
      'phone',
      'later_visit_new_list',
      'ms',
      again.map(({ freshMs }) => freshMs),
    ),
    figure('phone', 'later_visit_until_new_list', 'kB', kilobytes(again)),
  ];
}

const phoneOf = (browser: Browser, baseURL: string): Promise<BrowserContext> =>
  browser.newContext({ viewport: SCREEN, isMobile: true, hasTouch: true, baseURL, locale: 'vi-VN' });

/** A session without anything of the screens: as after the phone threw its cache away. */
async function signInOnly(context: BrowserContext): Promise<void> {
  const answer = await context.request.post('/api/v1/auth/login', { data: LOGIN });
  if (!answer.ok()) throw new Error(`signing in was answered by ${answer.status()}`);
}

async function installed(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto('/near');
  await page.locator(FRESH).first().waitFor({ timeout: USEFUL_WITHIN_MS });
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.close();
}

/** From the beginning of the navigation until the list can be used. */
async function untilUseful(context: BrowserContext, line: SlowLine): Promise<Times> {
  const page = await context.newPage();
  await slowDown(page);
  await page.addInitScript(`new MutationObserver((_, watch) => {
    const marks = document.documentElement.dataset;
    const note = (name) => requestAnimationFrame(() => setTimeout(() => { marks[name] ??= performance.now(); }));
    if (document.querySelector('${USEFUL}')) note('usefulAt');
    if (!document.querySelector('${FRESH}')) return;
    note('freshAt');
    watch.disconnect();
  }).observe(document, { subtree: true, childList: true })`);
  const before = line.received;
  await page.goto('/near', { waitUntil: 'commit' });
  await page.locator(FRESH).first().waitFor({ timeout: USEFUL_WITHIN_MS });
  const fresh = page.locator('html[data-fresh-at]');
  await fresh.waitFor({ state: 'attached' });
  const freshMs = Number(await fresh.getAttribute('data-fresh-at'));
  const ms = Number(await fresh.getAttribute('data-useful-at'));
  const kilobytes = (line.received - before) / 1_000;
  await page.close();
  return { freshMs, ms, kilobytes };
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER_BY });
}
