import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from '#libs/runtime';

export interface ProductSettings {
  readonly dataDir: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly adminPassword: string;
  readonly cameraNetwork: string;
  /** Where its Zalo is. */
  readonly zalo: Readonly<Record<string, string>>;
  /** Ends a start that is under way. */
  readonly signal: AbortSignal;
}

export interface Product {
  /** For example `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly brokerUrl: string;
  /** Process to measure; null when it runs in this one. */
  readonly pid: number | null;
  /** Resolves when it ends by itself. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 120_000;
const STOP_DEADLINE_MS = 40_000;
const LOOK_AGAIN_MS = 250;
/** Whatever the surroundings are set to, the demo touches no real database, broker, mail server or Zalo. */
const KEPT_OUT = /^(DATABASE_URL|MQTT_URL|MQTT_TLS_|SMTP_|ZALO_|SECRET_KEY|PUBLIC_URL|ADMIN_|DATA_DIR)/;

/** The product as `npm start` runs it, in a process of its own. */
export async function startProductProcess(settings: ProductSettings): Promise<Product> {
  const pidFile = join(settings.dataDir, 'product.pid');
  const logFile = join(settings.dataDir, 'product.log');
  await stopLeftover(pidFile);
  const log = openSync(logFile, 'w', 0o600);
  const main = fileURLToPath(new URL('../../standalone/main.js', import.meta.url));
  // Its own process group: Ctrl-C reaches the demo alone, which lets the devices say goodbye first.
  const leash = new URL('./end-with-parent.js', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', leash, main], {
    ...{ env: environment(settings), stdio: ['ignore', log, log, 'ipc'], detached: true },
  });
  closeSync(log);
  const ended = endOf(child, logFile);
  writeFileSync(pidFile, String(child.pid));
  const origin = `http://127.0.0.1:${settings.httpPort}`;
  const stop = async () => {
    await stopProcess(child.pid!, child);
    rmSync(pidFile, { force: true });
  };
  try {
    await untilReady(`${origin}/readyz`, ended, settings.signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...{ origin, brokerUrl: `mqtt://127.0.0.1:${settings.mqttPort}`, pid: child.pid ?? null, ended },
    stop,
  };
}

function environment(settings: ProductSettings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !KEPT_OUT.test(name));
  const { dataDir, httpPort, mqttPort, adminPassword, cameraNetwork, zalo } = settings;
  return {
    ...{ HTTP_HOST: '127.0.0.1', MQTT_HOST: '127.0.0.1' },
    ...Object.fromEntries(inherited),
    ...{ HTTP_PORT: String(httpPort), MQTT_PORT: String(mqttPort), DATA_DIR: dataDir, ADMIN_PASSWORD: adminPassword },
    ...{ OUTBOUND_ALLOW: '127.0.0.1/32', CAMERA_NETWORKS: cameraNetwork, PUBLIC_URL: `http://127.0.0.1:${httpPort}` },
    ...zalo,
  };
}

const endOf = (child: ChildProcess, logFile: string): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n')));
  });

async function untilReady(url: string, ended: Promise<string>, signal: AbortSignal): Promise<void> {
  const deadline = AbortSignal.timeout(START_DEADLINE_MS);
  let lastWords: string | null = null;
  void ended.then((words) => (lastWords = words));
  while (!(await answersOk(url))) {
    signal.throwIfAborted();
    if (lastWords !== null) throw new StartError(`The product did not start:\n${lastWords as string}`);
    if (deadline.aborted) throw new StartError(`The product did not get ready within ${START_DEADLINE_MS / 1_000} s`);
    await pause(LOOK_AGAIN_MS);
  }
  // Somebody else may be answering on that port while ours has just failed to take it.
  await pause(LOOK_AGAIN_MS);
  if (lastWords !== null) throw new StartError(`The product did not start:\n${lastWords as string}`);
}

async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // not listening yet
  }
}

/** A demo that was killed leaves its product behind: it is ended before a new one starts on the same folder. */
async function stopLeftover(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  rmSync(pidFile);
  if (isOurProduct(pid)) await stopProcess(pid, null);
}

/** The number may belong to another program by now; only /proc can tell, so elsewhere nothing is ended. */
function isOurProduct(pid: number): boolean {
  const commandFile = `/proc/${pid}/cmdline`;
  return existsSync(commandFile) && readFileSync(commandFile, 'utf8').includes('apps/standalone/main.js');
}

async function stopProcess(pid: number, child: ChildProcess | null): Promise<void> {
  const isGone = () => (child === null ? !isOurProduct(pid) : child.exitCode !== null || child.signalCode !== null);
  if (isGone()) return;
  process.kill(pid, 'SIGTERM');
  const deadline = AbortSignal.timeout(STOP_DEADLINE_MS);
  while (!isGone()) {
    if (deadline.aborted) process.kill(pid, 'SIGKILL');
    await pause(50);
  }
}
