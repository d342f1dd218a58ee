import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PolledVillage } from './polled-village.ts';

/** The ONVIF door as a whole: what cameras do, and what the rows say then. */

let village: PolledVillage;
beforeEach(async () => {
  village = await PolledVillage.start();
});
afterEach(() => village.stop());

describe('one poller', () => {
  beforeEach(() => village.startPoller());
  afterEach(() => expect(village.failures()).toBe(0));

  it('finds a healthy camera within seconds of its registration and stores what it says of itself', async () => {
    await village.advance(3);
    const gate = await village.install();
    await village.advance(5);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: [] });
    const [latest] = await village.database.query<{ facts: object }>(
      'SELECT facts FROM device_latest WHERE device_no = $1',
      [gate.deviceNo],
    );
    expect(latest?.facts).toEqual({
      manufacturer: 'Canh Thon Simulator',
      model: 'SC-200',
      firmware: '2.10',
      serial: '00000000000000000001',
      hardwareId: 'rev1',
      clockDriftSeconds: 0,
    });
  });

  it('visits once a period, logging in once a visit', async () => {
    const gate = await village.install();
    await village.advance(300);
    expect(gate.camera.asked.get('GetSystemDateAndTime')).toBeGreaterThanOrEqual(5);
    expect(gate.camera.asked.get('GetSystemDateAndTime')).toBeLessThanOrEqual(6);
    // Two more: the first visit asks without a password, and once a day its firmware is looked at.
    const visits = gate.camera.asked.get('GetSystemDateAndTime') ?? 0;
    expect(gate.camera.asked.get('GetDeviceInformation')).toBeGreaterThanOrEqual(visits);
    expect(gate.camera.asked.get('GetDeviceInformation')).toBeLessThanOrEqual(visits + 2);
    expect(gate.camera.guard.failures).toBe(0);
  });

  it('visits a new camera once, however long another transaction is open', async () => {
    await village.advance(1);
    await village.database.transaction(async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
      const gate = await village.install();
      await village.advance(10);
      expect(gate.camera.asked.get('GetSystemDateAndTime')).toBe(1);
    });
  });

  it('looks again soon when a camera falls silent, calls it suspect, then offline, then back', async () => {
    const gate = await village.install();
    await village.advance(5);
    await village.server.setWire(gate.camera, 'refuse');
    await village.advance(70);
    expect((await village.health(gate)).connectivity).toBe('suspect');
    await village.advance(120);
    expect(await village.health(gate)).toEqual({ connectivity: 'offline', faults: [] });
    await village.server.setWire(gate.camera, 'normal');
    await village.advance(61);
    expect(await village.story(gate)).toEqual(['online', 'suspect', 'offline', 'online']);
  });

  it('calls a wrong password a fault, tries it once in half an hour, and never takes the camera for dead', async () => {
    const gate = await village.install();
    gate.camera.password = 'changed at the camera';
    await village.advance(180);
    village.clock.advance(25 * 60_000);
    await village.advance(60);
    expect(gate.camera.guard.attempts).toBe(1);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: ['auth_failed'] });
    await village.correctPassword(gate);
    await village.advance(5);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: [] });
    expect(gate.camera.guard).toMatchObject({ attempts: 2, failures: 0 });
  });

  it('never locks an account that allows five tries, however long the password is wrong', async () => {
    const gate = await village.install({ lockout: { kind: 'tells_attempts_left', tries: 5, lockMinutes: 30 } });
    gate.camera.password = 'changed at the camera';
    // Only the moments at which a login is allowed again are of interest.
    for (let halfHour = 0; halfHour < 6; halfHour += 1) {
      await village.advance(62);
      village.clock.advance(29.5 * 60_000);
    }
    expect(gate.camera.guard.attempts).toBe(2);
    expect(gate.camera.guard.lockedUntil).toBe(0);
  });

  it('calls a clock two hours off a fault with its evidence, and the camera online', async () => {
    const gate = await village.install();
    gate.camera.faults.clockOffsetSeconds = -7200;
    await village.advance(5);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: ['clock_drift'] });
    const [fault] = await village.database.query<{ evidence: object }>(
      'SELECT evidence FROM device_fault WHERE device_no = $1',
      [gate.deviceNo],
    );
    expect(fault?.evidence).toEqual({ driftSeconds: -7199.5, zoneMinutes: -120 });
    gate.camera.faults.clockOffsetSeconds = 0;
    await village.advance(61);
    expect(await village.story(gate)).toEqual(['online', 'clock_drift on', 'clock_drift off']);
  });

  it('calls a web page in the camera’s place a fault, from the second time on', async () => {
    const gate = await village.install();
    await village.server.setWire(gate.camera, 'login_page');
    await village.advance(5);
    expect((await village.health(gate)).faults).toEqual([]);
    await village.advance(120);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: ['not_onvif'] });
  });

  it('stops visiting a camera that was retired', async () => {
    const gate = await village.install();
    await village.advance(3);
    await village.database.query(`UPDATE device SET lifecycle = 'decommissioned' WHERE device_no = $1`, [
      gate.deviceNo,
    ]);
    await village.advance(2);
    const asked = gate.camera.asked.get('GetSystemDateAndTime');
    await village.advance(120);
    expect(gate.camera.asked.get('GetSystemDateAndTime')).toBe(asked);
  });

  it('does not visit an address outside the camera networks', async () => {
    const gate = await village.install();
    await village.database.query(`UPDATE camera_endpoint SET host = '8.8.8.8' WHERE device_id = $1`, [gate.deviceId]);
    await village.advance(65);
    expect(gate.camera.connections).toBe(0);
    expect((await village.health(gate)).connectivity).toBe('never_seen');
  });

  it('identifies a camera for the installer with one login, and forgets the password', async () => {
    const gate = await village.install();
    const id = await village.identify(gate, 'wrong');
    await village.advance(2);
    const [row] = await village.database.query<{ state: string; result: object; request: object }>(
      'SELECT state, result, request FROM operation WHERE id = $1',
      [id],
    );
    expect(row).toMatchObject({ state: 'succeeded', result: { onvif: true, login: 'rejected' }, request: {} });
    // One by the poller with the registered password, one for the installer.
    expect(gate.camera.guard.attempts).toBe(2);
  });
});

describe('a camera without ONVIF', () => {
  beforeEach(() => village.startPoller());
  afterEach(() => expect(village.failures()).toBe(0));

  it('is watched by its video alone, and its password is tried at one place', async () => {
    const gate = await village.install({ onvif: false });
    const wrong = await village.install({ onvif: false, lockout: { kind: 'silent', tries: 5, lockMinutes: 30 } });
    wrong.camera.password = 'changed at the camera';
    await village.advance(16 * 60);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: [] });
    expect(await village.health(wrong)).toMatchObject({ connectivity: 'online' });
    expect((await village.health(wrong)).faults).toContain('auth_failed');
    expect(wrong.camera.guard.attempts).toBe(1);
    expect(gate.camera.asked.get('GetSystemDateAndTime')).toBeUndefined();
    await village.server.setWire(gate.camera, 'refuse');
    await village.advance(240);
    expect((await village.health(gate)).connectivity).toBe('offline');
  });

  it('never locks an account that counts ONVIF and video together, whose video rejects what ONVIF accepts', async () => {
    const gate = await village.install({ lockout: { kind: 'silent', tries: 5, lockMinutes: 30 } });
    gate.camera.faults.stream = 'rejects_login';
    await village.advance(20 * 60);
    expect((await village.health(gate)).faults).toEqual(['stream_unavailable']);
    expect(gate.camera.guard.failures).toBe(1);
    // Rejected at one door, it rests at all of them.
    const before = gate.camera.guard.attempts;
    await village.advance(120);
    expect(gate.camera.guard.attempts).toBe(before);
    expect(gate.camera.guard.lockedUntil).toBe(0);
  });
});

describe('deep checks', () => {
  beforeEach(() => village.startPoller());
  afterEach(() => expect(village.failures()).toBe(0));

  it('stop at the first refusal, so that a password changed under them locks nothing', async () => {
    const gate = await village.install({ lockout: { kind: 'silent', tries: 5, lockMinutes: 30 } });
    await village.advance(30);
    gate.camera.password = 'changed at the camera';
    await village.advance(14 * 60);
    expect(gate.camera.guard).toMatchObject({ lockedUntil: 0 });
    expect(gate.camera.guard.failures).toBeLessThanOrEqual(2);
    expect((await village.health(gate)).faults).toEqual(['auth_failed']);
  });

  it('never hold up the visits of others, whatever cameras do to them', async () => {
    const good = await village.install();
    for (const stream of ['silent', 'garbage', 'cut'] as const) {
      const { camera } = await village.install();
      Object.assign(camera.faults, { stream, picture: 'truncated', recording: 'none', alarm: 'none' });
    }
    await village.advance(10 * 60);
    expect(good.camera.asked.get('GetSystemDateAndTime')).toBeGreaterThanOrEqual(8);
    expect(await village.health(good)).toEqual({ connectivity: 'online', faults: [] });
  });
});

describe('cameras that hang', () => {
  beforeEach(() => village.startPoller('poller', 700));
  afterEach(() => expect(village.failures()).toBe(0));

  it('says nothing of a camera that misses one visit', async () => {
    const gate = await village.install();
    await village.advance(5);
    await village.server.setWire(gate.camera, 'hang');
    await village.advance(66);
    await village.server.setWire(gate.camera, 'normal');
    await village.advance(120);
    expect(await village.story(gate)).not.toContain('offline');
    expect((await village.health(gate)).connectivity).toBe('online');
  });

  it('keeps the others on schedule while half of the cameras hang', async () => {
    const cameras = [];
    for (let count = 0; count < 6; count += 1) cameras.push(await village.install());
    await village.advance(3);
    for (const { camera } of cameras.slice(3)) await village.server.setWire(camera, 'hang');
    await village.advance(60);
    for (const { camera } of cameras.slice(0, 3))
      expect(camera.asked.get('GetSystemDateAndTime')).toBeGreaterThanOrEqual(2);
  });
});

describe('two pollers', () => {
  beforeEach(async () => {
    await village.startPoller('a');
    await village.startPoller('b');
  });

  const share = async (): Promise<number[]> => {
    const rows = await village.database.query<{ blocks: number }>(
      'SELECT count(*)::int AS blocks FROM poll_block WHERE lease_until >= $1 GROUP BY door_id ORDER BY 1',
      [new Date(village.clock.now())],
    );
    return rows.map((row) => row.blocks);
  };

  it('share the blocks alike and visit no camera twice', async () => {
    await village.advance(6);
    const cameras = [];
    for (let count = 0; count < 8; count += 1) cameras.push(await village.install());
    await village.advance(240);
    expect(await share()).toEqual([32, 32]);
    for (const { camera } of cameras) expect(camera.asked.get('GetSystemDateAndTime')).toBeLessThanOrEqual(6);
    expect(village.failures()).toBe(0);
  });

  it('spend one attempt on a wrong password between them, also when one dies', async () => {
    const gate = await village.install();
    gate.camera.password = 'changed at the camera';
    await village.advance(60);
    const dead = village.forgetPoller('a');
    await village.advance(300);
    expect(gate.camera.guard.attempts).toBe(1);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: ['auth_failed'] });
    expect(await share()).toEqual([64]);
    await dead?.close();
  });

  it('take over from one that dies without calling its cameras dead', async () => {
    const cameras = [];
    for (let count = 0; count < 6; count += 1) cameras.push(await village.install());
    await village.advance(70);
    const dead = village.forgetPoller('b');
    await village.advance(240);
    for (const camera of cameras) expect(await village.story(camera)).toEqual(['online']);
    await dead?.close();
  });
});
