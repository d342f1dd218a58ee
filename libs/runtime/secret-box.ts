import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HASH_BYTES = 32;

/** What is stored: the key's id in clear beside nonce (12 bytes), ciphertext and tag (16 bytes) in one buffer. */
export interface Sealed {
  readonly keyId: string;
  readonly ciphertext: Buffer;
}

/** A keyed hash beside the id of its key. */
export interface StoredHash {
  readonly keyId: string;
  readonly hash: Buffer;
}

interface DerivedKey {
  readonly id: string;
  readonly seal: Buffer;
  readonly hash: Buffer;
}

/**
 * Secrets at rest. `seal`/`open`: AES-256-GCM, bound to the row by `aad` (for instance `device:{id}:onvif`).
 * `keyedHash`/`verify`: HMAC-SHA-256, only for secrets of at least 128 random bits (people's passwords get argon2id).
 * The first key writes; the others only read.
 */
export class SecretBox {
  readonly #keys: readonly DerivedKey[];

  /** `keys`: 32 bytes each, newest first, at least one. */
  constructor(keys: readonly Buffer[]) {
    if (keys.length === 0 || keys.some((key) => key.length !== 32)) throw new Error('A secret key has 32 bytes');
    this.#keys = keys.map((key) => ({
      id: createHash('sha256').update(derive(key, 'id')).digest('hex').slice(0, 12),
      seal: derive(key, 'seal'),
      hash: derive(key, 'hash'),
    }));
  }

  seal(plaintext: string, aad: string): Sealed {
    const key = this.#newest();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key.seal, nonce).setAAD(Buffer.from(aad));
    const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return { keyId: key.id, ciphertext: Buffer.concat([nonce, body, cipher.getAuthTag()]) };
  }

  /** Throws when the key is unknown, or when text or `aad` is not what was sealed. */
  open(sealed: { readonly keyId: string; readonly ciphertext: Uint8Array }, aad: string): string {
    const key = this.#keys.find(({ id }) => id === sealed.keyId);
    if (!key) throw new Error(`No secret key ${sealed.keyId}: was SECRET_KEY changed, or DATA_DIR/secret.key lost?`);
    const bytes = Buffer.from(sealed.ciphertext);
    const decipher = createDecipheriv('aes-256-gcm', key.seal, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(aad)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** Was this written with a key other than the newest? Then seal it again. */
  isOld(keyId: string): boolean {
    return keyId !== this.#newest().id;
  }

  /** `{keyId}.{base64url}`: a text that carries its key's id. */
  keyedHash(secret: string): string {
    return hashWith(this.#newest(), secret);
  }

  /** The same secret under every key, newest first: for finding a row by the hash of what a caller presents. */
  keyedHashes(secret: string): string[] {
    return this.#keys.map((key) => hashWith(key, secret));
  }

  /** Constant time for equal lengths; false for an unknown key. */
  verify(secret: string, stored: string): boolean {
    const key = this.#keys.find(({ id }) => stored.startsWith(`${id}.`));
    if (!key) return false;
    const expected = Buffer.from(hashWith(key, secret));
    const actual = Buffer.from(stored);
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  /** The keyed hash as two columns: 32 bytes and the key's id. */
  hashToStore(secret: string | Uint8Array): StoredHash {
    const key = this.#newest();
    return { keyId: key.id, hash: hmac(key, secret) };
  }

  /** Constant time; false for an unknown key. */
  matches(secret: string | Uint8Array, stored: { readonly keyId: string; readonly hash: Uint8Array }): boolean {
    const key = this.#keys.find(({ id }) => id === stored.keyId);
    return key !== undefined && stored.hash.length === HASH_BYTES && timingSafeEqual(hmac(key, secret), stored.hash);
  }

  #newest(): DerivedKey {
    return this.#keys[0] as DerivedKey;
  }
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, 'canh-thon', purpose, 32));
}

function hmac(key: DerivedKey, secret: string | Uint8Array): Buffer {
  return createHmac('sha256', key.hash).update(secret).digest();
}

function hashWith(key: DerivedKey, secret: string): string {
  return `${key.id}.${hmac(key, secret).toString('base64url')}`;
}
