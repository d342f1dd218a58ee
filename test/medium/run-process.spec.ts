import { describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';

jest.setTimeout(60_000);

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs trial-process.ts to its end; `whenReady` may signal it. */
function run(
  what: string,
  env: Record<string, string> = {},
  whenReady: (kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> {
  const loader = ['--conditions=source', '--import', './test/harness/typescript.mjs'];
  const child = spawn(process.execPath, [...loader, 'test/medium/trial-process.ts', what], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    const wasReady = stdout.includes('ready');
    stdout += chunk.toString();
    if (!wasReady && stdout.includes('ready')) whenReady((signal) => child.kill(signal));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const ends = (stdout: string) => stdout.split('\n').filter((line) => line.endsWith(' ended'));

describe('a process', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends in order on %s, with code 0', async (signal) => {
    const ended = await run('wait', {}, (kill) => kill(signal));
    expect([ended.code, ends(ended.stdout)]).toEqual([0, ['doors ended', 'database ended']]);
  });

  it('takes the same Ctrl-C, handed on by npm as well, as one', async () => {
    const ended = await run('wait', {}, (kill) => {
      kill('SIGINT');
      setTimeout(() => kill('SIGINT'), 50);
    });
    expect([ended.code, ends(ended.stdout)]).toEqual([0, ['doors ended', 'database ended']]);
  });

  it('tells every wrong setting at once, without values or a stack', async () => {
    const ended = await run('wait', { HTTP_PORT: 'x', SECRET_KEY: 'hush', DATABASE_URL: 'hush' });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr.match(/^ {2}- \w+/gm)).toEqual(['  - HTTP_PORT', '  - DATABASE_URL', '  - SECRET_KEY']);
    expect(ended.stderr).not.toMatch(/hush|\n +at /);
  });

  it('prints a reason not to start as its sentence alone, and ends what had begun', async () => {
    const ended = await run('refuse');
    expect(ended).toEqual({ code: 1, stdout: 'database ended\n', stderr: 'The port is taken.\n' });
  });

  it('logs a defect with its stack, on one line', async () => {
    const ended = await run('break');
    const lines = ended.stdout.trim().split('\n');
    expect([ended.code, lines.length]).toEqual([1, 2]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'fatal', err: { message: 'defect' } });
  });

  it('logs an error nobody caught, and ends in order with code 1', async () => {
    const ended = await run('crash');
    expect([ended.code, ends(ended.stdout)]).toEqual([1, ['doors ended', 'database ended']]);
    expect(ended.stdout).toContain('nobody cares');
  });

  it('may have nothing left to do', async () => {
    expect(await run('finish')).toMatchObject({ code: 0, stdout: 'doors ended\ndatabase ended\n' });
  });
});
