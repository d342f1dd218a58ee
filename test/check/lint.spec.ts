import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { plantTree } from './planted-tree.ts';

/** One planted file per rule: [rule, file, its text]. */
const PLANTED: readonly (readonly [string, string, string])[] = [
  ['no-restricted-syntax', 'apps/api/reads-clock.ts', 'export const now = Date.now();\n'],
  ['no-restricted-syntax', 'apps/api/reads-date.ts', 'export const now = new Date();\n'],
  ['no-restricted-syntax', 'apps/api/starts-timer.ts', 'export const timer = setTimeout(() => undefined, 5);\n'],
  [
    'no-restricted-syntax',
    'test/focus.spec.ts',
    "import { it } from '@jest/globals';\nit.only('alone', () => undefined);\n",
  ],
  [
    'no-restricted-syntax',
    'test/skips.spec.ts',
    "import { it } from '@jest/globals';\nit.skip('later', () => undefined);\n",
  ],
  ['no-console', 'apps/api/prints.ts', "console.log('hello');\n"],
  ['@typescript-eslint/no-floating-promises', 'apps/api/floats.ts', 'async function work() {}\nwork();\n'],
  ['canh/file-name', 'apps/api/utils.ts', 'export const one = 1;\n'],
  ['canh/file-name', 'apps/api/helpers/one.ts', 'export const one = 1;\n'],
  ['canh/file-name', 'apps/api/notKebab.ts', 'export const one = 1;\n'],
  ['max-lines', 'apps/api/long.ts', 'export {};\n'.repeat(301)],
];
const ALLOWED: Readonly<Record<string, string>> = {
  'libs/runtime/clock.ts': 'export const now = () => Date.now();\n',
  'apps/poller/probe-deadline.ts': 'export const timer = setTimeout(() => undefined, 5);\n',
  'apps/api/main.ts': 'console.log(new Date());\n',
  'apps/api/on-a-wire.ts': 'export const iso = (now: number) => new Date(now).toISOString();\n',
};

interface FileReport {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}

function lint(path: string): Promise<readonly FileReport[]> {
  return new Promise((resolve, reject) => {
    const parameters = ['node_modules/.bin/eslint', '--format', 'json', 'apps', 'libs', 'test'];
    execFile('node', parameters, { cwd: path, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      // Exit code 1 is what this test wants: findings. Anything else is a broken configuration.
      if (error?.code === 1) resolve(JSON.parse(stdout) as readonly FileReport[]);
      else reject(new Error(`eslint did not report findings: ${stderr}`, { cause: error }));
    });
  });
}

describe('the habits that lint keeps', () => {
  let reports: readonly FileReport[];
  let remove: () => void;
  const rulesIn = (file: string) =>
    reports
      .filter(({ filePath }) => filePath.endsWith(`/${file}`))
      .flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));

  beforeAll(async () => {
    const tree = plantTree({ ...ALLOWED, ...Object.fromEntries(PLANTED.map(([, file, text]) => [file, text])) });
    remove = tree.remove;
    reports = await lint(tree.path);
  }, 60_000);
  afterAll(() => remove());

  it.each(PLANTED)('%s is reported for %s', (rule, file) => {
    expect(rulesIn(file)).toContain(rule);
  });

  it.each(Object.keys(ALLOWED))('%s is allowed', (file) => {
    expect(rulesIn(file)).toEqual([]);
  });
});
