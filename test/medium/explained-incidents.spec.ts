import { IncidentStore } from '#libs/database';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, WatchedVillage } from '../alerting/watched-village.ts';
import { DarkPlaces } from '../stories/reasons/dark-places.ts';

jest.setTimeout(120_000);

let village: WatchedVillage;
let places: DarkPlaces;
beforeEach(async () => {
  village = await WatchedVillage.start();
  places = new DarkPlaces(village);
});
afterEach(() => village.stop());

const store = () => village.app.get(IncidentStore);
const list = async (filter: object = {}, scope = village.units.slice(0, 1)) =>
  (await store().list(scope, { limit: 100, cursor: null, ...filter })).items;

describe('the list of incidents', () => {
  it('shows a power cut once, with fifty of its devices by name and all by number; what it explains on request', async () => {
    const cameras = await places.cameras(60);
    await places.lights(1);
    await places.silence(...cameras);
    const [cut, ...others] = await list();
    expect(others).toEqual([]);
    expect(cut).toMatchObject({ cause: 'power_cut', deviceCount: 60, parentId: null, unitName: 'Thôn Tháp Thượng' });
    expect(cut?.devices).toHaveLength(50);
    expect(await list({ includeExplained: true })).toHaveLength(61);
    const explained = await list({ parentId: cut?.id });
    expect(explained).toHaveLength(60);
    expect(explained[0]).toMatchObject({ cause: 'device', deviceCount: 1, parentId: cut?.id });
    expect(await store().get(village.units, cut?.id ?? '')).toMatchObject({ explainedCount: 60 });
    await village.hear(...cameras);
    await village.pass(2 * MINUTE);
    expect(await list()).toEqual([expect.objectContaining({ cause: 'power_cut', state: 'resolved' })]);
  });

  it('shows the devices by themselves to those who do not see what explains them', async () => {
    await places.silence(...(await places.cameras(3)));
    expect(await list({}, [village.group])).toHaveLength(3);
    expect(await list({}, [village.village])).toEqual([expect.objectContaining({ cause: 'power_cut' })]);
  });

  it('names the devices of several places below the cut of the unit above them', async () => {
    const { group } = await places.newVillage('Thôn Thu Quế', village.units[0] as never);
    await places.silence(...(await places.cameras(3)), ...(await places.cameras(3, group)));
    const items = await list();
    expect(items).toEqual([expect.objectContaining({ unitName: 'Xã Ô Diên', deviceCount: 6 })]);
    expect(items[0]?.devices).toHaveLength(6);
    expect(await store().get(village.units, items[0]?.id ?? '')).toMatchObject({ explainedCount: 2 });
  });
});
