import { ApiError } from '../api/answer.ts';
import { call, putFile } from '../api/client.ts';
import type { MqttCredentials, NewDevice, RegisteredDevice } from '../api/shapes.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { KeptPhoto } from './draft.ts';
import { forgetPhoto, photoOf, type Problem, type Queued } from './queue.ts';
import { canSeal, seal, unseal } from './vault.ts';

/** What was kept, and what only memory may hold. */
export interface Sent {
  readonly outcome: Outcome;
  readonly item: Queued;
  readonly mqtt: MqttCredentials | null;
}

/** What could not be kept. */
interface InMemory {
  readonly password?: string | null;
  readonly photo?: KeptPhoto | null;
}

type Save = (item: Queued) => Promise<void>;

/**
 * Sends one registration and then its photo; `save` is called between any two steps, so that an app closed there goes on
 * where it was. */
export async function sendOne(item: Queued, save: Save, memory: InMemory = {}): Promise<Sent> {
  try {
    const { item: made, mqtt } = await register(item, save, memory.password ?? null);
    return { outcome: 'done', item: await sendPhoto(made, save, memory.photo), mqtt };
  } catch (error) {
    const outcome = outcomeOf(error);
    const problem = problemOf(error);
    const state = outcome === 'refused' ? 'refused' : item.state;
    const failed = { ...item, state, problem, isUncertain: outcome !== 'refused' && outcome !== 'signed_out' };
    await save(failed);
    return { outcome, item: failed, mqtt: null };
  }
}

async function register(item: Queued, save: Save, typed: string | null) {
  const password = typed ?? (item.password === null ? null : await unseal(item.password));
  const headers = { 'idempotency-key': item.key };
  const { device, mqtt = null } = await call<RegisteredDevice>(
    'POST',
    '/devices',
    withPassword(item, password),
    headers,
  );
  const made: Queued = {
    ...item,
    state: 'made',
    problem: null,
    isUncertain: false,
    password: null,
    made: { id: device.id, siteId: device.siteId, code: device.code },
    mqtt: mqtt === null || !canSeal() ? null : await seal(JSON.stringify(mqtt)),
    isPasswordLost: mqtt === null && device.kind !== 'camera',
  };
  await save(made);
  return { item: made, mqtt };
}

function withPassword({ body }: Queued, password: string | null): NewDevice {
  return password === null || !body.onvif ? body : { ...body, onvif: { ...body.onvif, password } };
}

/** The device is there already: a photo that is refused is said and let go, one that does not get through stays. */
export async function sendPhoto(item: Queued, save: Save, typed: KeptPhoto | null = null): Promise<Queued> {
  if (!item.hasPhoto || item.made === null) return item;
  const photo = typed ?? (await photoOf(item.id));
  let sent: Queued = { ...item, hasPhoto: false };
  try {
    if (photo) await putFile(`/sites/${item.made.siteId}/photo`, new Blob([photo.bytes], { type: photo.type }));
  } catch (error) {
    sent = { ...item, hasPhoto: outcomeOf(error) !== 'refused', problem: problemOf(error) };
  }
  await save(sent);
  if (!sent.hasPhoto && typed === null) await forgetPhoto(item.id);
  return sent;
}

const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? { code: error.errorCode, message: error.message, details: error.details }
    : { code: 'unreachable', message: '', details: undefined };
