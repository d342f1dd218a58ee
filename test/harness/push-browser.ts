import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** The receiving end of Web Push (RFC 8291): a browser's keys, and reading what was sealed for them. */
export class PushBrowser {
  readonly #keys = createECDH('prime256v1');
  readonly #auth = randomBytes(16);

  constructor(readonly endpoint: string) {
    this.#keys.generateKeys();
  }

  /** As `PushSubscription.toJSON()` gives it. */
  subscription(): { endpoint: string; keys: { p256dh: string; auth: string } } {
    const keys = { p256dh: this.#keys.getPublicKey('base64url'), auth: this.#auth.toString('base64url') };
    return { endpoint: this.endpoint, keys };
  }

  /** The text of an `aes128gcm` record (RFC 8188): salt, record size, sender's key, one sealed record. */
  read(record: Buffer): string {
    const salt = record.subarray(0, 16);
    const sender = record.subarray(21, 86);
    const sealed = record.subarray(86);
    const shared = this.#keys.computeSecret(sender);
    const about = Buffer.concat([Buffer.from('WebPush: info\0'), this.#keys.getPublicKey(), sender]);
    const input = Buffer.from(hkdfSync('sha256', shared, this.#auth, about, 32));
    const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
    const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    // A delimiter of 2 ends the last record; zeros may follow.
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
  }
}
