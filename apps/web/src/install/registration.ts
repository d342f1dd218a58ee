import { idempotencyKeys } from '../api/idempotent.ts';
import type { MqttCredentials } from '../api/shapes.ts';
import { type Draft, newRegistrationId, registrationOf } from './draft.ts';
import { forget, itemOf as kept, keep, keepPhoto, type Queued } from './queue.ts';
import { sendOne } from './send-one.ts';
import { wake } from './sync.ts';
import { canSeal, seal } from './vault.ts';

const newKey = (body: object): string => idempotencyKeys()(body);

async function itemOf(owner: string, draft: Draft, id: string, isKept: boolean): Promise<Queued> {
  const body = registrationOf(draft, id);
  const hasPassword = draft.kind === 'camera' && draft.onvifPassword !== '';
  return {
    ...{ id, owner, at: Date.now(), state: 'waiting', key: newKey(body), body },
    password: isKept && hasPassword ? await seal(draft.onvifPassword) : null,
    hasPhoto: draft.photo !== null,
    ...{ isUncertain: false, problem: null, made: null, mqtt: null, isPasswordLost: false },
  };
}

/** Whether this may wait on the phone: a password may only where it can be sealed. */
export const canWait = (draft: Draft): boolean => canSeal() || draft.onvifPassword === '';

/** Keeps it on the phone and lets it go on its way. Rejects with `NotKept`. */
export async function enqueue(owner: string, draft: Draft, replaces: string | null): Promise<string> {
  const id = replaces ?? newRegistrationId();
  const item = await itemOf(owner, draft, id, true);
  // A password that nobody typed anew is the one that was typed before.
  const before = replaces === null || draft.onvifPassword !== '' ? null : ((await kept(replaces))?.password ?? null);
  if (draft.photo !== null) await keepPhoto(id, draft.photo);
  await keep(before === null ? item : { ...item, password: before });
  // Once: browsers that ask, ask for something the person has just begun to rely on.
  if ('storage' in navigator) void navigator.storage.persist().catch(() => false);
  wake();
  return id;
}

export interface SentNow {
  readonly item: Queued;
  readonly mqtt: MqttCredentials | null;
}

/** For phones that keep nothing: sends from memory, once; the same `id` again is the same device. */
export async function sendNow(owner: string, draft: Draft, id: string): Promise<SentNow> {
  const item = await itemOf(owner, draft, id, false);
  const memory = { password: draft.onvifPassword === '' ? null : draft.onvifPassword, photo: draft.photo };
  return sendOne(item, () => Promise.resolve(), memory);
}

/** Sends a corrected one: same registration, another key, because its body is another one. */
export async function sendAgain(item: Queued, change: Partial<Queued['body']>): Promise<void> {
  const body = Object.fromEntries(
    Object.entries({ ...item.body, ...change }).filter(([, value]) => value !== undefined),
  ) as unknown as Queued['body'];
  await keep({ ...item, body, key: newKey(body), state: 'waiting', problem: null, isUncertain: false });
  wake();
}

/** Its password was written into the device: what is left of it here goes. */
export async function passwordSeen(item: Queued): Promise<void> {
  await keep({ ...item, mqtt: null, isPasswordLost: false });
}

/** Whatever is finished and has nothing left to say. */
export async function clearMade(items: readonly Queued[]): Promise<void> {
  for (const { id, state, mqtt, hasPhoto, isPasswordLost } of items)
    if (state === 'made' && mqtt === null && !hasPhoto && !isPasswordLost) await forget(id);
}
