import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../apps/simulator/main.js', import.meta.url));
const READY = /ready after (\d+) s/;
const IT_OFFICER = /^\s+IT officer\s+(\S+)\s+(\S+)$/;

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

export interface RunningDemo {
  readonly process: ChildProcess;
  readonly productPid: number;
  readonly origin: string;
  readonly login: { readonly email: string; readonly password: string };
  readonly startSeconds: number;
  report(): Promise<FleetReport>;
  stop(): Promise<void>;
}

/** `npm run demo` as a person starts it, in `dataDir` and on free ports, read by what it prints. */
export async function startDemo(
  dataDir: string,
  devices: number,
  progress: (line: string) => void,
): Promise<RunningDemo> {
  const [http, mqtt, pages, cameras] = await freePorts(4);
  const args = ['demo', '--data-dir', dataDir, '--devices', String(devices), '--http-port', String(http)];
  args.push('--mqtt-port', String(mqtt), '--pages-port', String(pages), '--camera-port', String(cameras));
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { seconds, email, password } = await printedWhenReady(child, progress);
  return {
    ...{ process: child, origin: `http://127.0.0.1:${http}`, login: { email, password }, startSeconds: seconds },
    productPid: Number(readFileSync(join(dataDir, 'product.pid'), 'utf8')),
    report: async () => (await (await fetch(`http://127.0.0.1:${pages}/control/report`)).json()) as FleetReport,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

function printedWhenReady(
  child: ChildProcess,
  progress: (line: string) => void,
): Promise<{ seconds: number; email: string; password: string }> {
  return new Promise((resolve, reject) => {
    let seconds: number | undefined;
    child.once('exit', (code) => reject(new Error(`The demo ended before it was ready (${code})`)));
    createInterface(child.stdout!).on('line', (line) => {
      seconds ??= numberIn(READY.exec(line));
      if (seconds === undefined) progress(line);
      const [, email, password] = IT_OFFICER.exec(line) ?? [];
      if (seconds !== undefined && email !== undefined && password !== undefined) resolve({ seconds, email, password });
    });
  });
}

const numberIn = (match: RegExpExecArray | null): number | undefined => (match === null ? undefined : Number(match[1]));

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  for (const server of servers) server.close();
  return ports;
}
