import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { channelsHere, ZaloHere } from '#apps/alerting';
import { FakeZalo } from '#apps/simulator';
import { ADDRESS_OF_CHANNEL } from '#libs/contracts';
import type { Database } from '#libs/database';
import { capabilitiesOf, CHANNELS } from '#libs/domain';
import { AddressPolicy, ConfigError, createLogger, loadConfig, SecretBox } from '#libs/runtime';
import { zaloEnvironment } from '../alerting/zalo-at-work.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
/** Folders of the engine that are no channel. */
const NO_CHANNEL = ['deadman', 'outbound', 'sending', 'steps'];

describe('adding a channel, as CONTRIBUTING.md tells', () => {
  it('is one folder and one registration: every folder is registered, and together they are the channels of the domain', async () => {
    const folders = readdirSync(new URL('apps/alerting', root), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !NO_CHANNEL.includes(entry.name))
      .map(({ name }) => name);
    const registered = [...read('apps/alerting/channels.ts').matchAll(/from '\.\/([\w-]+)\//g)].map(([, name]) => name);
    expect([...new Set(registered)].filter((name) => name !== 'sending').sort()).toEqual(folders.sort());
    const zalo = await FakeZalo.start();
    const config = loadConfig({
      ...{ ...zaloEnvironment(zalo.origin), SMTP_URL: 'smtp://127.0.0.1', LOG_LEVEL: 'silent' },
      ...{ ESMS_API_KEY: 'k', ESMS_SECRET_KEY: 's', ESMS_BRANDNAME: 'b', ESMS_TEMPLATE: 'Canh Thon: {noi_dung}' },
    });
    const parts = {
      ...{ config, database: {} as Database, policy: new AddressPolicy(config), logger: createLogger(config) },
      secretBox: new SecretBox([Buffer.alloc(32, 1)]),
    };
    const here = channelsHere({ ...parts, zalo: new ZaloHere(parts) });
    expect(here.map(({ channel }) => channel).sort()).toEqual([...CHANNELS].sort());
    for (const channel of here) await channel.close();
    await zalo.stop();
  });

  it('needs an address, words, and a price where it is paid', () => {
    const words = JSON.parse(read('apps/web/src/locales/vi.json')) as { channel: Record<string, string> };
    expect(Object.keys(words.channel).sort()).toEqual([...CHANNELS].sort());
    expect([...Object.keys(ADDRESS_OF_CHANNEL), 'web_push'].sort()).toEqual([...CHANNELS].sort());
    const mayHavePrice = CHANNELS.filter((channel) => {
      try {
        return loadConfig({ CHANNEL_PRICES: `${channel}=1` }).spending.prices[channel] === 1;
      } catch (error) {
        if (error instanceof ConfigError) return false;
        throw error;
      }
    });
    expect(mayHavePrice).toEqual(CHANNELS.filter((channel) => capabilitiesOf(channel).paid));
  });

  it('is told step by step', () => {
    const recipe = read('CONTRIBUTING.md').split('### Add a channel')[1]?.split('###')[0] ?? '';
    for (const [, path] of recipe.matchAll(/`((?:apps|libs)\/[\w/.-]+)`/g))
      expect([path, readdirOrFile(path ?? '')]).toEqual([path, true]);
    expect(recipe).toContain('CHANNEL_CAPABILITIES');
  });
});

function readdirOrFile(path: string): boolean {
  const folder = path.split('/').slice(0, -1).join('/');
  return readdirSync(new URL(folder, root)).includes(path.split('/').at(-1) ?? '');
}
