import { describe, expect, it } from '@jest/globals';
import { readCommandAck, writeCommand } from '#libs/contracts';
import { Obedience } from './obedience.ts';

const ID = '0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90';
const told = (name: 'lamp_test' | 'reboot' | 'set_interval', given: Record<string, number> = {}) =>
  writeCommand({ commandId: ID, name, arguments: given, expiresAt: '2026-11-21T13:00:00Z' });

describe('a simulated device', () => {
  it('tries its lamp for as long as it was told, and answers as the door reads it', () => {
    const device = new Obedience();
    const { answer, restarts } = device.obey(told('lamp_test', { seconds: 10 }), 0);
    expect(readCommandAck(Buffer.from(answer))).toMatchObject({ ok: true, value: { commandId: ID, result: 'done' } });
    expect(restarts).toBe(false);
    expect(device.whileTried({ lampOn: false }, 9_999)).toMatchObject({ lampOn: true, lampPower: 20 });
    expect(device.whileTried({ lampOn: false }, 10_000)).toEqual({ lampOn: false });
  });

  it('obeys an order that comes twice once', () => {
    const device = new Obedience();
    expect(device.obey(told('reboot'), 0).restarts).toBe(true);
    expect(device.obey(told('reboot'), 1)).toMatchObject({ restarts: false });
  });

  it('reports as often as it was told, and refuses what it does not know', () => {
    const device = new Obedience();
    device.obey(told('set_interval', { seconds: 30 }), 0);
    expect(device.intervalSeconds).toBe(30);
    const strange = JSON.stringify({ commandId: ID.replace('0', '1'), name: 'dance', arguments: {} });
    expect(device.obey(strange, 0).answer).toContain('refused');
  });
});
