import { inStore } from './phone-store.ts';

/**
 * Passwords on the phone are kept only under a key that this browser made and gives to nobody, not even to this page:
 * a copy of the phone's files does not open them. Whoever can use the unlocked phone as its owner can.
 */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const ALGORITHM = 'AES-GCM';
const KEY = 'vault';

/** Browsers give keys to pages from https and the machine itself only. */
export const canSeal = (): boolean => isSecureContext && 'subtle' in crypto;

async function key(): Promise<CryptoKey> {
  const kept = await inStore('keys', 'readonly', (store) => store.get(KEY) as IDBRequest<CryptoKey | undefined>);
  if (kept !== undefined) return kept;
  const made = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
  // Of two tabs that make one at once the first wins.
  await inStore('keys', 'readwrite', (store) => store.add(made, KEY)).catch(() => undefined);
  const first = await inStore('keys', 'readonly', (store) => store.get(KEY) as IDBRequest<CryptoKey | undefined>);
  return first ?? made;
}

export async function seal(text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, await key(), new TextEncoder().encode(text));
  return { iv, data };
}

export async function unseal({ iv, data }: Sealed): Promise<string> {
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: ALGORITHM, iv }, await key(), data));
}
