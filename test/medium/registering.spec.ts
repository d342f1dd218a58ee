import { type Database, DeviceRegistry, newId } from '#libs/database';
import { type DeviceId, foldForSearch } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ObservedFleet } from './observed-fleet.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
/** Unit, places near by, place, hardware, device with health, camera address, audit, live event, the answer. */
const ROUND_TRIPS = 11;

describe('what registering costs the database', () => {
  let fleet: ObservedFleet;
  beforeEach(async () => {
    fleet = await ObservedFleet.start(NOW);
  });
  afterEach(() => fleet.stop());

  const register = (database: Database, number: number) =>
    new DeviceRegistry(database).register(
      { actor: { kind: 'system', id: null }, scope: [fleet.unitId] },
      {
        id: newId<DeviceId>(NOW),
        kind: 'camera',
        code: `CAM-${number}`,
        name: 'Camera ngã ba',
        serial: `sn ${number}`,
        model: 'SC-200',
        place: { unitId: fleet.unitId, landmark: 'Cạnh cổng đình' },
        secret: null,
        endpoint: { scheme: 'http', host: '192.168.1.64', port: 80, path: '/', username: null, password: null },
      },
      NOW,
    );

  it('a camera on a new pole takes few round trips, however many are known', async () => {
    let statements = 0;
    const counted = <Work extends (...given: never[]) => unknown>(work: Work) =>
      ((...given) => {
        statements += 1;
        return work(...given);
      }) as Work;
    const counting = new Proxy(fleet.database, {
      get: (target, name) =>
        name === 'transaction'
          ? (work: (tx: object) => Promise<unknown>) =>
              target.transaction((tx) => work({ ...tx, query: counted(tx.query), prepared: counted(tx.prepared) }))
          : (Reflect.get(target, name) as unknown),
    });
    await register(counting, 1);
    // The serial number is looked up once more: is it registered already?
    expect(statements).toBeLessThanOrEqual(ROUND_TRIPS + 1);
  });

  it('is found by the words it would be found by after a change', async () => {
    const { id } = await register(fleet.database, 2);
    const [row] = await fleet.database.query<{ search: string; words: string }>(
      `SELECT d.search, concat_ws(' ', d.name, d.code, s.code, s.name, s.landmark, h.serial, h.mac, h.model) AS words
       FROM device d JOIN site s ON s.id = d.site_id JOIN hardware h ON h.id = d.hardware_id WHERE d.id = $1`,
      [id],
    );
    expect(row?.search).toBe(foldForSearch(row?.words ?? ''));
    expect(row?.search).toContain('canh cong dinh');
  });

  it('a prepared statement is parsed once a connection, and its plan is kept', async () => {
    const text = 'SELECT d.name FROM device d WHERE d.id = $1';
    const kept = await fleet.database.transaction(async (tx) => {
      for (let time = 0; time < 8; time += 1) await tx.prepared(text, [fleet.unitId]);
      return tx.query<{ generic: number }>(
        'SELECT generic_plans::int AS generic FROM pg_prepared_statements WHERE statement = $1',
        [text],
      );
    });
    expect(kept).toEqual([{ generic: 3 }]);
  });
});
