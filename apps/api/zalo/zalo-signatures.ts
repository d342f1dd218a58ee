import { createHash, timingSafeEqual } from 'node:crypto';
import {
  isTimely,
  macOf,
  signatureCandidates,
  type ZaloEnvelope,
  ZALO_SIGNATURE_FORMS,
  type ZaloSignatureForm,
} from '#libs/domain';

export interface SignedBody {
  /** Bytes as received. */
  readonly raw: Buffer;
  readonly signature: string | undefined;
  readonly envelope: ZaloEnvelope;
}

/** Which form the signature has, if it is Zalo's and fresh; null: it is not believed. `key`: the OA Secret Key. */
export function matchedForm(
  { raw, signature, envelope }: SignedBody,
  key: string,
  pinned: ZaloSignatureForm | null,
  now: number,
): ZaloSignatureForm | null {
  const mac = macOf(signature);
  if (mac === null) return null;
  const given = Buffer.from(mac, 'hex');
  for (const { form, first, timestamp } of signatureCandidates(envelope, pinned)) {
    const made = createHash('sha256').update(first).update(raw).update(timestamp).update(key).digest();
    if (timingSafeEqual(made, given)) return isTimely(timestamp, now) ? form : null;
  }
  return null;
}

export const formNamed = (name: string | undefined): ZaloSignatureForm | null =>
  ZALO_SIGNATURE_FORMS.find((form) => form === name) ?? null;

/** Constant time for equal lengths. */
export function isSameSecret(given: string | undefined, secret: string): boolean {
  const [a, b] = [given ?? '', secret].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
