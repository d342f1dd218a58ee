import { spawn, type ChildProcess } from 'node:child_process';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One of the commands of apps/standalone as a process of its own, from its sources. */
export class Command {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';

  /** @param limits shell words in front of it, such as `ulimit -f 64` */
  constructor(name: string, parameters: readonly string[], env: Readonly<Record<string, string>>, limits = ':') {
    const node = ['--conditions=source', '--import', './test/harness/typescript.mjs', `apps/standalone/${name}.ts`];
    this.child = spawn('sh', ['-c', `${limits}; exec "$@"`, 'sh', process.execPath, ...node, ...parameters], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => resolve({ code, stdout: this.#stdout, stderr: this.#stderr }));
    });
  }

  get said(): string {
    return this.#stderr;
  }
}
