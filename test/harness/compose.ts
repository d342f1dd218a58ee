import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface ComposeFile {
  readonly services: Readonly<Record<string, { readonly command?: string }>>;
}

/** The command line of each role, exactly as docker-compose.yml has it. */
export function composeCommands(): Readonly<Record<string, readonly string[]>> {
  const { services } = parse(readFileSync(`${root}docker-compose.yml`, 'utf8'), { merge: true }) as ComposeFile;
  const commands = Object.entries(services).flatMap(([name, { command }]) =>
    command === undefined ? [] : [[name, command.split(' ')] as const],
  );
  return Object.fromEntries(commands);
}

/** Builds what the commands need, unless it is there: `npm test` has done so already. */
export async function buildProduct(): Promise<void> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'build'], { cwd: root, stdio: 'inherit', env: plainEnv() });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error('the product could not be built');
}

/** A role as a process of its own. */
export class RoleProcess {
  private constructor(
    readonly child: ChildProcess,
    /** `/healthz`, `/readyz`, `/metrics`; everything else for the api. */
    readonly httpUrl: string,
  ) {}

  /** Resolves when the role says that it is ready; rejects with its output when it ends before. */
  static async start(name: string, env: Readonly<Record<string, string>>): Promise<RoleProcess> {
    const [program = '', ...parameters] = composeCommands()[name] ?? [];
    const child = spawn(program === 'node' ? process.execPath : program, parameters, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...plainEnv(), HTTP_HOST: '127.0.0.1', HTTP_PORT: '0', MQTT_HOST: '127.0.0.1', MQTT_PORT: '0', ...env },
    });
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      const { httpPort } = line.startsWith('{') ? (JSON.parse(line) as { httpPort?: number }) : {};
      if (httpPort === undefined) continue;
      child.stdout.resume();
      return new RoleProcess(child, `http://127.0.0.1:${httpPort}`);
    }
    throw new Error(`${name} did not start:\n${said.join('\n')}`);
  }

  /** Gives the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill(signal);
    const [code] = await exit;
    return code;
  }
}

/** Without what only the test run needs. */
function plainEnv(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env['NODE_OPTIONS'];
  return env;
}
