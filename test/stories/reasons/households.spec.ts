import type { DeviceNo } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from '../../alerting/watched-village.ts';

jest.setTimeout(120_000);

let village: WatchedVillage;
let mains: DeviceNo[];
beforeEach(async () => {
  village = await WatchedVillage.start();
  await village.target('/group');
  await village.target('/homes', { unitId: village.village, audience: 'households' });
  mains = [];
  const witnesses = [];
  for (let n = 1; n <= 4; n++) mains.push(await village.device(`Ngã ba ${n}`, 'camera'));
  for (let n = 1; n <= 2; n++) witnesses.push(await village.device(`Ngõ ${n}`));
  await village.hear(...mains, ...witnesses);
  await village.pass(20 * SECOND);
});
afterEach(() => village.stop());

const enable = (enabled: boolean) =>
  village.rows(
    `INSERT INTO unit_policy (unit_id, households_enabled, updated_at) VALUES ($1, $2, now())`,
    village.units[0],
    enabled,
  );

async function fail(devices: DeviceNo[]): Promise<void> {
  village.hush(...devices);
  await village.pass(16 * SECOND);
  await village.fallSilent(...devices);
  await village.pass(2 * MINUTE);
}

/** Everything that was sent, to whomever. */
const sent = () => village.receiver.received.map(({ path, body }) => `${path} ${body.type}`).sort();

describe('households', () => {
  it('households_told_of_place: sent, of a power cut and its end, without a device, a camera or anything to press', async () => {
    await enable(true);
    await fail(mains);
    expect(village.said('/homes')).toEqual(['Mất điện cả thôn Tháp Thượng từ 19h42.']);
    await village.hear(...mains);
    await village.pass(10 * MINUTE);
    expect(village.said('/homes')[1]).toMatch(/^Thôn Tháp Thượng có điện lại lúc 19h\d\d, sau \d phút\.$/);
    expect(sent()).toEqual([
      '/group incident.opened',
      '/group incident.resolved',
      '/homes incident.opened',
      '/homes incident.resolved',
    ]);
    const bodies = village.receiver.at('/homes').map(({ body }) => JSON.stringify(body));
    for (const body of bodies) expect(body).not.toMatch(/camera|Ngã ba|D-\d|C-\d|cổng làng|canhthon\.example/i);
  });

  it('households_told_of_place: not sent, of single devices, whatever the unit wants', async () => {
    await enable(true);
    await fail(mains.slice(0, 1));
    expect(sent()).toEqual(['/group incident.opened']);
  });

  it('households_off: not sent, where the unit did not turn it on, and stored', async () => {
    await fail(mains);
    expect(sent()).toEqual(['/group incident.opened']);
    expect(
      await village.rows(
        `SELECT n.state, n.reason FROM notification n JOIN target t ON t.id = n.target_id WHERE t.name = '/homes'`,
      ),
    ).toEqual([{ state: 'suppressed', reason: 'households_off' }]);
  });

  it('households_off: sent, once it is turned on nearer than it was turned off', async () => {
    await enable(false);
    await village.rows(
      `INSERT INTO unit_policy (unit_id, households_enabled, updated_at) VALUES ($1, true, now())`,
      village.village,
    );
    await fail(mains);
    expect(sent()).toEqual(['/group incident.opened', '/homes incident.opened']);
  });
});
