import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const READY = /ready after (\d+) s/;
const LOGIN = /^ {2}(\S.*?)\s{2,}(\S+@\S+)\s+(\S+)$/;
const LAST_LOGIN = 'administrator';

/** What the fleet says of itself at `/control/report`. */
export interface FleetReport {
  readonly mqttDevices: number;
  readonly connected: number;
  readonly connections: number;
  readonly acknowledged: number;
  readonly cameras: number;
  readonly probes: number;
  readonly failures: Readonly<Record<string, number>>;
}

export interface Login {
  readonly email: string;
  readonly password: string;
}

export interface DemoPorts {
  readonly http: number;
  readonly mqtt: number;
  readonly pages: number;
  readonly cameras: number;
}

export interface RunningDemo {
  readonly process: ChildProcess;
  readonly productPid: number;
  /** Of the product, for example `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** Of the messages page and the fault switches. */
  readonly pages: string;
  readonly logins: ReadonlyMap<string, Login>;
  readonly startSeconds: number;
  report(): Promise<FleetReport>;
  /** What the product has logged since its start. */
  log(): string;
  /** As Ctrl-C does. @returns the exit code */
  stop(): Promise<number | null>;
}

/** `npm run demo` as a person starts it (built before), read by what it prints. It listens on 127.0.0.1 only. */
export async function startDemo(
  dataDir: string,
  ports: DemoPorts,
  options: readonly string[],
  progress: (line: string) => void = () => undefined,
): Promise<RunningDemo> {
  const args = ['demo', '--data-dir', dataDir, '--http-port', String(ports.http), '--mqtt-port', String(ports.mqtt)];
  // What is told there is told for what the caller breaks.
  args.push('--healthy', '--pages-port', String(ports.pages), '--camera-port', String(ports.cameras), ...options);
  const child = spawn(process.execPath, [builtProgram(), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const { seconds, logins } = await printedWhenReady(child, progress);
  const pages = `http://127.0.0.1:${ports.pages}`;
  return {
    ...{ process: child, pages, logins, startSeconds: seconds, origin: `http://127.0.0.1:${ports.http}` },
    productPid: Number(readFileSync(join(dataDir, 'product.pid'), 'utf8')),
    log: () => readFileSync(join(dataDir, 'product.log'), 'utf8'),
    report: async () => (await (await fetch(`${pages}/control/report`)).json()) as FleetReport,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
}

function builtProgram(): string {
  let root = import.meta.dirname;
  while (!existsSync(join(root, 'package.json'))) root = dirname(root);
  const program = join(root, 'dist/apps/simulator/main.js');
  if (!existsSync(program)) throw new Error(`${program} is missing: run "node scripts/run.mjs build" first`);
  return program;
}

function printedWhenReady(
  child: ChildProcess,
  progress: (line: string) => void,
): Promise<{ seconds: number; logins: ReadonlyMap<string, Login> }> {
  return new Promise((resolve, reject) => {
    let seconds: number | undefined;
    const logins = new Map<string, Login>();
    const said: string[] = [];
    createInterface(child.stderr!).on('line', (line) => said.push(line));
    child.once('exit', (code) =>
      reject(new Error(`The demo ended (${code}) before it was ready:\n${said.join('\n')}`)),
    );
    createInterface(child.stdout!).on('line', (line) => {
      said.push(line);
      const ready = READY.exec(line);
      if (ready !== null) seconds = Number(ready[1]);
      else if (seconds === undefined) progress(line);
      const [, who, email, password] = LOGIN.exec(line) ?? [];
      if (who !== undefined && email !== undefined && password !== undefined) logins.set(who, { email, password });
      if (seconds !== undefined && logins.has(LAST_LOGIN)) resolve({ seconds, logins });
    });
  });
}

export async function freeDemoPorts(): Promise<DemoPorts> {
  const servers = Array.from({ length: 4 }, () => createServer());
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const [http = 0, mqtt = 0, pages = 0, cameras = 0] = ports;
  return { http, mqtt, pages, cameras };
}
