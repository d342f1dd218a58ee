import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AgentWork,
  AgentWorkStore,
  Database,
  DatabaseModule,
  newId,
  OperationRequestStore,
  OperationStore,
} from '#libs/database';
import type { CameraIdentifyResult, UnitId } from '#libs/domain';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { Registry, type RegistryDevice } from '../harness/registry.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const SECOND = 1_000;
const HOST = '192.168.1.20';

const found = (url: string) => ({ url, name: null, model: null, location: null, urn: `urn:${url}` });
const identified = { reachable: true, login: 'rejected' } as unknown as CameraIdentifyResult;

/** What people ask of an agent's network, from the row to the row. */
describe('work of an edge agent', () => {
  let database: TestDatabase;
  let app: TestingModule;
  let registry: Registry;
  let unitId: UnitId;
  let agent: RegistryDevice;
  let other: RegistryDevice;
  let work: AgentWorkStore;

  beforeAll(async () => {
    database = await cloneDatabase();
    app = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: database.url, poolSize: 4 })],
    }).compile();
    registry = await Registry.on(app, NOW);
    unitId = await registry.unit('group', 'Tổ 1', NOW);
    [agent, other] = [await installAgent(), await installAgent()];
    work = app.get(AgentWorkStore);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  async function installAgent(): Promise<RegistryDevice> {
    const made = await registry.device({ kind: 'edge_agent', unitId }, NOW);
    const db = app.get(Database);
    await db.query('INSERT INTO edge_key VALUES ($1, $2)', [made.deviceNo, randomBytes(32)]);
    await db.query(`UPDATE device_health SET connectivity = 'online' WHERE device_no = $1`, [made.deviceNo]);
    return made;
  }
  async function ask(kind: string, request: object = {}, agentId?: string): Promise<string> {
    const id = newId(NOW);
    const access = { actor: { kind: 'system', id: null }, scope: [registry.rootId] } as never;
    await app.get(OperationRequestStore).ask(access, { id, kind, unitId, request, agentId }, NOW);
    return id;
  }
  async function given(id: string, now = NOW): Promise<AgentWork> {
    const one = (await work.take([agent.deviceNo], now)).find((row) => row.id === id);
    if (one === undefined) throw new Error('it was not given');
    return one;
  }
  const row = async (id: string) => {
    const [row_] = await app
      .get(Database)
      .query<{ state: string; result: unknown; error: string | null; request: object }>(
        'SELECT state, result, error_code AS error, request FROM operation WHERE id = $1',
        [id],
      );
    return row_;
  };
  const spent = async (): Promise<number> => {
    const [tries] = await app
      .get(Database)
      .query<{ spent: number }>('SELECT spent FROM camera_tries WHERE network = $1 AND host = $2', [
        agent.deviceNo,
        HOST,
      ]);
    return tries?.spent ?? 0;
  };

  it('is given once, to that agent alone, and to no worker of ours', async () => {
    const id = await ask('camera_discovery', {}, agent.deviceId);
    expect(await app.get(OperationStore).claim(['camera_discovery'], NOW)).toBeNull();
    expect(await work.take([other.deviceNo], NOW)).toEqual([]);
    await given(id);
    expect(await work.take([agent.deviceNo], NOW)).toEqual([]);
  });

  it('is answered by that agent alone, in parts, with what fits the question', async () => {
    const id = await ask('camera_discovery', {}, agent.deviceId);
    await given(id);
    const part = { cameras: [found('http://a/'), found('http://b/')], truncated: false, more: true };
    expect(await work.answer(other.deviceNo, { taskId: id, found: { ...part, more: false } }, NOW)).toBe(false);
    expect(await work.answer(agent.deviceNo, { taskId: id, found: part }, NOW)).toBe(true);
    expect(await row(id)).toMatchObject({ state: 'running' });
    await work.answer(
      agent.deviceNo,
      { taskId: id, found: { ...part, cameras: [found('http://c/')], more: false } },
      NOW,
    );
    expect(await row(id)).toMatchObject({
      state: 'succeeded',
      result: { cameras: [{ url: 'http://a/' }, { url: 'http://b/' }, { url: 'http://c/' }], truncated: false },
    });
    expect(await work.answer(agent.deviceNo, { taskId: id, found: part }, NOW)).toBe(false);

    const asked = await ask('camera_identify', { url: `http://${HOST}/` }, agent.deviceId);
    await given(asked);
    await work.answer(agent.deviceNo, { taskId: asked, found: part }, NOW);
    expect(await row(asked)).toMatchObject({ state: 'failed', error: 'operation_failed' });
  });

  it('counts both logins that a visit may make before it is given, and takes back what was not made', async () => {
    const request = { url: `http://${HOST}/onvif`, username: 'admin', password: { keyId: 'k', ciphertext: 'c' } };
    const first = await given(await ask('camera_identify', request, agent.deviceId));
    expect([(await work.tryAt(first, HOST, NOW)).allowed, await spent()]).toEqual([true, 2]);
    await work.answer(agent.deviceNo, { taskId: first.id, identified, tries: 1 }, NOW);
    expect(await spent()).toBe(1);
    // The agent never answers: both stay counted, and the next question goes without a password.
    const lost = await given(await ask('camera_identify', request, agent.deviceId));
    expect((await work.tryAt(lost, HOST, NOW)).allowed).toBe(true);
    const third = await given(await ask('camera_identify', request, agent.deviceId));
    expect([(await work.tryAt(third, HOST, NOW)).allowed, await spent()]).toEqual([false, 3]);
    await work.answer(agent.deviceNo, { taskId: lost.id, identified, tries: -1 }, NOW);
    expect([await spent(), (await row(lost.id))?.request]).toEqual([0, {}]);
  });

  it('that is not begun in half a minute, or not answered in one, has failed: the agent is silent', async () => {
    const waiting = await ask('camera_discovery', {}, agent.deviceId);
    const begun = await ask('camera_discovery', {}, other.deviceId);
    await work.take([other.deviceNo], NOW);
    await work.expire(NOW + 30 * SECOND);
    expect([(await row(waiting))?.error, (await row(begun))?.state]).toEqual(['agent_silent', 'running']);
    await work.expire(NOW + 60 * SECOND);
    expect(await row(begun)).toMatchObject({ state: 'failed', error: 'agent_silent' });
  });

  it.each([
    ['a device that is no agent', 'not_an_edge_agent', () => registry.device({ kind: 'solar_light', unitId }, NOW)],
    ['an agent nobody has heard', 'agent_silent', () => registry.device({ kind: 'edge_agent', unitId }, NOW)],
    ['no device at all', 'device_not_found', async () => ({ deviceId: newId(NOW) })],
  ])('is refused for %s', async (_, code, make) => {
    const { deviceId } = await make();
    await expect(ask('camera_discovery', {}, deviceId)).rejects.toMatchObject({ code });
  });
});
