import type { NewDevice } from '../api/shapes.ts';
import type { KeptPhoto } from './draft.ts';
import { inStore } from './phone-store.ts';
import type { Sealed } from './vault.ts';
import { WAITING } from './waiting-here.ts';

/** Why the server did not take it, as it said. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

/** A registration on its way. It belongs to the person who made it and is shown to nobody else. */
export interface Queued {
  /** Also its `registrationId`: what arrives twice is one device. */
  readonly id: string;
  readonly owner: string;
  /** By the phone's clock (epoch milliseconds): gives the order. */
  readonly at: number;
  readonly state: 'waiting' | 'refused' | 'made';
  /** One for each body that is sent; a corrected one gets a new one. */
  readonly key: string;
  readonly body: NewDevice;
  readonly password: Sealed | null;
  /** Its picture waits in a store of its own. */
  readonly hasPhoto: boolean;
  /** It was sent and no answer came: the server may have it. */
  readonly isUncertain: boolean;
  readonly problem: Problem | null;
  readonly made: { readonly id: string; readonly siteId: string; readonly code: string } | null;
  /** What goes into the device, until the installer has seen it. */
  readonly mqtt: Sealed | null;
  /** The password was told to an answer that never arrived. */
  readonly isPasswordLost: boolean;
}

const listeners = new Set<() => void>();
const otherTabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('canh-thon-install') : null;
if (otherTabs) otherTabs.onmessage = () => listeners.forEach((listener) => listener());

export function onQueueChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function itemsOf(owner: string): Promise<readonly Queued[]> {
  const items = await inStore(
    'queue',
    'readonly',
    (store) => store.index('owner').getAll(owner) as IDBRequest<Queued[]>,
  );
  return items.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export function itemOf(id: string): Promise<Queued | undefined> {
  return inStore('queue', 'readonly', (store) => store.get(id) as IDBRequest<Queued | undefined>);
}

/** Rejects with `NotKept`: then it is not on this phone. */
export async function keep(item: Queued): Promise<void> {
  await inStore('queue', 'readwrite', (store) => store.put(item));
  await changed();
}

/** Before the item itself: what is cut off between them leaves a picture nobody asks for, not an item without its own. */
export async function keepPhoto(id: string, photo: KeptPhoto): Promise<void> {
  await inStore('photos', 'readwrite', (store) => store.put(photo, id));
}

export function photoOf(id: string): Promise<KeptPhoto | undefined> {
  return inStore('photos', 'readonly', (store) => store.get(id) as IDBRequest<KeptPhoto | undefined>);
}

export async function forgetPhoto(id: string): Promise<void> {
  await inStore('photos', 'readwrite', (store) => store.delete(id) as IDBRequest<unknown>);
}

export async function forget(id: string): Promise<void> {
  await forgetPhoto(id);
  await inStore('queue', 'readwrite', (store) => store.delete(id) as IDBRequest<unknown>);
  await changed();
}

/** How many wait, whoever's they are: the sign-in page says so much and no more. */
async function changed(): Promise<void> {
  const waiting = await inStore('queue', 'readonly', (store) => store.index('state').count('waiting'));
  try {
    if (waiting === 0) localStorage.removeItem(WAITING);
    else localStorage.setItem(WAITING, String(waiting));
  } catch {
    // Only the hint is lost: the wizard counts for itself when it is opened.
  }
  listeners.forEach((listener) => listener());
  otherTabs?.postMessage('changed');
}
