import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Software drawing, and nothing that asks the internet. Pages are drawn without a graphics card that has to be imitated
 * (Debian asks for it); only the map is.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu-rasterization',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** The browser of this machine; undefined when there is none. */
export function findProgram(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program))).find((file) => existsSync(file));
}

export function launch(): Promise<Browser> {
  const program = findProgram();
  if (program === undefined) throw new Error('no Chromium on this machine');
  return chromium.launch({ executablePath: program, args: FLAGS });
}

/** A browser with a memory of its own on disk, as an installed app has it: what it keeps is there when it is opened again. */
export function launchApp(
  folder: string,
  options: BrowserContextOptions,
  flags: readonly string[],
): Promise<BrowserContext> {
  const program = findProgram();
  if (program === undefined) throw new Error('no Chromium on this machine');
  return chromium.launchPersistentContext(folder, { ...options, executablePath: program, args: [...FLAGS, ...flags] });
}
