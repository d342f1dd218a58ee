import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Session } from '#libs/contracts';
import { freePort } from '../harness/free-port.ts';
import { profileFlags } from './child.ts';

const programOf = (app: 'api' | 'standalone'): string =>
  fileURLToPath(new URL(`../../apps/${app}/main.js`, import.meta.url));
const START_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;
export const LOGIN = { email: 'admin@canhthon.local', password: randomBytes(18).toString('base64url') };

/** The API, or the whole product, as it ships, in its own process. */
export class ProductProcess {
  private constructor(
    private readonly process: ChildProcess,
    readonly origin: string,
    readonly mqttPort: number,
  ) {}

  get pid(): number {
    return this.process.pid ?? 0;
  }

  static async start(databaseUrl: string, app: 'api' | 'standalone' = 'api'): Promise<ProductProcess> {
    const [port, mqttPort] = await Promise.all([freePort(), freePort()]);
    const env = {
      ...process.env,
      ...{ DATABASE_URL: databaseUrl, SECRET_KEY: randomBytes(32).toString('base64'), ADMIN_PASSWORD: LOGIN.password },
      ...{ HTTP_PORT: String(port), HTTP_HOST: '127.0.0.1', LOG_LEVEL: 'error', MQTT_PORT: String(mqttPort) },
    };
    const child = spawn(process.execPath, [...profileFlags(), programOf(app)], { env, stdio: ['ignore', 'ignore', 2] });
    const product = new ProductProcess(child, `http://127.0.0.1:${port}`, mqttPort);
    const deadline = AbortSignal.timeout(START_WITHIN_MS);
    while (!(await product.#isReady())) {
      deadline.throwIfAborted();
      await pause(LOOK_EVERY_MS);
    }
    return product;
  }

  async signIn(): Promise<string> {
    const answer = await fetch(`${this.origin}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(LOGIN),
    });
    return ((await answer.json()) as Session).accessToken;
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }

  #isReady(): Promise<boolean> {
    return fetch(`${this.origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
