import type { Browser, Locator } from 'playwright-core';
import { type Looks, Visitor } from '../visitor.ts';

export interface Step {
  /** What the person does or sees, as somebody beside them would say it. */
  readonly words: string;
  /** Fingers on glass or keys: a tap, a choice from a list, a field filled, an address opened or scanned. */
  readonly taps: number;
  readonly seconds: number;
  /** The picture taken at its end. */
  readonly picture: string | null;
}

export interface Walk {
  readonly key: string;
  readonly person: string;
  readonly steps: readonly Step[];
}

/** One of the people the product is for, on their way: each thing they do is counted, timed and, where asked, pictured. */
export class Walker {
  readonly #steps: Step[] = [];
  #taps = 0;

  private constructor(
    readonly visitor: Visitor,
    private readonly key: string,
    private readonly person: string,
  ) {}

  static async begin(
    browser: Browser,
    baseURL: string,
    { key, person, ...looks }: Omit<Looks, 'name'> & { readonly key: string; readonly person: string },
  ): Promise<Walker> {
    return new Walker(await Visitor.open(browser, baseURL, { ...looks, name: `walk-${key}` }), key, person);
  }

  /** @param picture name of a picture of what stands on the screen then */
  async step(words: string, work: () => Promise<unknown>, picture: string | null = null): Promise<void> {
    this.#taps = 0;
    const begun = performance.now();
    await work();
    const seconds = (performance.now() - begun) / 1_000;
    if (picture !== null) await this.visitor.picture(picture);
    this.#steps.push({
      words,
      taps: this.#taps,
      seconds,
      picture: picture === null ? null : `walk-${this.key}-${picture}.png`,
    });
  }

  async open(path: string): Promise<void> {
    this.#taps += 1;
    await this.visitor.page.goto(path);
  }

  async tap(what: Locator): Promise<void> {
    this.#taps += 1;
    await what.click();
  }

  async fill(label: string, text: string): Promise<void> {
    this.#taps += 1;
    await this.visitor.page.getByLabel(label, { exact: false }).first().fill(text);
  }

  async choose(label: string, option: string): Promise<void> {
    this.#taps += 1;
    await this.visitor.page.getByLabel(label).selectOption({ label: option });
  }

  tapButton(name: string | RegExp): Promise<void> {
    return this.tap(this.visitor.page.getByRole('button', { name }).first());
  }

  tapLink(name: string | RegExp): Promise<void> {
    return this.tap(this.visitor.page.getByRole('link', { name }).first());
  }

  sees(text: string | RegExp): Promise<void> {
    return this.visitor.page.getByText(text).first().waitFor();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.fill('Thư điện tử', email);
    await this.fill('Mật khẩu', password);
    await this.tapButton('Đăng nhập');
    await this.visitor.page.getByRole('navigation').waitFor();
  }

  async end(): Promise<Walk> {
    await this.visitor.leave();
    return { key: this.key, person: this.person, steps: this.#steps };
  }
}
