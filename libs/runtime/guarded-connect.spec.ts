import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { AddressPolicy } from './address-policy.ts';
import { loadConfig } from './config.ts';
import { guardedAgent } from './guarded-connect.ts';

let server: Server;
let port: number;
let connections = 0;

beforeEach(async () => {
  connections = 0;
  server = createServer((_request, response) => response.end('in'));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function call(host: string, env: Record<string, string>): Promise<string> {
  const dispatcher = guardedAgent(new AddressPolicy(loadConfig(env)), 'internet');
  try {
    const response = await request(`http://${host}:${port}/`, { dispatcher });
    return await response.body.text();
  } catch (error) {
    return (error as Error & { reason?: string }).reason ?? String(error);
  } finally {
    await dispatcher.close();
  }
}

describe('guardedAgent', () => {
  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])('opens no connection to %s', async (host) => {
    expect(await call(host, {})).toBe('loopback');
    expect(connections).toBe(0);
  });

  it.each(['127.0.0.1', 'localhost'])('connects to %s when it is listed', async (host) => {
    expect(await call(host, { OUTBOUND_ALLOW: '127.0.0.0/8' })).toBe('in');
  });
});
