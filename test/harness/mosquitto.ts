import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

/** Who a device is to its broker, as docs/operating.md says: it may speak and listen under its own id only. */
const RIGHTS = `
user canhthon
topic readwrite #
pattern write v1/devices/%u/heartbeat
pattern write v1/devices/%u/heartbeat/pb
pattern write v1/devices/%u/birth
pattern write v1/devices/%u/status
pattern write v1/devices/%u/commands/ack
pattern write v1/devices/%u/observations
pattern read v1/devices/%u/commands
pattern read v1/devices/%u/config
`;

/** Debian's mosquitto as an operator would run it: passwords, rights, and what waits kept on disk. */
export class Mosquitto {
  readonly #folder = mkdtempSync(join(tmpdir(), 'canhthon-mosquitto-'));
  #child: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  /** `users`: name and password of each device, and of ours. */
  static async start(users: ReadonlyMap<string, string>): Promise<Mosquitto> {
    const broker = new Mosquitto(await freePort());
    const path = (name: string) => join(broker.#folder, name);
    writeFileSync(path('rights'), RIGHTS, { mode: 0o600 });
    writeFileSync(path('passwords'), [...users].map((pair) => `${pair.join(':')}\n`).join(''), { mode: 0o600 });
    execFileSync('mosquitto_passwd', ['-U', path('passwords')]);
    const settings = [
      ...[`listener ${broker.port} 127.0.0.1`, 'user root', 'allow_anonymous false'],
      ...[`password_file ${path('passwords')}`, `acl_file ${path('rights')}`],
      ...['max_inflight_messages 0', 'max_queued_messages 0', 'persistence true'],
      ...[`persistence_location ${broker.#folder}/`, 'autosave_interval 1', 'autosave_on_changes true'],
    ];
    writeFileSync(path('mosquitto.conf'), `${settings.join('\n')}\n`);
    await broker.run();
    return broker;
  }

  async run(): Promise<void> {
    const child = spawn('/usr/sbin/mosquitto', ['-c', join(this.#folder, 'mosquitto.conf')], { stdio: 'ignore' });
    this.#child = child;
    await once(child, 'spawn');
    await until('mosquitto listens', 10_000, () => this.#answers());
  }

  urlFor(user: string, password: string): string {
    return `mqtt://${user}:${password}@127.0.0.1:${this.port}`;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('error', () => resolve(false));
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
    });
  }
}
