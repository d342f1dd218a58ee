import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

/** False where `npm test` has said that it is missing. */
export const hasPgBouncer = spawnSync('pgbouncer', ['--version']).error === undefined;

/** A real PgBouncer in transaction mode before the test server: few sessions for many connections. */
export class PgBouncer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** @param settings of its `[pgbouncer]` section; `connectQuery`: what it says first on each new session */
  static async start(connectQuery: string | null, settings: Readonly<Record<string, string>> = {}): Promise<PgBouncer> {
    const server = new URL(process.env['CANH_TEST_POSTGRES'] ?? '');
    const [folder, port] = [mkdtempSync(join(tmpdir(), 'canh-bouncer-')), await freePort()];
    const all = {
      ...{ listen_addr: '127.0.0.1', listen_port: String(port), unix_socket_dir: '', pool_mode: 'transaction' },
      ...{ auth_type: 'trust', auth_file: join(folder, 'users'), default_pool_size: '6', max_client_conn: '200' },
      ...settings,
    };
    const greeting = connectQuery === null ? '' : ` connect_query='${connectQuery}'`;
    writeFileSync(all.auth_file, `"${server.username}" ""\n`);
    writeFileSync(
      join(folder, 'ini'),
      `[databases]\n* = host=127.0.0.1 port=${server.port}${greeting}\n[pgbouncer]\n${Object.entries(all)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join('')}`,
    );
    chmodSync(folder, 0o755);
    // It refuses to run as root.
    const asWhom = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const child = spawn('pgbouncer', [...asWhom, join(folder, 'ini')], { stdio: 'ignore' });
    await until('PgBouncer answers', 20_000, () => canConnect(port));
    return new PgBouncer(child, folder, port);
  }

  /** The address of a database through it. */
  before(databaseUrl: string): string {
    const { username, pathname } = new URL(databaseUrl);
    return `postgres://${username}@127.0.0.1:${this.port}${pathname}`;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
