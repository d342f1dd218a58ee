import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ControlRoom, type Registered } from '../harness/control-room.ts';
import { RestClient } from '../harness/rest-client.ts';

interface Entry {
  readonly id: string;
  readonly door: string;
  readonly event: string;
  readonly deviceId: string | null;
  readonly address: string | null;
  readonly count: number;
  readonly sample: string;
}
interface List {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

const WRONG = 'mat-khau-sai-bi-mat';
let room: ControlRoom;
let light: Registered;
let communeId: string;

beforeAll(async () => {
  room = await ControlRoom.start('broker');
  communeId = (await room.admin.post<{ id: string }>('/units', { kind: 'commune', name: 'Xã Song Phượng' })).id;
  light = await room.register('solar_light', { unitId: communeId });
});
afterAll(() => room.stop());

const log = (query = '', caller = room.admin) => caller.get<List>(`/security-log?${query}`);
const of = (list: List) => list.items.map(({ event, deviceId, count }) => [event, deviceId, count]);
const tryLogin = async (id: string, password = WRONG) => {
  await expect(room.connect({ id, mqtt: { ...light.mqtt, clientId: id, username: id, password } })).rejects.toThrow();
};

async function person(role: string, unitId: string): Promise<RestClient> {
  const login = { email: `${role}-${unitId}@example.org`, password: 'mat-khau-rat-dai' };
  const { id } = await room.admin.post<{ id: string }>('/users', { ...login, name: 'Người dùng', unitId });
  await room.admin.post(`/users/${id}/grants`, { role, unitId });
  return room.signIn(login.email, login.password);
}

describe('the security log', () => {
  it('joins wrong secrets of a device from one address within a minute, whichever process saw them', async () => {
    for (let tried = 0; tried < 30; tried += 1) await tryLogin(light.id);
    await room.open('broker', 'broker-2');
    await room.advance(3_000);
    for (let tried = 0; tried < 5; tried += 1) await tryLogin(light.id);
    await room.advance(3_000);
    const { items } = await log(`deviceId=${light.id}`);
    expect(items).toMatchObject([
      { door: 'mqtt', event: 'wrong_secret', deviceId: light.id, address: '127.0.0.1', count: 35, sample: light.id },
    ]);
  });

  it('joins unknown ids by their address, however many there are', async () => {
    for (let tried = 0; tried < 40; tried += 1) {
      await tryLogin(`01890abc-0000-7000-8000-${String(tried).padStart(12, '0')}`);
    }
    await room.advance(3_000);
    expect(of(await log('event=unknown_device'))).toEqual([['unknown_device', null, 40]]);
  });

  it('tells takeovers, foreign topics, and the moment when credentials were taken away', async () => {
    const device = await room.register('solar_light', { unitId: communeId });
    await room.connect(device);
    const second = await room.connect(device);
    const closed = second.closed;
    second.client.publish(`v1/devices/${light.id}/heartbeat`, '{}');
    await closed;
    const third = await room.connect(device);
    await room.admin.call('DELETE', `/devices/${device.id}/secret`);
    await room.advance(5_000);
    await third.closed;
    await tryLogin(device.id, device.mqtt.password);
    await room.advance(3_000);
    const { items } = await log(`deviceId=${device.id}`);
    expect(items.map(({ event }) => event).sort()).toEqual([
      'credentials_changed',
      'secret_revoked',
      'takeover',
      'topic_violation',
    ]);
    const { sample } = items.find(({ event }) => event === 'topic_violation') ?? {};
    expect(sample).toBe(`v1/devices/${light.id}/heartbeat`);
  });

  it('tells failed and paused sign-ins and refused keys, without addresses of mail or parts of secrets', async () => {
    const stranger = new RestClient(`http://127.0.0.1:${room.config.http.port}`);
    const login = (email: string) => stranger.call('POST', '/auth/login', { email, password: WRONG });
    for (let tried = 0; tried < 7; tried += 1) await login('admin@canhthon.local');
    await login('mat-khau-nham-o@example.org');
    const key = `ck_abcdefghijk2_${'S'.repeat(43)}`;
    await fetch(`http://127.0.0.1:${room.config.http.port}/api/v1/me`, { headers: { 'x-api-key': key } });
    await room.advance(3_000);
    const { id: me } = await room.admin.get<{ id: string }>('/me');
    const { items } = await log(`limit=500`);
    const rest = items.filter(({ door }) => door === 'rest');
    expect(rest.map(({ event, count }) => [event, count]).sort()).toEqual([
      ['api_key_refused', 1],
      ['login_failed', 6],
      ['login_throttled', 2],
    ]);
    expect(rest.find(({ event }) => event === 'api_key_refused')?.sample).toBe('abcdefghijk2');
    const { rows } = await room.sql.query('SELECT e::text AS text FROM security_event e');
    const stored = JSON.stringify(rows);
    for (const secret of [WRONG, 'nham-o', 'canhthon.local', 'SSSS', light.mqtt.password]) {
      expect(stored).not.toContain(secret);
    }
    expect([me, '']).toContain(rest.find(({ event }) => event === 'login_failed')?.sample);
  });

  it('pages and filters', async () => {
    const { items } = await log('limit=500');
    const paged: Entry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: List = await log(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items);
    expect(items.length).toBeGreaterThan(4);
    const later = new Date(room.clock.now() + 1_000).toISOString();
    expect((await log(`since=${later}`)).items).toEqual([]);
    expect((await log(`since=2020-01-01`)).items).toHaveLength(items.length);
    expect((await room.admin.call('GET', '/security-log?event=nonsense')).status).toBe(400);
    expect((await log(`unitId=${communeId}`)).items.every(({ deviceId }) => deviceId !== null)).toBe(true);
  });
});

describe('who reads it', () => {
  it('installers and officers see the devices of their units and nothing of strangers', async () => {
    const otherId = (await room.admin.post<{ id: string }>('/units', { kind: 'commune', name: 'Xã Liên Minh' })).id;
    for (const role of ['installer', 'it_officer']) {
      const mine = await person(role, communeId);
      const { items } = await log('limit=500', mine);
      expect(items.length).toBeGreaterThan(0);
      expect(items.filter(({ deviceId }) => deviceId === null)).toEqual([]);
      const elsewhere = await person(role, otherId);
      expect((await log('limit=500', elsewhere)).items).toEqual([]);
      expect((await log(`deviceId=${light.id}`, elsewhere)).items).toEqual([]);
      const foreign = await elsewhere.call('GET', `/security-log?unitId=${communeId}`);
      expect([foreign.status, foreign.body['errorCode']]).toEqual([404, 'unit_not_found']);
    }
  });

  it('an officer of the whole territory sees strangers, an installer of it does not', async () => {
    const { items } = await room.admin.get<{ items: { id: string; parentId: string | null }[] }>('/units');
    const rootId = items.find(({ parentId }) => parentId === null)?.id ?? '';
    const officer = await person('it_officer', rootId);
    expect((await log('event=unknown_device', officer)).items).toHaveLength(1);
    const installer = await person('installer', rootId);
    expect((await log('event=unknown_device', installer)).items).toEqual([]);
    expect((await log('event=wrong_secret', installer)).items).toHaveLength(1);
  });

  it.each(['unit_leader', 'group_member', 'viewer'])('%s does not', async (role) => {
    expect((await (await person(role, communeId)).call('GET', '/security-log')).status).toBe(403);
  });
});

it('what is older than SECURITY_LOG_DAYS is forgotten', async () => {
  const day = 24 * 3_600_000;
  const put = (id: number, ageDays: number) =>
    room.sql.query(
      `INSERT INTO security_event (id, minute, event, address, first_at, last_at, count, sample)
       VALUES ($1, $2, 'unknown_device', 'kept?', $2, $2, 1, '')`,
      [`01890abc-0000-7000-8000-00000000000${id}`, new Date(room.clock.now() - ageDays * day)],
    );
  await put(1, 89);
  await put(2, 91);
  await room.open('alerting');
  const { rows } = await room.sql.query(`SELECT id FROM security_event WHERE address = 'kept?'`);
  expect(rows).toEqual([{ id: '01890abc-0000-7000-8000-000000000001' }]);
});
