import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { StartError } from './start-error.ts';

/** The keys from SECRET_KEY, or the one in `DATA_DIR/secret.key`, which is created (mode 0600) on first start. */
export function loadSecretKeys(config: Pick<Config, 'secretKeys' | 'dataDir'>): readonly Buffer[] {
  if (config.secretKeys.length > 0) return config.secretKeys;
  const file = join(config.dataDir, 'secret.key');
  return [read(file) ?? createOrExplain(config.dataDir, file)];
}

function createOrExplain(dataDir: string, file: string): Buffer {
  try {
    return create(dataDir, file);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`The key file ${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

function read(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartError(`The key file ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new StartError(`The key file ${file} is damaged: it must hold 32 bytes in base64.`);
  chmodSync(file, 0o600);
  return key;
}

/** Written aside and linked into place: a kill leaves no half key, and of two first starts one wins. */
function create(dataDir: string, file: string): Buffer {
  mkdirSync(dataDir, { recursive: true });
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return read(file) as Buffer;
}
