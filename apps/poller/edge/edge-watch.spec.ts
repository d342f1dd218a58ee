import { describe, expect, it } from '@jest/globals';
import { type EdgeCamera, edgePasswordScope } from '#libs/contracts';
import { createLogger, loadConfig, newOpeningKey, sealFor } from '#libs/runtime';
import type { AgentState } from './agent-state.ts';
import { EdgeLogins } from './edge-logins.ts';
import { EdgeWatch } from './edge-watch.ts';
import { ObservationBuffer } from './observation-buffer.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;
const key = newOpeningKey();
const agent = { deviceId: 'agent-1', privateKey: key.privateKey } as AgentState;
const sealed = sealFor(Buffer.from(key.publicKey, 'base64'), 'mat-khau', edgePasswordScope('agent-1', 'd-7', 1));

const camera = (login: EdgeCamera['login']): EdgeCamera => ({
  ...{ camera: 7, deviceId: 'd-7', intervalSeconds: 60, offlineAfterSeconds: 180, siteId: 's-1', streamPort: null },
  ...{ scheme: 'http', host: '192.168.1.20', port: 80, path: '/onvif', username: 'admin', basicAllowed: false },
  ...{ sealedPassword: sealed.toString('base64'), credentialVersion: 1, login },
});

function told(...logins: EdgeCamera['login'][]) {
  const watch = new EdgeWatch(agent, createLogger(loadConfig({ LOG_LEVEL: 'silent' })));
  for (const login of logins) watch.apply({ serverTime: NOW, cameras: [camera(login)] }, NOW);
  const rights = new EdgeLogins(watch, new ObservationBuffer());
  const mayTry = async (now: number) => {
    const watched = watch.cameras.get(7);
    if (watched === undefined) throw new Error('it was not told of the camera');
    return typeof (await rights.rightFor(watched, now)).credential === 'object';
  };
  return mayTry;
}

const granted = { id: '1:a', again: true, until: NOW + MINUTE };

describe('an agent’s right to try a password nobody has seen accepted', () => {
  it('is good for one login', async () => {
    const mayTry = told({ state: 'untried', granted });
    expect([await mayTry(NOW), await mayTry(NOW)]).toEqual([true, false]);
  });

  it('is not renewed by being told of it twice', async () => {
    const mayTry = told({ state: 'untried', granted }, { state: 'untried', granted });
    expect([await mayTry(NOW), await mayTry(NOW)]).toEqual([true, false]);
  });

  it('ends when somebody else may have it', async () => {
    expect(await told({ state: 'untried', granted })(NOW + MINUTE)).toBe(false);
  });

  it('is not there when none was given', async () => {
    expect(await told({ state: 'rejected', granted: null })(NOW)).toBe(false);
  });

  it('is not needed once it was let in', async () => {
    const mayTry = told({ state: 'accepted', granted: null });
    expect([await mayTry(NOW), await mayTry(NOW + 60 * MINUTE)]).toEqual([true, true]);
  });
});
