import type { Browser } from 'playwright-core';
import { signIn } from '../product-in-browser.ts';

const RENDER_WITHIN_MS = 120_000;
const SIZE = { width: 1280, height: 800 } as const;

/** From the beginning of the navigation until the bare page's map has drawn everything (ms); a cold load warms the cache. */
export async function bareRender(browser: Browser, address: string, rounds: number): Promise<number[]> {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await page.goto('about:blank');
    await page.goto(address);
    await page.waitForFunction('window.firstRender !== undefined', undefined, { timeout: RENDER_WITHIN_MS });
    const { ms, drawn } = await page.evaluate<{ ms: number; drawn: number }>('window.firstRender');
    if (drawn === 0) throw new Error(`nothing was drawn: ${address}`);
    if (round > 0) times.push(ms);
  }
  await context.close();
  return times;
}

/** Until the product's own map stands, the whole page with its list around it (ms); the first load warms the cache. */
export async function productRender(browser: Browser, origin: string, rounds: number): Promise<number[]> {
  const context = await browser.newContext({ viewport: SIZE, baseURL: origin, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.addInitScript(`new MutationObserver((_, watch) => {
    if (!document.querySelector('[data-testid="map"][data-idle]')) return;
    window.firstRender = performance.now();
    watch.disconnect();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-idle'] })`);
  await signIn(page, '/units');
  await page.getByRole('navigation').waitFor();
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await page.goto('/map');
    await page.locator('[data-testid="map"][data-idle]').waitFor({ timeout: RENDER_WITHIN_MS });
    // The content policy lets no text be evaluated.
    const at = await page.evaluate(() => (globalThis as { firstRender?: number }).firstRender);
    if (at === undefined) throw new Error('the page did not note when its map stood');
    if (round > 0) times.push(at);
  }
  await context.close();
  return times;
}
