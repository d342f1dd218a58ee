import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '../harness/free-port.ts';
import { until } from '../harness/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 120_000;

/** The shell blocks of a document that are meant to be run, in order, by name. */
function blocksOf(document: string, mark: 'tutorial' | 'guide'): Map<string, string> {
  const text = readFileSync(join(root, document), 'utf8');
  const blocks = text.matchAll(new RegExp(`\`\`\`sh ${mark}=(\\S+)\\n([\\s\\S]*?)\`\`\``, 'g'));
  return new Map([...blocks].map(([, name = '', lines = '']) => [name, lines]));
}

const dataDir = mkdtempSync(join(tmpdir(), 'canh-readme-'));
let product: ChildProcess;
let script: string;
let guide: string;

beforeAll(async () => {
  const [http, mqtt, listener] = [await freePort(), await freePort(), await freePort()];
  const blocks = blocksOf('README.md', 'tutorial');
  const start = blocks.get('start') ?? '';
  const settings = Object.fromEntries([...start.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]));
  product = spawn('node', ['dist/apps/standalone/main.js'], {
    cwd: root,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, HTTP_PORT: `${http}`, MQTT_PORT: `${mqtt}`, ...settings },
    stdio: 'ignore',
  });
  blocks.delete('start');
  // The reader's machine has the standard ports; this one may not.
  const here = (lines: Iterable<string>) =>
    ['set -euo pipefail', ...lines]
      .join('\n')
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${http}`)
      .replaceAll('-h 127.0.0.1', `-h 127.0.0.1 -p ${mqtt}`)
      .replaceAll('8099', `${listener}`);
  script = here(blocks.values());
  guide = here([
    `ADMIN_PASSWORD=${settings['ADMIN_PASSWORD'] ?? ''}`,
    ...blocksOf('docs/api-guide.md', 'guide').values(),
  ]);
  await until('the product serves', PATIENCE_MS, async () => (await fetch(`http://127.0.0.1:${http}/readyz`)).ok);
}, 2 * PATIENCE_MS);

afterAll(async () => {
  const gone = new Promise((resolve) => product.once('exit', resolve));
  product.kill('SIGTERM');
  await gone;
  rmSync(dataDir, { recursive: true, force: true });
}, PATIENCE_MS);

it(
  "the README's lines do what the README says: the states in order, one message, one recovery, nothing else",
  async () => {
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: root });
    const lines = stdout.split('\n');
    const states = lines.filter((line) => /^(never_seen|online|suspect|offline)$/.test(line));
    expect(states).toEqual(['never_seen', 'online', 'suspect', 'offline', 'online']);
    const messages = lines.filter((line) => /^(incident|refused|digest|drill|test)/.test(line));
    expect(messages).toEqual([
      expect.stringMatching(/^incident\.opened: .*Đèn ngã ba đình.*cạnh cổng đình.*từ \d+h\d\d/),
      expect.stringMatching(/^incident\.resolved: .*Đèn ngã ba đình.*sau /),
    ]);
  },
  3 * PATIENCE_MS,
);

it(
  'the lines of the API guide sign in, make a key, register and import',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'canh-guide-'));
    try {
      const { stdout } = await promisify(execFile)('bash', ['-c', guide], { cwd: folder });
      expect(stdout).not.toContain('errorCode":');
      expect(stdout).toContain('whsec_');
      // Two devices came from the list, and nothing changed when the export was imported.
      expect(stdout.trim()).toMatch(/2\n0$/);
      expect(readFileSync(join(folder, 'danh-dau.xlsx')).subarray(0, 2).toString()).toBe('PK');
      expect(readFileSync(join(folder, 'ra.csv'), 'utf8')).toContain('Camera chợ');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  PATIENCE_MS,
);
