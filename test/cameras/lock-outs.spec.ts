import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SimulatedCameraOptions } from '#apps/simulator';
import { PolledVillage, type Registered } from './polled-village.ts';

jest.setTimeout(60_000);

type Lockout = NonNullable<SimulatedCameraOptions['lockout']>;

const lockout = (kind: 'silent' | 'tells_attempts_left', tries: number): Lockout => ({ kind, tries, lockMinutes: 30 });

let village: PolledVillage;
beforeEach(async () => {
  village = await PolledVillage.start();
  await village.startPoller('a');
  await village.startPoller('b');
});
afterEach(() => village.stop());

/** Half an hour passes in which everybody is asked a few times, and nobody sooner than a login may be tried again. */
async function halfHour(): Promise<void> {
  await village.advance(4);
  village.clock.advance(30 * 60_000);
}

const locked = (cameras: readonly Registered[]) =>
  cameras.filter(({ camera }) => camera.guard.lockedUntil > 0).map(({ camera }) => camera.identity.name);

describe('an account with a wrong password registered', () => {
  it('is never locked by two pollers, whatever the policy, while blocks change hands and pollers restart and die', async () => {
    const all: Registered[] = [];
    for (const [name, options] of [
      ['five tries', { lockout: lockout('silent', 5) }],
      ['seven tries', { lockout: lockout('silent', 7) }],
      ['five, told', { lockout: lockout('tells_attempts_left', 5) }],
      ['seven, told', { lockout: lockout('tells_attempts_left', 7) }],
      ['digest', { lockout: lockout('silent', 5), loginMethods: ['digest_md5'] }],
    ] as const)
      all.push(await village.install({ identity: { name }, ...options }));
    // Its clock is hours off: each visit may take two tries.
    const drifted = await village.install({ identity: { name: 'drifted' }, lockout: lockout('silent', 5) });
    drifted.camera.faults.clockOffsetSeconds = -7_200;
    // Six channels of one recorder share its account.
    const recorder = await village.install({ identity: { name: 'recorder' }, lockout: lockout('silent', 5) });
    all.push(drifted, recorder);
    for (let channel = 1; channel < 6; channel += 1) all.push(await village.registerAgain(recorder));
    for (const { camera } of all) camera.password = 'changed at the camera';

    await halfHour();
    await village.stopPoller('a');
    await halfHour();
    await village.startPoller('c');
    const dead = village.forgetPoller('b');
    await halfHour();
    await village.startPoller('d');
    for (let more = 0; more < 6; more += 1) await halfHour();
    expect(locked(all)).toEqual([]);
    const tried = all.map(({ camera }) => `${camera.identity.name} ${camera.guard.attempts}`);
    expect(tried.filter((line) => !/ [1-4]$/.test(line))).toEqual([]);
    for (const camera of all) expect((await village.health(camera)).connectivity).toBe('online');
    await dead?.close();
  });

  it('is not locked by an installer who types wrong ones again and again, and opens with the right one', async () => {
    const gate = await village.install({ lockout: lockout('silent', 5) });
    const right = gate.camera.password;
    await village.advance(3);
    for (const typed of ['mot', 'hai', 'ba', 'bon', 'nam']) {
      gate.camera.password = typed;
      await village.correctPassword(gate);
      gate.camera.password = right;
      await village.identify(gate, 'sai');
      await village.advance(3);
    }
    expect(gate.camera.guard.lockedUntil).toBe(0);
    expect(gate.camera.guard.failures).toBeLessThanOrEqual(3);
    await village.correctPassword(gate);
    village.clock.advance(31 * 60_000);
    await village.advance(65);
    expect(await village.health(gate)).toEqual({ connectivity: 'online', faults: [] });
    expect(gate.camera.guard).toMatchObject({ failures: 0, lockedUntil: 0 });
  });

  it('is not locked where ONVIF, video and pictures count together, changed while all of them are visited', async () => {
    const all: Registered[] = [];
    for (const [name, options] of [
      ['all doors', {}],
      ['all doors, told', { lockout: lockout('tells_attempts_left', 5) }],
      ['digest', { loginMethods: ['digest_md5'] }],
      ['video only', { onvif: false }],
      ['video says no', {}],
    ] as const)
      all.push(await village.install({ identity: { name }, lockout: lockout('silent', 5), ...options }));
    all.at(-1)!.camera.faults.stream = 'rejects_login';
    // Until each of them has shown a picture and its video.
    await village.advance(15 * 60);
    const before = new Map(all.map((one) => [one, one.camera.guard.attempts]));
    for (const one of all.slice(0, 3)) expect(one.camera.asked.get('snapshot')).toBeGreaterThan(0);
    for (const { camera } of all) camera.password = 'changed at the camera';
    for (let more = 0; more < 4; more += 1) await halfHour();
    expect(locked(all)).toEqual([]);
    const tries = all.map((one) => one.camera.guard.attempts - before.get(one)!);
    expect(Math.max(...tries)).toBeLessThanOrEqual(4);
  });

  it('is rested by all when a camera stops saying yes or no', async () => {
    const gate = await village.install({ lockout: lockout('silent', 5) });
    await village.advance(3);
    gate.camera.password = 'changed at the camera';
    gate.camera.faults.refusesWithNothing = true;
    for (let minutes = 0; minutes < 20; minutes += 1) {
      await village.advance(2);
      village.clock.advance(58_000);
    }
    expect(gate.camera.guard.attempts).toBeLessThanOrEqual(4);
    expect(gate.camera.guard.lockedUntil).toBe(0);
  });
});
