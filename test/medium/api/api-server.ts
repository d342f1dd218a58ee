import 'reflect-metadata';
import type { AddressInfo, Server } from 'node:net';
import { type DynamicModule, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiModule, configureApi } from '#apps/api';
import type { ErrorAnswer, Session } from '#libs/contracts';
import { DatabaseModule } from '#libs/database';
import { createLogger, loadConfig, LoopRegistry, RuntimeModule, SecretBox, VirtualClock } from '#libs/runtime';
import { expectDeclared } from './declared-refusals.ts';
import { cloneDatabase, type TestDatabase } from '../../harness/postgres.ts';

export const ADMIN = { email: 'admin@canhthon.local', password: 'mat-khau-quan-tri' };
export const START = Date.parse('2026-11-21T05:00:00Z');

/** Answers are looked into freely: a wrong shape fails the expectation. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly body: Body & Partial<ErrorAnswer>;
  readonly headers: Headers;
}

export type Call = <Body = Loose>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer<Body>>;

export interface Beside {
  readonly database: TestDatabase;
  readonly clock: VirtualClock;
  readonly key: Buffer;
  /** Hears each line of the log; see LOG_LEVEL. */
  readonly log?: (line: string) => void;
}

@Module({})
class Root {}

/** The API as it runs, on real sockets and a real database; only its clock stands still until the test moves it. */
export class ApiServer {
  readonly origin: string;
  private constructor(
    readonly app: INestApplication,
    readonly clock: VirtualClock,
    readonly database: TestDatabase,
  ) {
    this.origin = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
  }

  /** `beside`: a database, a clock and a secret key that somebody else uses as well. */
  static async start(env: Record<string, string> = {}, beside?: Beside): Promise<ApiServer> {
    const database = beside?.database ?? (await cloneDatabase());
    const clock = beside?.clock ?? new VirtualClock(START);
    const config = loadConfig({ LOG_LEVEL: 'silent', ADMIN_PASSWORD: ADMIN.password, ...env });
    const logger = createLogger(config, beside?.log && { write: beside.log });
    const secretBox = new SecretBox([beside?.key ?? Buffer.alloc(32, 5)]);
    const runtime = RuntimeModule.forRoot({ config, clock, logger, secretBox, drive: 'by-hand' });
    const root: DynamicModule = {
      module: Root,
      imports: [runtime, DatabaseModule.forRoot({ url: database.url, poolSize: 4 }), ApiModule],
    };
    const app = await NestFactory.create(root, { logger: false, bodyParser: false, abortOnError: false });
    await configureApi(app);
    await app.listen(0, '127.0.0.1');
    return new ApiServer(app, clock, database);
  }

  /** Moves the clock, running all loops on the way. */
  async advance(ms: number): Promise<void> {
    await this.app.get(LoopRegistry).advanceTo(this.clock, this.clock.now() + ms);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  /** Calls as somebody: `headers` go with every call. */
  as(credentials: Record<string, string>): Call {
    return async (method, path, body, headers = {}) => {
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      const full = path.startsWith('/api/') ? path : `/api/v1${path}`;
      const answer = await fetch(`${this.origin}${full}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...credentials, ...headers },
        ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const parsed = (text === '' ? null : JSON.parse(text)) as Partial<ErrorAnswer> | null;
      expectDeclared(method, full, answer.status < 400 ? undefined : parsed?.errorCode);
      return { status: answer.status, headers: answer.headers, body: parsed as never };
    };
  }

  async signIn(login = ADMIN): Promise<Call> {
    const { body } = await this.as({})<Session>('POST', '/auth/login', login);
    return this.as({ authorization: `Bearer ${body.accessToken}` });
  }
}
