import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, judgeLights } from '#libs/database';
import { DAY, HOUR, type LightMemory, MINUTE, NEW_LIGHT, type NightNotes, sunAt } from '#libs/domain';
import { ApiServer, type Call } from './api-server.ts';
import { light, twoCommunes } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let lampId: string;
let deviceNo: number;
let communeId: string;
let groupId: string;
const { sunset, sunrise } = sunAt({ latitude: 21.1, longitude: 105.7 }, Date.UTC(2026, 10, 22, 5));

const night = (at: number, left: number): NightNotes => ({
  ...{ sunset: at, litMinutes: 600, darkMinutes: 0, emptyMinutes: 0, leftAtDusk: left, leftAtDawn: left - 50 },
  ...{ leftLowest: left - 50, lost: 50, lostMinutes: 600, litAt: at },
});

/** A lamp whose nights took half of its battery. */
const KNOWN: LightMemory = {
  ...NEW_LIGHT,
  at: sunset - 4 * HOUR,
  lit: false,
  left: 40,
  day: {
    ...{ sunrise, leftAtDawn: 30, voltsMax: 12.3, voltsAtDawn: 12, ownYield: 0, nearYield: 0, yieldSamples: 0 },
    ...{ sunHours: null, burned: false },
    ...{ leftAtForecast: null, leftAtDusk: null, outAt: null },
  },
  nights: [4, 3, 2, 1].map((ago) => night(sunset - ago * DAY, 85)),
};

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  const { here } = await twoCommunes(server, admin);
  [communeId, groupId] = [here.id, here.groupId];
  lampId = (await admin('POST', '/devices', light(here.groupId, { name: 'Đèn yếu pin' }))).body.device.id;
});
afterAll(() => server.stop());

const database = () => server.app.get(Database);

async function report(at: number, facts: object): Promise<void> {
  await database().query(
    `INSERT INTO device_latest (device_no, session_epoch, last_contact_at, facts_at, facts) VALUES ($1, 1, $2, $2, $3)
     ON CONFLICT (device_no) DO UPDATE SET facts_at = excluded.facts_at, facts = excluded.facts`,
    [deviceNo, new Date(at), JSON.stringify(facts)],
  );
  await judgeLights(database(), at);
}

describe('dark tonight', () => {
  it('is said three hours before sunset, corrected at sunset, and held against the morning', async () => {
    const [row] = await database().query<{ no: number }>('SELECT device_no AS no FROM device WHERE id = $1', [lampId]);
    deviceNo = row!.no;
    const kept = [deviceNo, new Date(KNOWN.at!), JSON.stringify(KNOWN)];
    await database().query('INSERT INTO light_memory (device_no, at, memory) VALUES ($1, $2, $3)', kept);

    await report(sunset - 3.4 * HOUR, { batteryVoltage: 12.1, lampCurrent: 0 });
    server.clock.set(sunset - 3 * HOUR);
    admin = await server.signIn();
    const [listed] = (await admin('GET', '/lights/dark-tonight')).body.items;
    expect(listed).toMatchObject({
      deviceId: lampId,
      night: '2026-11-22',
      reason: 'less_than_a_night_needs',
      correctedAt: null,
    });
    expect(listed.likelihood).toBeGreaterThan(0.8);
    expect(Date.parse(listed.decidedAt)).toBeLessThanOrEqual(sunset - 3 * HOUR);
    const stranger = await server.signIn({ email: 'lien-minh@example.org', password: 'mat-khau-can-bo' });
    expect((await stranger('GET', '/lights/dark-tonight')).body.items).toEqual([]);
    expect((await stranger('GET', '/lights/dark-tonight/score')).body).toMatchObject({ nights: 0, precision: null });

    // The afternoon brought more sun than anybody thought.
    await report(sunset + 20 * MINUTE, { batteryVoltage: 12.7, lampCurrent: 1.6 });
    server.clock.set(sunset + HOUR);
    admin = await server.signIn();
    expect((await admin('GET', '/lights/dark-tonight')).body.items).toEqual([]);

    const [remembered] = await database().query<{ memory: LightMemory }>(
      'SELECT memory FROM light_memory WHERE device_no = $1',
      [deviceNo],
    );
    const past = { ...remembered!.memory, night: { ...night(sunset, 60), emptyMinutes: 90, darkMinutes: 90 } };
    await database().query('UPDATE light_memory SET memory = $2 WHERE device_no = $1', [
      deviceNo,
      JSON.stringify(past),
    ]);
    await report(sunrise + DAY + HOUR, { batteryVoltage: 11.6, lampCurrent: 0 });
    server.clock.set(sunrise + DAY + 2 * HOUR);
    admin = await server.signIn();
    expect((await admin('GET', '/lights/dark-tonight/score')).body).toEqual({
      ...{ days: 30, nights: 1, listed: 1, dark: 1, right: 1, precision: 1, recall: 1 },
    });
  });
});

describe('what hangs on the poles', () => {
  const stranger = () => server.signIn({ email: 'lien-minh@example.org', password: 'mat-khau-can-bo' });

  it('is written down once, completed, given to lights of the units below, and nobody else sees it', async () => {
    const made = await admin('POST', '/lights/profiles', {
      ...{ unitId: communeId, name: 'Đèn 20 W của xã', chemistry: 'lifepo4', lampWatts: 20 },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { capacityAh: 46, panelWatts: 70, nominalVolts: 12, dimming: [], lights: 0, mine: true, version: 1 },
    });
    const { id } = made.body;
    const changed = await admin('PATCH', `/lights/profiles/${id}`, {
      capacityAh: 40,
      dimming: [{ afterMinutes: 300, percent: 50 }],
    });
    expect(changed.body).toMatchObject({ capacityAh: 40, panelWatts: 70, version: 2 });
    expect((await admin('PATCH', `/lights/profiles/${id}`, { name: 'x' }, { 'if-match': '"v1"' })).status).toBe(412);

    const registered = await admin('POST', '/devices', light(groupId, { name: 'Đèn mới', lightProfileId: id }));
    expect(registered.body.device.lightProfile).toEqual({ id, name: 'Đèn 20 W của xã' });
    const refused = await admin('POST', '/devices', light(groupId, { kind: 'wifi_hotspot', lightProfileId: id }));
    expect(refused.body).toMatchObject({ errorCode: 'validation_failed' });

    // All that had none: the two of this commune; then one of them by its id.
    expect((await admin('POST', `/lights/profiles/${id}/lights`, { unitId: communeId })).body).toEqual({ assigned: 2 });
    expect((await admin('POST', `/lights/profiles/${id}/lights`, { deviceIds: [lampId] })).body).toEqual({
      assigned: 1,
    });
    expect((await admin('GET', '/lights/profiles')).body.items).toMatchObject([{ id, lights: 3 }]);

    const foreign = await stranger();
    expect((await foreign('GET', '/lights/profiles')).body.items).toEqual([]);
    expect((await foreign('GET', `/lights/profiles/${id}`)).status).toBe(404);
    expect((await foreign('PATCH', `/lights/profiles/${id}`, { lampWatts: 5 })).status).toBe(404);
    expect((await foreign('POST', `/lights/profiles/${id}/lights`, { deviceIds: [lampId] })).status).toBe(404);
    expect(
      (await admin('POST', '/lights/profiles', { unitId: communeId, lampWatts: 0 })).body.details.fields,
    ).toHaveLength(3);
  });

  it('is worn: the plan names old batteries and dirty panels, the worst first, to whoever may see them', async () => {
    const days = Array.from({ length: 6 }, (_, index) => ({
      ...KNOWN.day!,
      ...{ sunrise: sunrise - (6 - index) * DAY, ownYield: 2, nearYield: 4, yieldSamples: 9 },
    }));
    const nights = [6, 5, 4, 3, 2, 1].map((ago) => night(sunset - ago * DAY, 95));
    const memory = JSON.stringify({ ...KNOWN, nights, days, at: sunset + 2 * DAY });
    await database().query('UPDATE light_memory SET memory = $2, at = $3 WHERE device_no = $1', [
      ...[deviceNo, memory, new Date(sunset + 2 * DAY)],
    ]);
    await report(sunset + 2 * DAY + HOUR, { batteryVoltage: 12.4, lampCurrent: 1.6 });
    const plan = (part: string, call: Call = admin) => call('GET', `/lights/plan?part=${part}`);
    expect((await plan('battery')).body.items).toMatchObject([
      { deviceId: lampId, name: 'Đèn yếu pin', reasons: ['holds_little'], trend: expect.any(Array) },
    ]);
    expect((await plan('panel')).body.items).toMatchObject([
      { deviceId: lampId, wear: 0.5, reasons: ['gives_little'], trend: [50, 50, 50, 50, 50, 50] },
    ]);
    expect((await plan('battery', await stranger())).body.items).toEqual([]);
    expect((await plan('roof')).status).toBe(400);
  });
});
