import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLAIM_AGAIN, CLAIM_CODE_LIFE, CLAIM_TRIES } from '#libs/domain';
import { ApiServer, type Call } from './api-server.ts';
import { camera, create, light } from './two-communes.ts';

const NONCE = 'a-router-in-thap-thuong';
let server: ApiServer;
let admin: Call;
let unitId: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  unitId = await create(admin, '/units', { kind: 'commune', name: 'Xã Đan Phượng' });
});
afterAll(() => server.stop());

const register = async (more: object = {}) => (await admin('POST', '/devices', light(unitId, more))).body.device;
const codeFor = async (id: string): Promise<string> =>
  (await admin('POST', `/devices/${id}/claim-code`)).body.claimCode;
const stateOf = async (id: string) => (await admin('GET', `/devices/${id}/claim-code`)).body.state;
const claim = (claimCode: string, more: object = {}) =>
  server.as({})('POST', '/claims', { claimCode, nonce: NONCE, ...more });
/** Sessions are shorter than a code's life. */
const pass = async (ms: number) => {
  server.clock.advance(ms);
  admin = await server.signIn();
};

describe('a claim code', () => {
  it('is a password of the device’s own, once; an answer that was lost is asked for again', async () => {
    const { id, intervalSeconds } = await register();
    expect(await stateOf(id)).toBe('none');
    const claimCode = await codeFor(id);
    expect(claimCode).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    expect(await stateOf(id)).toBe('waiting');
    const { status, body } = await claim(claimCode.toUpperCase(), { model: 'RB-750', serial: 'rb 1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ deviceId: id, intervalSeconds, mqtt: { username: id, clientId: id } });
    expect(body.door).toEqual({ host: '127.0.0.1', port: expect.any(Number), tlsPort: null });
    expect(await stateOf(id)).toBe('claimed');
    const { hardware } = (await admin('GET', `/devices/${id}`)).body;
    expect(hardware).toMatchObject({ serial: 'RB1', model: 'RB-750' });

    const other = await claim(claimCode, { nonce: 'somebody-who-listened' });
    expect([other.status, other.body.errorCode]).toEqual([404, 'claim_code_not_found']);
    await pass(CLAIM_AGAIN - 1);
    const again = await claim(claimCode);
    expect(again.status).toBe(200);
    expect(again.body.mqtt.password).not.toBe(body.mqtt.password);
    await pass(1);
    expect((await claim(claimCode)).body.errorCode).toBe('claim_code_not_found');
    const [last] = (await admin('GET', `/audit?objectId=${id}`)).body.items;
    expect(last).toMatchObject({ action: 'device.claim', actorKind: 'link' });
  });

  it('ends after a day, with a newer one, when taken back, and with whatever else changes the password', async () => {
    const { id } = await register();
    const late = await codeFor(id);
    await pass(CLAIM_CODE_LIFE);
    expect(await stateOf(id)).toBe('expired');
    const older = await codeFor(id);
    const taken = await codeFor(id);
    expect((await admin('DELETE', `/devices/${id}/claim-code`)).status).toBe(204);
    const rotated = await codeFor(id);
    await admin('POST', `/devices/${id}/secret`);
    const replaced = await codeFor(id);
    await admin('POST', `/devices/${id}/hardware`, { model: 'LED-60' });
    const retired = await codeFor(id);
    await admin('POST', `/devices/${id}/decommission`);
    for (const code of [late, older, taken, rotated, replaced, retired]) {
      expect((await claim(code)).body.errorCode).toBe('claim_code_not_found');
    }
    expect((await admin('POST', `/devices/${id}/claim-code`)).body.errorCode).toBe('device_decommissioned');
  });

  it('gives nothing to another thing than the registered one, and none is made for a camera', async () => {
    const { id } = await register({ serial: 'CU-9', mac: 'a4:12:42:00:1b:01' });
    const code = await codeFor(id);
    const wrong = await claim(code, { mac: 'A4-12-42-00-1B-02' });
    expect([wrong.status, wrong.body]).toMatchObject([
      409,
      { errorCode: 'claim_other_hardware', details: { field: 'mac' } },
    ]);
    expect((await claim(code, { mac: 'A4-12-42-00-1B-01', serial: 'cu-9' })).status).toBe(200);
    const { device } = (await admin('POST', '/devices', camera(unitId))).body;
    expect((await admin('POST', `/devices/${device.id}/claim-code`)).body.errorCode).toBe('device_has_no_secret');
    expect((await admin('GET', `/devices/${device.id}/snippets`)).body).toEqual([]);
  });

  it('is given to one of two who use it at once', async () => {
    const code = await codeFor((await register()).id);
    const both = await Promise.all(['a'.repeat(16), 'b'.repeat(16)].map((nonce) => claim(code, { nonce })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('is not found by guessing: after twenty wrong ones an address waits, even with the right one', async () => {
    const code = await codeFor((await register()).id);
    for (let i = 0; i < CLAIM_TRIES.most; i += 1) await claim('aaaa-aaaa-aaaa');
    const { status, body } = await claim(code);
    expect([status, body.errorCode]).toEqual([429, 'claimed_too_often']);
    await pass(CLAIM_TRIES.withinMs);
    expect((await claim(code)).status).toBe(200);
  });
});

it('snippets run as they are pasted, hold the device’s id and our address, and never a password', async () => {
  const { device, mqtt } = (await admin('POST', '/devices', { ...light(unitId), kind: 'wifi_hotspot' })).body;
  const snippets = (await admin('GET', `/devices/${device.id}/snippets`)).body as { name: string; text: string }[];
  expect(snippets.map(({ name }) => name)).toEqual(['claim', 'mosquitto', 'openwrt']);
  expect(snippets[1]?.text).toContain(`v1/devices/${device.id}/heartbeat`);
  expect(JSON.stringify(snippets)).not.toContain(mqtt.password);
  const pasted = snippets[0]?.text.replace('xxxx-xxxx-xxxx', await codeFor(device.id)) ?? '';
  const { stdout } = await promisify(execFile)('sh', ['-c', pasted]);
  expect(JSON.parse(stdout)).toMatchObject({ deviceId: device.id, mqtt: { username: device.id } });
});
