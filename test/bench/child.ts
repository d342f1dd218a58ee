import { fork, type ChildProcess } from 'node:child_process';

/** What any measured process says about itself. CPU time is in seconds since it started, `handled` is its own count. */
export interface Sample {
  readonly handled: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

type Question = { readonly ask: string; readonly argument?: unknown };
type Answer = { readonly answer?: unknown; readonly failed?: string };

const PATIENCE_MS = 5_000;

/** `BENCH_PROFILE=folder` makes measured processes write a CPU profile there. */
export const profileFlags = (): readonly string[] => {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
};

/** A forked process that answers one question at a time. */
export class Child {
  readonly #process: ChildProcess;
  #waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void } | undefined;

  constructor(file: URL, env: Readonly<Record<string, string>> = {}) {
    this.#process = fork(file, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 2, 2, 'ipc'],
      execArgv: [...profileFlags()],
    });
    this.#process.on('message', (message: Answer) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (message.failed === undefined) waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.failed));
    });
    this.#process.on('exit', (code, signal) =>
      this.#waiting?.reject(new Error(`${file.pathname} ended: ${code ?? signal}`)),
    );
  }

  ask<T>(ask: string, argument?: unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve: resolve as (value: unknown) => void, reject };
      this.#process.send({ ask, argument } satisfies Question);
    });
  }

  sample(): Promise<Sample> {
    return this.ask<Sample>('sample');
  }

  stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#process.once('exit', () => resolve());
      this.#process.disconnect(); // it exits by itself, and so writes its profile when asked for one
      setTimeout(() => this.#process.kill('SIGKILL'), PATIENCE_MS).unref();
    });
  }
}

/** The other side: answers each question with what the named function returns. */
export function answerParent(answers: Readonly<Record<string, (argument: never) => unknown>>): void {
  process.on('message', (question: Question) => {
    const run = answers[question.ask];
    Promise.resolve()
      .then(() => run?.(question.argument as never))
      .then(
        (answer) => process.send?.({ answer } satisfies Answer),
        (error: unknown) =>
          process.send?.({
            failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
          } satisfies Answer),
      );
  });
  process.on('disconnect', () => process.exit(0));
}

export function sampleOf(handled: number): Sample {
  const { user, system } = process.cpuUsage();
  return { handled, cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() };
}
