import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = fileURLToPath(new URL('../../artifacts/browser/', import.meta.url));

export const PHONE = { width: 360, height: 740 } as const;
export const DESK = { width: 1280, height: 800 } as const;

export interface Looks {
  /** Begins the file names of this visitor's screenshots. */
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme?: 'light' | 'dark';
  /** What is looked at is looked at in the dark, too. */
  readonly alsoDark?: boolean;
}

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** A person at a browser: what they see is kept as pictures, and everything the browser complains about is remembered. */
export class Visitor {
  /** Script errors and breaches of the content policy. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly looks: Looks,
  ) {
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`));
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) this.complaints.push(`policy: ${message.text()}`);
    });
  }

  static async open(browser: Browser, baseURL: string, looks: Looks): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL,
      viewport: looks.size,
      colorScheme: looks.scheme ?? 'light',
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    return new Visitor(await context.newPage(), context, looks);
  }

  /** In a browser that somebody else opened, and closes. */
  static async in(context: BrowserContext, looks: Looks): Promise<Visitor> {
    context.setDefaultTimeout(30_000);
    return new Visitor(context.pages()[0] ?? (await context.newPage()), context, looks);
  }

  async signIn(email: string, password: string, path = '/'): Promise<void> {
    await this.page.goto(path);
    await this.page.getByLabel('Thư điện tử').fill(email);
    await this.page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await this.page.getByRole('navigation').waitFor();
  }

  /** Keeps a picture under artifacts/browser for whoever looks at it; nobody does in CI. */
  async picture(name: string): Promise<void> {
    if (process.env['CI'] === 'true') return;
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: `${PICTURES}${this.looks.name}-${name}.png` });
  }

  /** Serious and critical findings of axe-core on what is shown now; `rules`: only these. */
  async barriers(rules: { runOnly?: readonly string[] } = {}): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in globalThis))) await this.page.evaluate(AXE);
    const violations = await this.page.evaluate(async (options) => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: object) => Promise<{ violations: AxeViolation[] }> };
      };
      return (await axe.run({ resultTypes: ['violations'], ...options })).violations;
    }, rules);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }

  /** What is shown now is kept as a picture, fits the screen, keeps nobody out, and ran nothing that came from outside. */
  async inspect(name: string): Promise<void> {
    await this.picture(name);
    expect(await this.barriers()).toEqual([]);
    expect(await this.overflow()).toBe(0);
    expect(this.complaints).toEqual([]);
    expect(await this.page.title()).not.toBe('cháy');
    if (this.looks.alsoDark) await this.#inspectInTheDark(name);
  }

  /** In the dark only colours can be wrong. */
  async #inspectInTheDark(name: string): Promise<void> {
    await this.page.emulateMedia({ colorScheme: 'dark' });
    // Pages of the application follow by script, those for residents by their style sheet alone.
    await this.page.locator('html[data-mantine-color-scheme="light"]').waitFor({ state: 'detached' });
    await this.#settled();
    await this.picture(`dark-${name}`);
    expect(await this.barriers({ runOnly: ['color-contrast', 'link-in-text-block'] })).toEqual([]);
    await this.page.emulateMedia({ colorScheme: this.looks.scheme ?? 'light' });
    await this.page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'detached' });
    await this.#settled();
  }

  /**
   * Colours that change take a moment, of which nobody sees a frame that counts. What turns for ever is not waited for.
   * Their state is asked for, not their promise: inside closed details Chromium never keeps it.
   */
  async #settled(): Promise<void> {
    await this.page.evaluate(`new Promise((resolve) => {
      const isUnderWay = (one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity;
      const look = () => (document.getAnimations().some(isUnderWay) ? requestAnimationFrame(look) : resolve());
      requestAnimationFrame(() => requestAnimationFrame(look));
    })`);
  }

  /** Pixels by which the page is wider than the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { documentElement: { scrollWidth: number; clientWidth: number } };
      };
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    });
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
