// `bench reports`: a district's month on paper, one sheet a village, while the api goes on answering.
import { randomBytes } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { freePort } from '../../harness/free-port.ts';
import { profileFlags } from '../child.ts';
import { freshDatabase, startDurablePostgres } from '../durable-postgres.ts';
import { figure, type Figure } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { DistrictMonth } from './district-month.ts';

const API = fileURLToPath(new URL('../../../apps/api/main.js', import.meta.url));
const DATABASE = 'bench_reports';
const PASSWORD = randomBytes(18).toString('base64url');
const START_WITHIN_MS = 60_000;
const PACK_WITHIN_MS = 15 * 60_000;
const LOOK_EVERY_MS = 100;

export const REPORTS: BenchSettings = {
  what: 'how long the monthly reports of 101 villages take, and what else waits for them meanwhile',
  numbers: { rounds: 3, devices: 4_656 },
};

interface Round {
  readonly pdfSeconds: number;
  readonly xlsxSeconds: number;
  readonly files: number;
  readonly megabytes: number;
  /** The longest that a sign of life took while packs were made (ms). */
  readonly worstAnswer: number;
  readonly districtSheet: number;
  readonly villageSheet: number;
}

class Api {
  #token = '';

  constructor(
    private readonly process: ChildProcess,
    private readonly origin: string,
  ) {}

  static async start(databaseUrl: string): Promise<Api> {
    const port = await freePort();
    const env = {
      ...process.env,
      ...{ DATABASE_URL: databaseUrl, SECRET_KEY: randomBytes(32).toString('base64'), ADMIN_PASSWORD: PASSWORD },
      ...{ HTTP_PORT: String(port), HTTP_HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
    };
    const api = new Api(
      spawn(process.execPath, [...profileFlags(), API], { env, stdio: ['ignore', 2, 2] }),
      `http://127.0.0.1:${port}`,
    );
    const deadline = AbortSignal.timeout(START_WITHIN_MS);
    while (!(await api.isReady())) {
      deadline.throwIfAborted();
      await pause(LOOK_EVERY_MS);
    }
    const login = { email: 'admin@canhthon.local', password: PASSWORD };
    api.#token = ((await api.json('POST', '/auth/login', login)) as { accessToken: string }).accessToken;
    return api;
  }

  async isReady(): Promise<boolean> {
    return fetch(`${this.origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** How long the process takes to say that it lives (ms). */
  async signOfLife(): Promise<number> {
    const startedAt = performance.now();
    await (await fetch(`${this.origin}/healthz`)).arrayBuffer();
    return performance.now() - startedAt;
  }

  async bytes(method: string, path: string, body?: object): Promise<Uint8Array> {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${Buffer.from(bytes).toString()}`);
    return bytes;
  }

  async json(method: string, path: string, body?: object): Promise<unknown> {
    return JSON.parse(Buffer.from(await this.bytes(method, path, body)).toString()) as unknown;
  }

  /** Most memory it ever held (MB). */
  get peakMegabytes(): number {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1_024;
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }
}

interface Operation {
  readonly state: string;
  readonly errorCode?: string;
}

/** From asking for a pack to its last byte. */
async function pack(api: Api, wish: object): Promise<{ seconds: number; worst: number; zip: Uint8Array }> {
  const startedAt = performance.now();
  const { operationId } = (await api.json('POST', '/reports/packs', wish)) as { operationId: string };
  const deadline = AbortSignal.timeout(PACK_WITHIN_MS);
  let worst = 0;
  for (;;) {
    worst = Math.max(worst, await api.signOfLife());
    const { state, errorCode } = (await api.json('GET', `/operations/${operationId}`)) as Operation;
    if (state === 'failed') throw new Error(`the pack failed: ${errorCode}`);
    if (state === 'succeeded') break;
    deadline.throwIfAborted();
    await pause(LOOK_EVERY_MS);
  }
  const zip = await api.bytes('GET', `/reports/packs/${operationId}/file`);
  return { seconds: (performance.now() - startedAt) / 1_000, worst, zip };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function round(api: Api, district: DistrictMonth): Promise<Round> {
  const { unitId, month } = district;
  const pdf = await pack(api, { unitId, month, format: 'pdf' });
  const xlsx = await pack(api, { unitId, month, format: 'xlsx' });
  const files = Object.keys(unzipSync(pdf.zip)).length;
  if (files !== district.villages.length + 1)
    throw new Error(`${files} files for ${district.villages.length} villages`);
  return {
    ...{ pdfSeconds: pdf.seconds, xlsxSeconds: xlsx.seconds, files, megabytes: pdf.zip.length / 1_048_576 },
    worstAnswer: Math.max(pdf.worst, xlsx.worst),
    districtSheet: await timed(() => api.bytes('GET', `/reports/units/${unitId}?month=${month}`)),
    villageSheet: await timed(() =>
      api.bytes('GET', `/reports/units/${district.villages[0]}?month=${month}&format=pdf`),
    ),
  };
}

export async function benchReports(options: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  const rounds: Round[] = [];
  try {
    const url = await freshDatabase(postgres.url, DATABASE);
    const district = await DistrictMonth.found(url, options.devices);
    options.progress(
      `${options.devices} devices in ${district.villages.length} villages, ${district.transitions} transitions, ${district.incidents} incidents`,
    );
    const api = await Api.start(url);
    try {
      for (let count = 0; count < options.rounds; count += 1) {
        const result = await round(api, district);
        options.progress(
          `${result.files} files: PDF ${result.pdfSeconds.toFixed(1)} s, XLSX ${result.xlsxSeconds.toFixed(1)} s`,
        );
        rounds.push(result);
      }
      const row = (metric: string, unit: string, of: (round: Round) => number): Figure =>
        figure('reports', metric, unit, rounds.map(of));
      return [
        row('pack_pdf', 's', ({ pdfSeconds }) => pdfSeconds),
        row('pack_xlsx', 's', ({ xlsxSeconds }) => xlsxSeconds),
        row('files', 'files', ({ files }) => files),
        row('pack_size', 'MB', ({ megabytes }) => megabytes),
        row('district_report', 'ms', ({ districtSheet }) => districtSheet),
        row('village_pdf', 'ms', ({ villageSheet }) => villageSheet),
        row('worst_answer_meanwhile', 'ms', ({ worstAnswer }) => worstAnswer),
        figure('reports', 'api_memory_peak', 'MB', [api.peakMegabytes]),
        figure('reports', 'transitions', 'transitions', [district.transitions]),
      ];
    } finally {
      await api.stop();
    }
  } finally {
    await postgres.stop();
  }
}
