import { CanhThonError, type Schemas, take } from '#libs/client';
import { type ApiClient, once } from './api-client.ts';
import type { Ledger } from './ledger.ts';
import type { PlannedUnit } from '../territory/planned-unit.ts';
import type { PlannedPerson } from './people.ts';
import type { Progress } from './progress.ts';
import { sideBySide } from './side-by-side.ts';

const WIDTH = 6;

export const passwordOf = (ledger: Ledger, key: string): string => ledger.password(`person-${key}`);

export async function seedPeople(api: ApiClient, ledger: Ledger, people: readonly PlannedPerson[]): Promise<void> {
  for (const person of people) {
    if (ledger.id('person', person.key) !== undefined) continue;
    const id = await findOrCreate(api, ledger, person);
    await grant(api, id, person, ledger.id('unit', person.unitKey)!);
    ledger.note({ kind: 'person', key: person.key, id });
  }
}

async function findOrCreate(api: ApiClient, ledger: Ledger, { key, email, name }: PlannedPerson): Promise<string> {
  const body = { email, name, password: passwordOf(ledger, key) };
  try {
    return (await take(api.calls.POST('/api/v1/users', { body }))).id;
  } catch (error) {
    if (!(error instanceof CanhThonError) || error.errorCode !== 'email_taken') throw error;
    const { items } = await take(api.calls.GET('/api/v1/users', { params: { query: { q: email } } }));
    const found = items.find((user) => user.email === email);
    if (found === undefined) throw error;
    const changes = { params: { path: { id: found.id } }, body: { password: passwordOf(ledger, key) } };
    await take(api.calls.PATCH('/api/v1/users/{id}', changes));
    return found.id;
  }
}

async function grant(api: ApiClient, userId: string, { role }: PlannedPerson, unitId: string): Promise<void> {
  try {
    await take(
      api.calls.POST('/api/v1/users/{id}/grants', { params: { path: { id: userId } }, body: { role, unitId } }),
    );
  } catch (error) {
    if (!(error instanceof CanhThonError) || error.errorCode !== 'grant_exists') throw error;
  }
}

/** The signing secret of a group's webhook, Standard Webhooks form. */
export const webhookSecret = (ledger: Ledger, groupKey: string): string =>
  `whsec_${ledger.derive(`webhook-${groupKey}`).toString('base64')}`;

/** Where a unit of the plan is told. `zaloGroupId` null: by a webhook to `${origin}/hooks/${key}`. */
export interface Hearing {
  readonly origin: string;
  readonly zaloGroupId: (unit: PlannedUnit) => string | null;
}

/** One target for each unit: its group in Zalo, or a webhook. */
export async function seedTargets(
  api: ApiClient,
  ledger: Ledger,
  units: readonly PlannedUnit[],
  { origin, zaloGroupId }: Hearing,
  progress: Progress,
): Promise<void> {
  const missing = units.filter((unit) => ledger.id('target', unit.key) === undefined);
  const step = progress.begin('targets', missing.length);
  await sideBySide(missing, WIDTH, async (unit) => {
    const { key, name } = unit;
    const groupId = zaloGroupId(unit);
    const hook = { url: `${origin}/hooks/${key}`, secret: webhookSecret(ledger, key) };
    const body: Schemas['NewTarget'] = {
      ...{ unitId: ledger.id('unit', key)!, name },
      ...(groupId === null ? { channel: 'webhook', address: hook } : { channel: 'zalo_gmf', address: { groupId } }),
    };
    const target = await take(api.calls.POST('/api/v1/targets', { body, ...once(`sim-target-${key}`) }));
    ledger.note({ kind: 'target', key, id: target.id });
    step();
  });
}
