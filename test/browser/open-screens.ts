import type { Browser } from 'playwright-core';
import { World } from '../harness/world.ts';
import { launch } from './chromium.ts';
import { buildScreens } from './web-build.ts';

/** The administrator that every world begins with. */
export const ADMIN = ['admin@canhthon.local', 'mat-khau-quan-tri-2026'] as const;

/** A whole product at the present time with its screens built, and a browser to look at them. */
export class OpenScreens {
  readonly #closing: (() => Promise<void>)[] = [];

  private constructor(
    readonly world: World,
    readonly browser: Browser,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<OpenScreens> {
    await buildScreens();
    const world = await World.start({ at: new Date().toISOString(), env });
    try {
      return new OpenScreens(world, await launch());
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  /** Ends with the screens, before them. */
  alsoClose(close: () => Promise<void>): void {
    this.#closing.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closing.reverse()) await close();
    await this.browser.close();
    await this.world.stop();
  }
}
