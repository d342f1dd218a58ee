import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/database';
import { ApiServer, type Call } from './api-server.ts';
import { camera, type Commune, create, light, twoCommunes } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let here: Commune;
let there: Commune;
let path: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here, there } = await twoCommunes(server, admin));
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { body } = await admin('POST', '/devices', light(here.groupId));
  path = `/devices/${body.device.id as string}/commands`;
});

async function personWith(role: string): Promise<Call> {
  const login = { email: `${role}@example.org`, password: 'mat-khau-rat-dai' };
  const id = await create(admin, '/users', { ...login, name: 'Người dùng', unitId: here.id });
  await admin('POST', `/users/${id}/grants`, { role, unitId: here.id });
  return server.signIn(login);
}

describe('sending', () => {
  it('answers with the stored command, and lists it', async () => {
    const { status, body } = await here.officer('POST', path, { name: 'lamp_test', arguments: { seconds: 5 } });
    expect(status).toBe(201);
    const { id: me } = (await here.officer('GET', '/me')).body;
    expect(body).toMatchObject({
      name: 'lamp_test',
      arguments: { seconds: 5 },
      state: 'queued',
      requestedKind: 'user',
      requestedBy: me,
      createdAt: '2026-11-21T05:00:00.000Z',
      expiresAt: '2026-11-21T06:00:00.000Z',
      sentAt: null,
      attempts: 0,
    });
    expect((await here.officer('GET', `${path}/${body.id as string}`)).body).toEqual(body);
    expect((await here.officer('GET', path)).body).toEqual({ items: [body], nextCursor: null });
  });

  it('with one Idempotency-Key stores one command', async () => {
    const key = { 'idempotency-key': 'lenh-1' };
    const both = [];
    for (let sent = 0; sent < 2; sent += 1) both.push(await admin('POST', path, { name: 'reboot' }, key));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[0]?.body.id).toBe(both[1]?.body.id);
    expect((await admin('GET', path)).body.items).toHaveLength(1);
    const other = await admin('POST', path, { name: 'reboot', expiresInSeconds: 60 }, key);
    expect([other.status, other.body.errorCode]).toEqual([409, 'idempotency_conflict']);
  });

  it.each([
    ['no name', {}, 'name', 'required'],
    ['what is not on the list', { name: 'run_shell' }, 'name', 'not_one_of'],
    ['no seconds', { name: 'lamp_test' }, 'arguments.seconds', 'required'],
    ['seconds out of range', { name: 'set_interval', arguments: { seconds: 4 } }, 'arguments.seconds', 'range'],
    ['nested settings', { name: 'apply_config', arguments: { a: { b: 1 } } }, 'arguments.a', 'not_flat'],
    ['arguments that are a list', { name: 'apply_config', arguments: [1] }, 'arguments', 'not_object'],
    ['a life too short', { name: 'reboot', expiresInSeconds: 9 }, 'expiresInSeconds', 'range'],
    ['a life too long', { name: 'reboot', expiresInSeconds: 604_801 }, 'expiresInSeconds', 'range'],
  ])('refuses %s', async (_, body, field, code) => {
    const answer = await admin('POST', path, body);
    expect([answer.status, answer.body.details]).toMatchObject([400, { fields: [{ path: field, code }] }]);
    expect((await admin('GET', path)).body.items).toEqual([]);
  });

  it('to a camera, a lamp that is none, or a device out of service is refused by name', async () => {
    const cameraId = (await admin('POST', '/devices', camera(here.groupId))).body.device.id as string;
    const hotspot = await admin('POST', '/devices', light(here.groupId, { kind: 'wifi_hotspot' }));
    await admin('POST', path.replace('/commands', '/decommission'));
    const test = { name: 'lamp_test', arguments: { seconds: 5 } };
    const answers = [
      await admin('POST', `/devices/${cameraId}/commands`, { name: 'reboot' }),
      await admin('POST', `/devices/${hotspot.body.device.id as string}/commands`, test),
      await admin('POST', path, { name: 'reboot' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.errorCode])).toEqual([
      [409, 'device_takes_no_commands'],
      [409, 'command_not_for_kind'],
      [409, 'device_decommissioned'],
    ]);
  });

  it('an interval beyond the deadline, or a seventeenth open command is refused', async () => {
    const long = await admin('POST', path, { name: 'set_interval', arguments: { seconds: 181 } });
    expect([long.status, long.body.errorCode]).toEqual([409, 'interval_too_long']);
    expect(long.body.message).toContain('180');
    const sent = await Promise.all(Array.from({ length: 20 }, () => admin('POST', path, { name: 'reboot' })));
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(16);
    expect(sent.find(({ status }) => status !== 201)?.body.errorCode).toBe('too_many_commands');
  });

  it('is on record without its arguments', async () => {
    const { body } = await admin('POST', path, { name: 'apply_config', arguments: { note: 'chuyen-rieng' } });
    const [, , deviceId] = path.split('/');
    const audit = (await admin('GET', `/audit?objectId=${deviceId}`)).body;
    expect(audit.items[0]).toMatchObject({
      action: 'device.command',
      detail: { commandId: body.id, name: 'apply_config' },
    });
    expect(JSON.stringify(audit)).not.toContain('chuyen-rieng');
  });
});

describe('commands of a device', () => {
  it('page newest first and filter by state, an expired one by its time', async () => {
    const ids: string[] = [];
    for (const expiresInSeconds of [60, 600, 600]) {
      ids.unshift((await admin('POST', path, { name: 'reboot', expiresInSeconds })).body.id as string);
      server.clock.advance(1);
    }
    await admin('POST', `${path}/${ids[0]}/cancel`);
    server.clock.advance(60_000);
    const first = (await admin('GET', `${path}?limit=2`)).body;
    const second = (await admin('GET', `${path}?limit=2&cursor=${first.nextCursor as string}`)).body;
    const items = [...first.items, ...second.items] as { id: string; state: string }[];
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [ids[0], 'cancelled'],
      [ids[1], 'queued'],
      [ids[2], 'expired'],
    ]);
    for (const { id, state } of items) {
      const found = (await admin('GET', `${path}?state=${state}`)).body.items as { id: string }[];
      expect(found.map((one) => one.id)).toEqual([id]);
    }
    expect((await admin('POST', `${path}/${ids[2]}/cancel`)).body.errorCode).toBe('command_is_over');
  });

  it('end with their device', async () => {
    const { body } = await admin('POST', path, { name: 'reboot' });
    await admin('POST', path.replace('/commands', '/decommission'));
    const ended = (await admin('GET', `${path}/${body.id as string}`)).body;
    expect(ended).toMatchObject({ state: 'cancelled', reason: 'device_decommissioned' });
  });

  it('go with a device that never spoke', async () => {
    await admin('POST', path, { name: 'reboot' });
    expect((await admin('DELETE', path.replace('/commands', ''))).status).toBe(204);
  });
});

describe('rights', () => {
  it.each([
    ['installer', 201],
    ['it_officer', 201],
    ['unit_leader', 403],
    ['group_member', 403],
    ['viewer', 403],
  ])('%s: %d', async (role, status) => {
    const person = await personWith(role);
    expect((await person('POST', path, { name: 'reboot' })).status).toBe(status);
    expect((await person('GET', path)).status).toBe(status === 201 ? 200 : 403);
  });

  it('outside the territory nothing of it exists', async () => {
    const foreign = `/devices/${there.lightId}/commands`;
    const { body: command } = await there.officer('POST', foreign, { name: 'reboot' });
    const own = (await here.officer('POST', path, { name: 'reboot' })).body.id as string;
    const nobody = newId(0);
    const tries = (device: string, id: string): [string, string, object?][] => [
      ['GET', `/devices/${device}/commands`],
      ['POST', `/devices/${device}/commands`, { name: 'reboot' }],
      ['GET', `/devices/${device}/commands/${id}`],
      ['POST', `/devices/${device}/commands/${id}/cancel`],
    ];
    const imagined = tries(nobody, nobody);
    for (const [index, call] of tries(there.lightId, command.id as string).entries()) {
      const answer = await here.officer(...call);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual((await here.officer(...(imagined[index] ?? call))).body);
    }
    // Nor through a device of one's own.
    expect((await here.officer('GET', `${path}/${command.id as string}`)).body.errorCode).toBe('command_not_found');
    expect((await here.officer('POST', `/devices/${there.lightId}/commands/${own}/cancel`)).status).toBe(404);
    // Beside what the commune's own acceptance test asks of its lamp.
    const { items } = (await there.officer('GET', foreign)).body;
    expect(items).toMatchObject([{ name: 'reboot', state: 'queued' }, { name: 'lamp_test' }]);
  });
});
