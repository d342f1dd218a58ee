import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Metrics } from '#libs/runtime';
import type { INestApplicationContext } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
let watcher: Server;
let heard: string[];
let answer: number;
beforeEach(async () => {
  [heard, answer] = [[], 200];
  watcher = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(answer, { location: '/elsewhere' }).end('OK');
  });
  await new Promise<void>((resolve) => watcher.listen(0, '127.0.0.1', resolve));
  village = await WatchedVillage.start({ engines: 0 });
});
afterEach(async () => {
  await village.stop();
  watcher.closeAllConnections();
  await new Promise((resolve) => watcher.close(resolve));
});

const start = (more: Record<string, string> = {}): Promise<INestApplicationContext> =>
  village.addEngine({
    DEADMAN_URL: `http://127.0.0.1:${(watcher.address() as AddressInfo).port}/ping/key`,
    DEADMAN_EVERY_SECONDS: '30',
    ...more,
  });
const figure = async (engine: INestApplicationContext, line: string) =>
  (await engine.get(Metrics).text()).split('\n').find((found) => found.startsWith(line));

describe('the watcher outside', () => {
  it('hears from us at its intervals while all is well', async () => {
    const engine = await start();
    await village.pass(2 * MINUTE, 20 * SECOND);
    expect(heard.length).toBeGreaterThanOrEqual(3);
    expect(new Set(heard)).toEqual(new Set(['GET /ping/key']));
    expect(await figure(engine, 'canhthon_deadman_last_success_seconds')).toMatch(/ 179\d{7}/);
  });

  it('hears nothing while a message waits too long, and again when it is gone', async () => {
    const target = await village.target('/group');
    const engine = await start();
    await village.pass(MINUTE);
    await village.rows(
      `INSERT INTO notification (id, target_id, unit_id, channel, event, variables, severity, language, state, reason,
         rule, idempotency_key, created_at, next_attempt_at)
       SELECT $1, t.id, t.unit_id, t.channel, 'test', '{}', 'info', 'vi', 'queued', 'asked_for', 'test/1', 'stuck', $2, $2
       FROM target t WHERE t.id = $1`,
      ...[target, new Date(village.clock.now() - 10 * MINUTE)],
    );
    // A sender that hangs elsewhere: nobody may take another message of this target.
    await village.rows(
      `INSERT INTO notification SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(),
         'idempotency_key', 'hanging', 'state', 'sending', 'next_attempt_at', $1::timestamptz))).* FROM notification n`,
      new Date(village.clock.now() + 30 * MINUTE),
    );
    const before = heard.length;
    await village.pass(2 * MINUTE);
    expect(heard).toHaveLength(before);
    expect(await figure(engine, 'canhthon_deadman_total{outcome="messages_overdue"}')).toMatch(/ [1-9]/);
    await village.rows('DELETE FROM notification');
    await village.pass(MINUTE);
    expect(heard.length).toBeGreaterThan(before);
  });

  it('hears nothing after a canary that was not told', async () => {
    const target = await village.target('/group');
    await start();
    await village.pass(MINUTE);
    const light = await village.device('Đèn cổng làng');
    await village.rows(
      `INSERT INTO canary (unit_id, device_no, target_id, at, time_zone, updated_at) VALUES ($1, $2, $3, '05:00', 'Asia/Ho_Chi_Minh', $4)`,
      ...[village.group, light, target, new Date(village.clock.now())],
    );
    await village.rows(
      `INSERT INTO canary_run (day, started_at, deadline_at, limit_at, finished_at, outcome, reason)
       VALUES ('2026-11-21', $1, $1, $1, $1, 'failed', 'canary_no_incident')`,
      new Date(village.clock.now()),
    );
    const before = heard.length;
    await village.pass(2 * MINUTE);
    expect(heard).toHaveLength(before);
  });

  it('that refuses, redirects or is not there holds up nothing', async () => {
    answer = 302;
    const engine = await start();
    await village.target('/group');
    const light = await village.device('Đèn cổng làng');
    await village.pass(MINUTE);
    watcher.closeAllConnections();
    await new Promise((resolve) => watcher.close(resolve));
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(2 * MINUTE);
    expect(village.said('/group')).toHaveLength(1);
    expect(heard.every((line) => line === 'GET /ping/key')).toBe(true);
    expect(await figure(engine, 'canhthon_deadman_total{outcome="refused"}')).toMatch(/ [1-9]/);
    expect(await figure(engine, 'canhthon_deadman_total{outcome="not_reached"}')).toMatch(/ [1-9]/);
    expect(await figure(engine, 'canhthon_deadman_last_success_seconds')).toBe(
      'canhthon_deadman_last_success_seconds 0',
    );
  });

  it('is not called at an address that this server may not call', async () => {
    const engine = await start({ OUTBOUND_ALLOW: '' });
    await village.pass(MINUTE);
    expect(heard).toEqual([]);
    expect(await figure(engine, 'canhthon_deadman_total{outcome="not_reached"}')).toMatch(/ [1-9]/);
  });
});
