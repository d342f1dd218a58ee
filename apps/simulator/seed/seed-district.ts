import { planFleet } from '../fleet/plan-fleet.ts';
import type { PlannedDevice } from '../fleet/planned-device.ts';
import type { RegisteredDevice } from '../fleet/registered-device.ts';
import { planDistrict } from '../territory/district.ts';
import type { District, PlannedUnit } from '../territory/planned-unit.ts';
import { readSourceFile } from '../territory/source-file.ts';
import { ApiError, type ApiClient } from './api-client.ts';
import type { Ledger } from './ledger.ts';
import { planPeople, type PlannedPerson } from './people.ts';
import { Progress } from './progress.ts';
import { seedDevices } from './seed-devices.ts';
import { seedPeople, seedTargets } from './seed-people.ts';
import { seedUnits } from './seed-units.ts';

export interface DistrictPlan {
  readonly district: District;
  readonly fleet: readonly PlannedDevice[];
  readonly people: readonly PlannedPerson[];
  /** Groups that answer for a device of the fleet. */
  readonly groups: readonly PlannedUnit[];
}

export interface SeedSettings {
  readonly ledger: Ledger;
  readonly cameraPort: number;
  /** Where the messages page listens; null: no targets are registered. */
  readonly messagesOrigin: string | null;
  /** Seconds a message waits for others; null: the product's own default. */
  readonly groupWaitSeconds: number | null;
  readonly say: (line: string) => void;
}

export function planAll(devices: number, intervalSeconds: number): DistrictPlan {
  const district = planDistrict(readSourceFile());
  const fleet = planFleet(district, devices).map((device) => ({ ...device, intervalSeconds }));
  const inhabited = new Set(fleet.map((device) => device.groupKey));
  const groups = district.units.filter((unit) => inhabited.has(unit.key));
  return { district, fleet, groups, people: planPeople(district, fleet) };
}

/** Brings an installation to the plan through its REST API. What is there already is left as it is. */
export async function seedDistrict(
  api: ApiClient,
  plan: DistrictPlan,
  settings: SeedSettings,
): Promise<readonly RegisteredDevice[]> {
  const { ledger } = settings;
  await checkSameInstallation(api, plan, ledger);
  const progress = new Progress(settings.say);
  const inhabited = new Set(plan.groups);
  const units = plan.district.units.filter((unit) => unit.kind !== 'group' || inhabited.has(unit));
  await seedUnits(api, ledger, units, progress);
  await seedPolicy(api, plan, settings);
  await seedPeople(api, ledger, plan.people);
  if (settings.messagesOrigin !== null) {
    await seedTargets(api, ledger, plan.groups, settings.messagesOrigin, progress);
  }
  return seedDevices({ api, ledger, cameraPort: settings.cameraPort }, plan.fleet, progress);
}

async function checkSameInstallation(api: ApiClient, plan: DistrictPlan, ledger: Ledger): Promise<void> {
  const id = ledger.id('unit', plan.district.units[0]!.key);
  if (id === undefined) return;
  try {
    await api.get(`/units/${id}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    throw new Error(`${ledger.path} belongs to another installation: give another file, or delete it`, {
      cause: error,
    });
  }
}

async function seedPolicy(api: ApiClient, { district }: DistrictPlan, settings: SeedSettings): Promise<void> {
  const { ledger, groupWaitSeconds } = settings;
  if (groupWaitSeconds === null) return;
  const region = district.units.find((unit) => unit.kind === 'region')!;
  await api.put(`/units/${ledger.id('unit', region.key)}/policy`, { groupWaitSeconds });
}
