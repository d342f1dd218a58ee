import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CameraToPoll } from '#libs/database';
import { type DeviceNo, type EpochMs, NO_PICTURES, type PictureMemory, type RungReading } from '#libs/domain';
import { createLogger, loadConfig, VirtualClock } from '#libs/runtime';
import { EdgeLadder } from './edge-ladder.ts';
import type { EdgeWatch } from './edge-watch.ts';
import { ObservationBuffer } from './observation-buffer.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const CAMERA = 7 as DeviceNo;
const learnt: PictureMemory = {
  ...NO_PICTURES,
  looks: { infrared: { sharpness: [405.2], sd: [47], mean: [90], hashes: ['0f0f:ffff'] } },
  last: { at: NOW, fileHash: 'a1' },
  suspicion: { trouble: 'black', inARow: 2, since: NOW },
};
const reading = (reason: RungReading['reason']): RungReading => ({
  ...{ rung: 'picture', state: 'unknown', reason, at: NOW, evidence: {} },
});

let folder: string;
const logger = createLogger(loadConfig({ LOG_LEVEL: 'silent' }));
const clock = new VirtualClock(NOW);
const rowAt = (host: string) => ({ deviceId: 'd-7', host, port: 80, path: '/onvif' }) as unknown as CameraToPoll;

/** The agent as it starts, told of these cameras; null: not told yet. */
function started(hosts: readonly string[] | null, buffer = new ObservationBuffer()): EdgeLadder {
  const cameras = new Map((hosts ?? []).map((host) => [CAMERA as number, { row: rowAt(host) }]));
  const watch = { cameras, since: hosts === null ? null : NOW } as unknown as EdgeWatch;
  return new EdgeLadder(watch, buffer, folder, clock, logger);
}
const learn = async (): Promise<void> => {
  const agent = started(['192.168.1.20']);
  await agent.write([{ deviceNo: CAMERA, reading: reading('picture_good'), findings: [], pictures: learnt }]);
  agent.keep(NOW, true);
};
const known = async (agent: EdgeLadder) => (await agent.pictures([CAMERA])).get(CAMERA);

describe('what an agent learns of its cameras', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'canh-learnt-'));
    clock.set(NOW);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('outlives the agent, and is not forgotten before it is told which cameras are its own', async () => {
    await learn();
    started(null).keep(NOW, true);
    const again = started(['192.168.1.20']);
    expect(await known(again)).toEqual(learnt);
    expect(await again.readings([CAMERA])).toMatchObject([{ deviceNo: CAMERA, reason: 'picture_good' }]);
  });

  it.each([
    ['at another address', async () => known(started(['192.168.1.99']))],
    [
      'that was another agent’s for a time',
      async () => {
        started([]).keep(NOW, true);
        return known(started(['192.168.1.20']));
      },
    ],
    [
      'of which the file is broken',
      async () => {
        writeFileSync(join(folder, 'edge-cameras.json'), '{"d-7":{"place":"192.168.1.20:80/onvif","rungs":[1]}}');
        return known(started(['192.168.1.20']));
      },
    ],
  ])('is nothing for a camera %s', async (_, look) => {
    await learn();
    expect(await look()).toEqual(NO_PICTURES);
  });

  it('does not wait for a time that was set back', async () => {
    await learn();
    clock.set(NOW - 1_000_000);
    const at: EpochMs = clock.now();
    expect(await known(started(['192.168.1.20']))).toMatchObject({ last: null, suspicion: { since: at, inARow: 2 } });
  });

  it('leaves what was being looked at again to be looked at soon, and goes to the server without pictures', async () => {
    const buffer = new ObservationBuffer();
    const agent = started(['192.168.1.20'], buffer);
    await agent.write([{ deviceNo: CAMERA, reading: reading('looking_again'), findings: [], pictures: learnt }]);
    expect(await agent.readings([CAMERA])).toEqual([]);
    expect(buffer.takeUrgent()).toBe(false);
    expect(buffer.take()).toEqual([
      { camera: CAMERA, runs: [], login: null, rungs: [{ ...reading('looking_again'), findings: [] }] },
    ]);
  });
});
