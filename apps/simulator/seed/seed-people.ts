import type { NewTarget, NewUser, Page, Target, UserView } from '#libs/contracts';
import { ApiError, type ApiClient } from './api-client.ts';
import type { Ledger } from './ledger.ts';
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
  const body: NewUser = { email, name, password: passwordOf(ledger, key) };
  try {
    return (await api.post<UserView>('/users', body)).id;
  } catch (error) {
    if (!(error instanceof ApiError) || error.errorCode !== 'email_taken') throw error;
    const { items } = await api.get<Page<UserView>>(`/users?q=${encodeURIComponent(email)}`);
    const found = items.find((user) => user.email === email);
    if (found === undefined) throw error;
    await api.patch(`/users/${found.id}`, { password: passwordOf(ledger, key) });
    return found.id;
  }
}

async function grant(api: ApiClient, userId: string, { role }: PlannedPerson, unitId: string): Promise<void> {
  try {
    await api.post(`/users/${userId}/grants`, { role, unitId });
  } catch (error) {
    if (!(error instanceof ApiError) || error.errorCode !== 'grant_exists') throw error;
  }
}

/** The signing secret of a group's webhook, Standard Webhooks form. */
export const webhookSecret = (ledger: Ledger, groupKey: string): string =>
  `whsec_${ledger.derive(`webhook-${groupKey}`).toString('base64')}`;

/** One webhook target for each group, to `${origin}/hooks/${groupKey}`. */
export async function seedTargets(
  api: ApiClient,
  ledger: Ledger,
  groups: readonly { readonly key: string; readonly name: string }[],
  origin: string,
  progress: Progress,
): Promise<void> {
  const missing = groups.filter((group) => ledger.id('target', group.key) === undefined);
  const step = progress.begin('webhook targets', missing.length);
  await sideBySide(missing, WIDTH, async ({ key, name }) => {
    const address = { url: `${origin}/hooks/${key}`, secret: webhookSecret(ledger, key) };
    const body: NewTarget = { unitId: ledger.id('unit', key)!, channel: 'webhook', name, address };
    const target = await api.post<Target>('/targets', body, `sim-target-${key}`);
    ledger.note({ kind: 'target', key, id: target.id });
    step();
  });
}
