import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INFO = 'canh-thon/sealed-for/1';

/** A key pair made where the secrets shall be read; `publicKey`: 32 bytes, base64. */
export interface OpeningKey {
  readonly publicKey: string;
  /** PKCS #8, base64; never leaves the machine. */
  readonly privateKey: string;
}

export function newOpeningKey(): OpeningKey {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return {
    publicKey: rawOf(publicKey).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** Is this the public half of such a key? Points that every partner shares a known secret with are none. */
export function isOpeningKey(publicKey: Buffer): boolean {
  if (publicKey.length !== KEY_BYTES) return false;
  try {
    sealFor(publicKey, '', '');
    return true;
  } catch {
    return false;
  }
}

/**
 * Seals a text so that only the holder of the private key reads it: a fresh X25519 key for each text, HKDF-SHA-256 over
 * both public keys, AES-256-GCM bound to `aad`. One buffer: fresh public key (32 bytes), nonce (12), ciphertext, tag (16).
 * Throws for a public key that is no point of the curve.
 */
export function sealFor(publicKey: Buffer, plaintext: string, aad: string): Buffer {
  const fresh = generateKeyPairSync('x25519');
  const own = rawOf(fresh.publicKey);
  const key = sharedKey(fresh.privateKey, publicKeyOf(publicKey), own, publicKey);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([own, nonce, body, cipher.getAuthTag()]);
}

/** Throws when it was sealed for somebody else, for something else, or was changed on the way. */
export function openSealedFor(privateKey: string, sealed: Buffer, aad: string): string {
  if (sealed.length < KEY_BYTES + NONCE_BYTES + TAG_BYTES) throw new Error('too short to be sealed');
  const opening = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const theirs = sealed.subarray(0, KEY_BYTES);
  const key = sharedKey(opening, publicKeyOf(theirs), theirs, rawOf(createPublicKey(opening)));
  const nonce = sealed.subarray(KEY_BYTES, KEY_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad)).setAuthTag(sealed.subarray(-TAG_BYTES));
  const body = sealed.subarray(KEY_BYTES + NONCE_BYTES, -TAG_BYTES);
  return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
}

function sharedKey(privateKey: KeyObject, publicKey: KeyObject, sender: Buffer, receiver: Buffer): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([sender, receiver]), INFO, 32));
}

const rawOf = (publicKey: KeyObject): Buffer => Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');

const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });
