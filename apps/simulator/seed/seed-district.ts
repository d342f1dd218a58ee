import { planFleet } from '../fleet/plan-fleet.ts';
import type { PlannedDevice } from '../fleet/planned-device.ts';
import type { RegisteredDevice } from '../fleet/registered-device.ts';
import { planDistrict } from '../territory/district.ts';
import type { District, PlannedUnit } from '../territory/planned-unit.ts';
import { readSourceFile } from '../territory/source-file.ts';
import { CanhThonError, take } from '#libs/client';
import type { ApiClient } from './api-client.ts';
import type { Ledger } from './ledger.ts';
import { planPeople, type PlannedPerson } from './people.ts';
import { Progress } from './progress.ts';
import { seedDevices } from './seed-devices.ts';
import { type Hearing, seedPeople, seedTargets } from './seed-people.ts';
import { seedUnits } from './seed-units.ts';
import { sideBySide } from './side-by-side.ts';

const WIDTH = 6;

export interface DistrictPlan {
  readonly district: District;
  readonly fleet: readonly PlannedDevice[];
  readonly people: readonly PlannedPerson[];
  /** Groups that answer for a device of the fleet. */
  readonly groups: readonly PlannedUnit[];
  /** Units with a chat of their own: those groups, and the villages, communes and the region above them. */
  readonly hearers: readonly PlannedUnit[];
}

export interface SeedSettings {
  readonly ledger: Ledger;
  readonly cameraPort: number;
  /** Where the messages page listens; null: no targets are registered. */
  readonly messagesOrigin: string | null;
  /** Seconds a message waits for others; null: the product's own default. */
  readonly groupWaitSeconds: number | null;
  readonly zaloGroupId?: Hearing['zaloGroupId'];
  readonly say: (line: string) => void;
}

const ABOVE: ReadonlySet<PlannedUnit['kind']> = new Set(['region', 'commune']);

export function planAll(devices: number, intervalSeconds: number): DistrictPlan {
  const district = planDistrict(readSourceFile());
  const fleet = planFleet(district, devices).map((device) => ({ ...device, intervalSeconds }));
  const inhabited = new Set(fleet.map((device) => device.groupKey));
  const groups = district.units.filter((unit) => inhabited.has(unit.key));
  const villages = new Set(groups.map((group) => group.parentKey));
  const above = district.units.filter(({ key, kind }) => ABOVE.has(kind) || villages.has(key));
  return { district, fleet, groups, hearers: [...above, ...groups], people: planPeople(district, fleet) };
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
    const { messagesOrigin: origin, zaloGroupId = () => null } = settings;
    await seedTargets(api, ledger, plan.hearers, { origin, zaloGroupId }, progress);
    await seedEscalation(api, plan, ledger, progress);
  }
  return seedDevices({ api, ledger, cameraPort: settings.cameraPort }, plan.fleet, progress);
}

async function checkSameInstallation(api: ApiClient, plan: DistrictPlan, ledger: Ledger): Promise<void> {
  const id = ledger.id('unit', plan.district.units[0]!.key);
  if (id === undefined) return;
  try {
    await take(api.calls.GET('/api/v1/units/{id}', { params: { path: { id } } }));
  } catch (error) {
    if (!(error instanceof CanhThonError) || error.status !== 404) throw error;
    throw new Error(`${ledger.path} belongs to another installation: give another file, or delete it`, {
      cause: error,
    });
  }
}

async function seedPolicy(api: ApiClient, { district }: DistrictPlan, settings: SeedSettings): Promise<void> {
  const { ledger, groupWaitSeconds } = settings;
  if (groupWaitSeconds === null) return;
  const region = district.units.find((unit) => unit.kind === 'region')!;
  const id = ledger.id('unit', region.key)!;
  await take(api.calls.PUT('/api/v1/units/{id}/policy', { params: { path: { id } }, body: { groupWaitSeconds } }));
}

/** Minutes after which the next level hears that nobody has taken it. */
const LEVELS = { village: 30, commune: 120 } as const;

/** Every village tells itself, then its commune, what none of its groups has taken. */
async function seedEscalation(
  api: ApiClient,
  { hearers }: DistrictPlan,
  ledger: Ledger,
  progress: Progress,
): Promise<void> {
  const villages = hearers.filter(({ kind, key }) => kind === 'village' && ledger.id('policy', key) === undefined);
  const step = progress.begin('escalation of villages', villages.length);
  await sideBySide(villages, WIDTH, async ({ key, parentKey }) => {
    const unitId = ledger.id('unit', key)!;
    const escalation = [
      { afterMinutes: LEVELS.village, unitId },
      { afterMinutes: LEVELS.commune, unitId: ledger.id('unit', parentKey!)! },
    ];
    await take(api.calls.PUT('/api/v1/units/{id}/policy', { params: { path: { id: unitId } }, body: { escalation } }));
    ledger.note({ kind: 'policy', key, id: unitId });
    step();
  });
}
