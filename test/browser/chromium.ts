import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

/** Software drawing, and nothing that asks the internet. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

function findProgram(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program))).find((file) => existsSync(file));
}

const program = findProgram();

/** Without a browser on this machine these tests are named as skipped; CI counts that as a failure. */
export const describeInBrowser = program === undefined ? describe['skip'] : describe;

export function launch(): Promise<Browser> {
  if (program === undefined) throw new Error('no Chromium on this machine');
  return chromium.launch({ executablePath: program, args: FLAGS });
}
