import { CanhThonError, type Schemas, take } from '#libs/client';
import type { PlannedUnit } from '../territory/planned-unit.ts';
import { type ApiClient, once } from './api-client.ts';
import type { Ledger } from './ledger.ts';
import type { Progress } from './progress.ts';
import { sideBySide } from './side-by-side.ts';

const WIDTH = 6;

/** Registers the units that are not there yet, level by level: parents before children. */
export async function seedUnits(
  api: ApiClient,
  ledger: Ledger,
  units: readonly PlannedUnit[],
  progress: Progress,
): Promise<void> {
  const missing = units.filter((unit) => ledger.id('unit', unit.key) === undefined);
  const step = progress.begin('units', missing.length);
  for (const kind of ['province', 'region', 'commune', 'village', 'group'] as const) {
    const level = missing.filter((unit) => unit.kind === kind);
    await sideBySide(level, WIDTH, async (unit) => {
      const id = await register(api, ledger, unit);
      ledger.note({ kind: 'unit', key: unit.key, id });
      step();
    });
  }
}

async function register(api: ApiClient, ledger: Ledger, unit: PlannedUnit): Promise<string> {
  const parentId = unit.parentKey === null ? undefined : ledger.id('unit', unit.parentKey);
  const { kind, name, latitude, longitude, code, validFrom } = unit;
  const body: Schemas['NewUnit'] = { kind, name, latitude, longitude, code, validFrom, ...(parentId && { parentId }) };
  const id = await create(api, body, unit.key);
  for (const [index, former] of unit.formerNames.entries()) {
    const body = { name: former.name, validTo: former.validTo };
    const call = { body, params: { path: { id } }, ...once(`sim-alias-${unit.key}-${index}`) };
    await take(api.calls.POST('/api/v1/units/{id}/aliases', call));
  }
  return id;
}

async function create(api: ApiClient, body: Schemas['NewUnit'], key: string): Promise<string> {
  try {
    return (await take(api.calls.POST('/api/v1/units', { body, ...once(`sim-unit-${key}`) }))).id;
  } catch (error) {
    if (!(error instanceof CanhThonError) || error.errorCode !== 'unit_code_taken') throw error;
    const found = await take(api.calls.GET('/api/v1/units', { params: { query: { code: body.code ?? '' } } }));
    const same = found.items.find((unit) => unit.validFrom === body.validFrom);
    if (same === undefined) throw error;
    return same.id;
  }
}
