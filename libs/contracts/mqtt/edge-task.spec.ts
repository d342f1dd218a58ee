import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EdgeAnswer, type EdgeTask, readEdgeAnswer, readEdgeTask, writeEdgeTask } from './edge-task.ts';

const ID = '01890abc-0000-7000-8000-000000000001';
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const camera = { url: 'http://192.168.1.20/onvif', name: 'Cổng làng', model: null, location: null, urn: 'urn:uuid:1' };
const found: EdgeAnswer = { taskId: ID, found: { cameras: [camera], truncated: false, more: false } };
const checked: EdgeAnswer = {
  taskId: ID,
  checked: {
    ...{
      at: 1,
      answer: 'onvif',
      detail: 'speaks_onvif',
      login: 'accepted',
      attemptsLeft: null,
      clockDriftSeconds: 0.5,
    },
    ...{ says: { model: 'SC-200' }, picture: { kind: 'jpeg', bytes: 9_000, width: 640, height: 360 } },
  },
};

describe('what an agent is asked', () => {
  const frame = { commandId: ID, expiresAt: '2026-11-21T12:00:00.000Z' };
  it.each<EdgeTask>([
    { ...frame, name: 'discover_cameras', arguments: {} },
    { ...frame, name: 'identify_camera', arguments: { url: 'http://192.168.1.20/', mayTryAgain: false } },
    { ...frame, name: 'check_camera', arguments: { deviceId: ID } },
  ])('is read as it was written: %j', (task) => {
    expect(readEdgeTask(writeEdgeTask(task))).toEqual(task);
  });

  it.each([['{'], ['{}'], [JSON.stringify({ ...frame, name: 'reboot', arguments: {} })]])('is not %s', (text) => {
    expect(readEdgeTask(text)).toBeNull();
  });
});

describe('what an agent answers', () => {
  it.each([found, checked, { taskId: ID, failed: true }])('is read as it was written: %j', (answer) => {
    expect(readEdgeAnswer(bytes(answer))).toMatchObject({ ok: true, value: answer });
  });

  it.each([
    ['names no question', { ...found, taskId: undefined }, 'missing'],
    ['names a camera without an address', { taskId: ID, found: { ...found.found, cameras: [{}] } }, 'missing'],
    ['says too much', { taskId: ID, found: { ...found.found, cameras: [{ ...camera, name: 'x'.repeat(501) }] } }, ''],
    ['claims a hundred tries', { ...checked, tries: 100 }, 'out_of_range'],
    ['holds text no database takes', { taskId: ID, checked: { ...checked.checked, detail: 'a\0b' } }, 'bad_text'],
    ['is too large', { ...found, more: 'x'.repeat(9_000) }, 'too_large'],
  ])('that %s is refused', (_, answer, reason) => {
    const read = readEdgeAnswer(bytes(answer));
    expect(read.ok).toBe(false);
    if (reason !== '') expect(read).toMatchObject({ reason });
  });

  it('is total: any bytes give a value or a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (some) => {
          const read = readEdgeAnswer(some);
          if (!read.ok) expect(read.reason).toMatch(/^[a-z_0-9]+$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
