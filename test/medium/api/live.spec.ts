import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { LiveHealth, Session, WatchAnswer } from '#libs/contracts';
import { HOUR } from '#libs/domain';
import { until } from '../../harness/until.ts';
import { ApiServer, type Call } from './api-server.ts';
import { type Commune, light, twoCommunes } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let here: Commune;
let there: Commune;
let sql: Client;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here, there } = await twoCommunes(server, admin));
  sql = new Client(server.database.url);
  await sql.connect();
  await server.advance(0);
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
afterAll(async () => {
  await sql.end();
  await server.stop();
});

const officer = { email: 'song-phuong@example.org', password: 'mat-khau-can-bo' };
const session = async (): Promise<Session> => (await server.as({})<Session>('POST', '/auth/login', officer)).body;

async function connect(token: string | undefined): Promise<Socket> {
  const socket = io(`${server.origin}/live`, { auth: { token }, transports: ['websocket'], reconnection: false });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

const watch = (socket: Socket, unitId: string, sinceSeq?: number): Promise<WatchAnswer> =>
  socket
    .timeout(5_000)
    .emitWithAck('watch', { unitId, ...(sinceSeq !== undefined && { sinceSeq }) }) as Promise<WatchAnswer>;

/**
 * All that arrives; `next(n)` reads the feed until the first n are there: an event waits for every transaction that is
 * older than its own, and other databases of this server have some, too.
 */
function listen(socket: Socket) {
  const heard: LiveHealth[] = [];
  socket.on('health', (event: LiveHealth) => heard.push(event));
  const next = async (count: number): Promise<LiveHealth[]> => {
    await until(`${count} live events`, 60_000, async () => {
      await tick();
      return heard.length >= count;
    });
    return heard;
  };
  return { heard, next };
}

const register = async (unitId: string): Promise<string> =>
  (await admin('POST', '/devices', light(unitId))).body.device.id as string;
const tick = () => server.advance(1_000);

describe('the live feed', () => {
  it('refuses whoever is not signed in', async () => {
    await expect(connect('ct1.x.y.z')).rejects.toMatchObject({ data: { errorCode: 'unauthenticated' } });
    await expect(connect(undefined)).rejects.toMatchObject({ data: { errorCode: 'unauthenticated' } });
  });

  it('tells of one’s own territory and of nothing else', async () => {
    const socket = await connect((await session()).accessToken);
    expect(await watch(socket, here.id)).toMatchObject({ ok: true });
    expect(await watch(socket, there.id)).toMatchObject({ ok: false, errorCode: 'unit_not_found' });
    const feed = listen(socket);
    await register(there.groupId);
    const mine = await register(here.groupId);
    expect((await feed.next(1)).map(({ deviceId }) => deviceId)).toEqual([mine]);
    expect(feed.heard[0]).toMatchObject({ health: 'never_seen', faults: [], seq: expect.any(Number) });
  });

  it('after a reconnect sends what was missed, once and in order', async () => {
    const { accessToken } = await session();
    const first = await connect(accessToken);
    await watch(first, here.id);
    const before = listen(first);
    await register(here.groupId);
    const [{ seq } = { seq: 0 }] = await before.next(1);
    first.disconnect();
    const missed = [await register(here.groupId), await register(here.groupId)];
    await register(there.groupId);
    await tick();
    const second = await connect(accessToken);
    const after = listen(second);
    await watch(second, here.id, seq);
    const later = await register(here.groupId);
    expect((await after.next(3)).map(({ deviceId }) => deviceId)).toEqual([...missed, later]);
  });

  it('never skips what commits late', async () => {
    const socket = await connect((await session()).accessToken);
    const { seq } = (await watch(socket, here.id)) as { seq: number };
    const feed = listen(socket);
    await sql.query('BEGIN');
    const late = `INSERT INTO live_event (kind, unit_id, payload, at) VALUES ('health', $1, '{"deviceId":"late"}', now())`;
    await sql.query(late, [here.groupId]);
    const quick = await register(here.groupId);
    await tick();
    expect(feed.heard).toEqual([]);
    await sql.query('COMMIT');
    expect((await feed.next(2)).map(({ deviceId }) => deviceId)).toEqual(['late', quick]);
    expect(seq).toBeGreaterThan(0);
  });

  it('asks to read everything again when too much was missed', async () => {
    const { accessToken } = await session();
    const socket = await connect(accessToken);
    const { seq } = (await watch(socket, here.id)) as { seq: number };
    server.clock.advance(2 * HOUR);
    await server.advance(0);
    admin = await server.signIn();
    await register(here.groupId);
    await tick();
    const again = await connect((await session()).accessToken);
    const asked = new Promise((resolve) => again.once('resync', resolve));
    expect(await watch(again, here.id, seq)).toMatchObject({ ok: true });
    expect(await asked).toEqual({ unitId: here.id });
  });

  it('goes quiet when its session ends', async () => {
    const signedIn = await session();
    const socket = await connect(signedIn.accessToken);
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    await server.as({})('POST', '/auth/logout', { refreshToken: signedIn.refreshToken });
    await server.advance(5_000);
    expect(await closed).toBe('io server disconnect');
  });

  it('goes quiet when the API key is revoked or its day has come', async () => {
    const keyUntil = async (expiresAt: string): Promise<{ id: string; key: string }> =>
      (await admin('POST', '/api-keys', { name: 'màn hình', role: 'viewer', unitId: here.id, expiresAt })).body;
    const [revoked, short] = [await keyUntil('2027-01-01'), await keyUntil('2026-11-23T00:00:00Z')];
    const closing = async ({ key }: { key: string }) => {
      const socket = await connect(key);
      return new Promise((resolve) => socket.once('disconnect', resolve));
    };
    const first = closing(revoked);
    const second = closing(short);
    await until('both are open', 5_000, () => sockets.every(({ connected }) => connected) && sockets.length === 2);
    await admin('DELETE', `/api-keys/${revoked.id}`);
    expect((await server.as({ 'x-api-key': revoked.key })('GET', '/devices')).status).toBe(401);
    await server.advance(5_000);
    expect(await first).toBe('io server disconnect');
    await expect(connect(revoked.key)).rejects.toMatchObject({ data: { errorCode: 'unauthenticated' } });
    expect((await server.as({ 'x-api-key': short.key })('GET', '/devices')).status).toBe(200);
    server.clock.set(Date.parse('2026-11-23T00:00:00Z'));
    expect((await server.as({ 'x-api-key': short.key })('GET', '/devices')).status).toBe(401);
    await server.advance(5_000);
    expect(await second).toBe('io server disconnect');
    admin = await server.signIn();
  });

  it('goes quiet about a unit when the grant for it ends', async () => {
    const socket = await connect((await session()).accessToken);
    await watch(socket, here.id);
    const feed = listen(socket);
    const { body } = await admin('GET', `/users/${here.officerId}`);
    await admin('DELETE', `/users/${here.officerId}/grants/${String(body.grants[0].id)}`);
    await server.advance(6_000);
    await register(here.groupId);
    await tick();
    expect(await watch(socket, here.id)).toMatchObject({ ok: false, errorCode: 'unit_not_found' });
    expect(feed.heard).toEqual([]);
  });

  it.each([[null], ['x'], [{}], [{ unitId: 7 }], [{ unitId: 'x', sinceSeq: 'y' }], [[[[]]]]])(
    'survives %j',
    async (request) => {
      const socket = await connect((await session()).accessToken);
      const answer = (await socket.timeout(5_000).emitWithAck('watch', request)) as WatchAnswer;
      expect(answer.ok).toBe(false);
    },
  );
});
