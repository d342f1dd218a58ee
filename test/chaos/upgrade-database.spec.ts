import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#libs/database';
import { until } from '../harness/until.ts';
import { Command } from './command.ts';
import { everything, withClient } from './everything.ts';
import { fillWithHostileRows } from './hostile-rows.ts';
import { makeOldCluster, oldPrograms } from './old-cluster.ts';

jest.setTimeout(300_000);

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const PATIENCE_MS = 60_000;

let folder: string;
let dataDir: string;
let programs: string;
let before: Record<string, string[]>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'canhthon-upgrade-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
  programs = oldPrograms();
  await makeOldCluster(dataDir, programs, (url) =>
    withClient(url, async (client) => {
      await fillWithHostileRows(client);
      before = await everything(client);
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const upgrade = () => new Command('upgrade-database', ['--old-binaries', programs], { DATA_DIR: dataDir });
const inside = (name: string) => join(dataDir, 'postgres', name);
const majorOf = (name: string) => Number(readFileSync(join(inside(name), 'PG_VERSION'), 'utf8'));

describe('data of an older PostgreSQL', () => {
  it('are not started, and the sentence names the command that upgrades them', async () => {
    await expect(startEmbedded({ dataDir, logger: quiet })).rejects.toThrow('run "npm run upgrade-database" once');
  });

  it.each([
    ['while the new cluster is made', () => existsSync(inside('workshop/postgres/cluster'))],
    ['while rows are copied', (command: Command) => command.said.includes('device:')],
  ])('outlive an upgrade that is killed %s', async (_when, moment) => {
    const command = upgrade();
    await until('the moment has come', PATIENCE_MS, () => moment(command));
    command.child.kill('SIGKILL');
    await command.ended;
    expect(majorOf('cluster')).toBeLessThan(18);
    await expect(startEmbedded({ dataDir, logger: quiet })).rejects.toThrow('run "npm run upgrade-database" once');
  });

  it('are all there after the next run, row for row, with the settings of the operator; the old ones are kept', async () => {
    const old = majorOf('cluster');
    const { code, stderr } = await upgrade().ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining('verified row for row')]);
    expect(readdirSync(join(dataDir, 'postgres')).sort()).toEqual([
      'cluster',
      `cluster.postgresql-${old}`,
      'log',
      'run',
    ]);
    const embedded = await startEmbedded({ dataDir, logger: quiet });
    const after = await withClient(embedded.url, everything);
    const setting = await withClient(embedded.url, (client) => client.query('SHOW work_mem'));
    await embedded.stop();
    expect(after).toEqual(before);
    expect([setting.rows, majorOf('cluster') > old]).toEqual([[{ work_mem: '9MB' }], true]);
  });

  it('are in place after a swap that was killed between its two renames', async () => {
    renameSync(inside('cluster'), inside('cluster.ready'));
    const embedded = await startEmbedded({ dataDir, logger: quiet });
    const after = await withClient(embedded.url, everything);
    await embedded.stop();
    expect([after, existsSync(inside('cluster.ready'))]).toEqual([before, false]);
  });

  it('are left alone when there is nothing to upgrade', async () => {
    const { code, stderr } = await upgrade().ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining('Nothing to do')]);
  });
});
