import { randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { asNestLogger, Metrics, type ProcessContext, RuntimeModule, SecretBox, StartError } from '#libs/runtime';
import { type AgentState, readKept, writeKept } from './agent-state.ts';
import { EdgeClock } from './edge-clock.ts';
import { EdgeModule } from './edge.module.ts';
import { enrol } from './enrol.ts';

const USAGE =
  'Lần đầu / the first time: --edge --server https://… --code xxxx-xxxx-xxxx [--ca ca.pem]\nSau đó / afterwards: --edge';

@Module({})
class EdgeRoot {}

/** An edge agent as a process: no port is opened, no database is needed. Throws StartError. */
export async function runEdge(context: ProcessContext, args: readonly string[]): Promise<void> {
  const { config, logger } = context;
  const agent = await whoWeAre(args, config.dataDir);
  const clock = new EdgeClock();
  // Nothing is sealed at rest here: what was told is in memory alone.
  const secretBox = new SecretBox([randomBytes(32)]);
  const runtime = RuntimeModule.forRoot({ config, clock, logger, metrics: new Metrics(), secretBox });
  const root: DynamicModule = { module: EdgeRoot, imports: [runtime, EdgeModule.forRoot(agent, config.dataDir)] };
  const app = await NestFactory.createApplicationContext(root, { logger: asNestLogger(logger), abortOnError: false });
  context.onStop(() => app.close());
  logger.info({ deviceId: agent.deviceId, server: agent.server }, 'The edge agent is running');
}

/** A new code replaces who we were; without one we are who we were. */
async function whoWeAre(args: readonly string[], folder: string): Promise<AgentState> {
  const { server, code: claimCode, ca } = told(args);
  const authority = ca === undefined ? undefined : readAuthority(ca);
  const known = readKept(folder)?.agent ?? null;
  if (claimCode === undefined) {
    if (known === null) throw new StartError(`Máy này chưa được nhận / This machine has not been claimed.\n${USAGE}`);
    if (authority === undefined) return known;
    const agent = { ...known, authority };
    writeKept(folder, { agent });
    return agent;
  }
  const at = server ?? known?.server;
  if (at === undefined) throw new StartError(USAGE);
  const kept = authority ?? known?.authority;
  return enrol({ server: at, claimCode, folder, ...(kept !== undefined && { authority: kept }) });
}

function readAuthority(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    void new X509Certificate(pem);
    return pem;
  } catch (error) {
    throw new StartError(`--ca ${file}: ${(error as Error).message}`, { cause: error });
  }
}

function told(args: readonly string[]): { readonly server?: string; readonly code?: string; readonly ca?: string } {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { edge: { type: 'boolean' }, server: text, code: text, ca: text } })
      .values;
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}
