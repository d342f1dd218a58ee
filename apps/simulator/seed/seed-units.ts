import type { NewAlias, NewUnit, Page, Unit } from '#libs/contracts';
import type { PlannedUnit } from '../territory/planned-unit.ts';
import { ApiError, type ApiClient } from './api-client.ts';
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
  const body: NewUnit = { kind, name, latitude, longitude, code, validFrom, ...(parentId && { parentId }) };
  const id = await create(api, body, unit.key);
  for (const [index, former] of unit.formerNames.entries()) {
    const alias: NewAlias = { name: former.name, validTo: former.validTo };
    await api.post(`/units/${id}/aliases`, alias, `sim-alias-${unit.key}-${index}`);
  }
  return id;
}

async function create(api: ApiClient, body: NewUnit, key: string): Promise<string> {
  try {
    return (await api.post<Unit>('/units', body, `sim-unit-${key}`)).id;
  } catch (error) {
    if (!(error instanceof ApiError) || error.errorCode !== 'unit_code_taken') throw error;
    const found = await api.get<Page<Unit>>(`/units?code=${encodeURIComponent(body.code ?? '')}`);
    const same = found.items.find((unit) => unit.validFrom === body.validFrom);
    if (same === undefined) throw error;
    return same.id;
  }
}
