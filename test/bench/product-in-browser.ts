import type { Browser, Page } from 'playwright-core';
import { launch } from '../harness/chromium.ts';
import { startDurablePostgres } from './durable-postgres.ts';
import { makeCountry } from './map/made-up-country.ts';
import type { BenchOptions } from './options.ts';
import { LOGIN, ProductProcess } from './product-process.ts';

export interface Stage {
  readonly browser: Browser;
  /** The product in a made-up country of its own, until `work` ends. */
  readonly inCountry: <Result>(country: Country, work: (at: InCountry) => Promise<Result>) => Promise<Result>;
}

export interface Country {
  readonly devices: number;
  readonly app?: 'api' | 'standalone';
  /** Before the product starts. */
  readonly prepare?: (databaseUrl: string) => Promise<void>;
}

export interface InCountry {
  readonly product: ProductProcess;
  readonly databaseUrl: string;
}

/** A real database and a browser, both gone when `work` ends. */
export async function onStage<Result>(
  progress: BenchOptions['progress'],
  work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const postgres = await startDurablePostgres();
  try {
    const browser = await launch();
    const inCountry: Stage['inCountry'] = async ({ devices, app, prepare }, measure) => {
      progress(`${devices} devices: filling the database`);
      const databaseUrl = await makeCountry(postgres.url, devices);
      await prepare?.(databaseUrl);
      const product = await ProductProcess.start(databaseUrl, app);
      try {
        return await measure({ product, databaseUrl });
      } finally {
        await product.stop();
      }
    };
    try {
      return await work({ browser, inCountry });
    } finally {
      await browser.close();
    }
  } finally {
    await postgres.stop();
  }
}

/** Types in who he is, on the page that `path` leads to. */
export async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Thư điện tử').fill(LOGIN.email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(LOGIN.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}
