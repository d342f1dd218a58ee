import { afterEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TESTS = {
  passing: "test('keeps a promise', () => expect(1).toBe(1));\n",
  failing: "test('breaks a promise', () => expect(1).toBe(2));\n",
  skipped: "test.skip('keeps a promise later', () => expect(1).toBe(1));\n",
  planned: "test.todo('promises to promise');\n",
  broken: "throw new Error('cannot even load');\n",
};

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly lastLine: string;
}

describe('.ci/run', () => {
  let tree: string;
  afterEach(() => rmSync(tree, { recursive: true }));

  /** Runs the real .ci/run and the real reporter on a repository of a few plain test files. */
  function ciRun(files: readonly (keyof typeof TESTS)[], check = 'exit 0'): Promise<Outcome> {
    tree = mkdtempSync(join(tmpdir(), 'canh-ci-'));
    const jest = {
      testEnvironment: 'node',
      reporters: [join(root, 'test/harness/closing-line.reporter.mjs')],
      rootDir: tree,
    };
    const scripts = { check, test: 'node node_modules/jest/bin/jest.js --config jest.json' };
    mkdirSync(join(tree, '.ci'));
    cpSync(join(root, '.ci/run'), join(tree, '.ci/run'));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    writeFileSync(join(tree, 'package.json'), JSON.stringify({ name: 'planted', scripts }));
    writeFileSync(join(tree, 'jest.json'), JSON.stringify(jest));
    for (const name of files) writeFileSync(join(tree, `${name}.test.js`), TESTS[name]);
    const environment = { ...process.env, NODE_OPTIONS: '' };
    return new Promise((resolve) => {
      execFile(join(tree, '.ci/run'), { env: environment }, (error, stdout, stderr) => {
        const lines = stdout.trimEnd().split('\n');
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr, lastLine: lines.at(-1) ?? '' });
      });
    });
  }

  it('ends with the counts and exit code 0 when everything holds', async () => {
    const { code, lastLine } = await ciRun(['passing']);
    expect([code, lastLine]).toEqual([0, '2 passed, 0 failed']);
  });

  it('fails for a failing test', async () => {
    const { code, lastLine } = await ciRun(['passing', 'failing']);
    expect([code, lastLine]).toEqual([1, '2 passed, 1 failed']);
  });

  it('fails for a skipped and a planned test, and names them', async () => {
    const { code, lastLine, output } = await ciRun(['passing', 'skipped', 'planned']);
    expect([code, lastLine]).toEqual([1, '2 passed, 2 failed']);
    expect(output).toContain('skipped: keeps a promise later');
    expect(output).toContain('skipped: promises to promise');
  });

  it('fails for a test file that does not load', async () => {
    const { code, lastLine } = await ciRun(['passing', 'broken']);
    expect([code, lastLine]).toEqual([1, '2 passed, 1 failed']);
  });

  it('fails when the check command fails, and still runs the tests', async () => {
    const { code, lastLine } = await ciRun(['passing'], 'exit 1');
    expect([code, lastLine]).toEqual([1, '1 passed, 1 failed']);
  });

  it('fails when no test exists at all', async () => {
    const { code, lastLine } = await ciRun([]);
    expect([code, lastLine]).toEqual([1, '1 passed, 1 failed']);
  });
});
