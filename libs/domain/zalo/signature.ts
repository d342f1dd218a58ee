import { HOUR, type EpochMs } from '../time.ts';

/** Retries go on for nearly two hours. */
const LONGEST_AGE = 2 * HOUR;

export const ZALO_SIGNATURE_FORMS = ['app_id/body', 'app_id/header', 'oa_id/body', 'oa_id/header'] as const;
/** Sources disagree about what is signed: which id comes first, and where the time stands. */
export type ZaloSignatureForm = (typeof ZALO_SIGNATURE_FORMS)[number];

export interface ZaloEnvelope {
  readonly appId: string | null;
  readonly oaId: string | null;
  /** Epoch ms, as texts. */
  readonly bodyTimestamp: string | null;
  readonly headerTimestamp: string | null;
}

export interface SignatureCandidate {
  readonly form: ZaloSignatureForm;
  /** Stand before and after the raw body; the key follows. */
  readonly first: string;
  readonly timestamp: string;
}

/** What may have been signed, likeliest first; only `form` when it is known. */
export function signatureCandidates(envelope: ZaloEnvelope, form: ZaloSignatureForm | null): SignatureCandidate[] {
  return ZALO_SIGNATURE_FORMS.filter((candidate) => form === null || candidate === form).flatMap((candidate) => {
    const [id, place] = candidate.split('/');
    const first = id === 'app_id' ? envelope.appId : envelope.oaId;
    const timestamp = place === 'body' ? envelope.bodyTimestamp : envelope.headerTimestamp;
    return first === null || timestamp === null ? [] : [{ form: candidate, first, timestamp }];
  });
}

/** Neither an old event that somebody kept, nor one from the future. */
export function isTimely(timestamp: string, now: EpochMs): boolean {
  return /^\d{10,16}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= LONGEST_AGE;
}

/** The hex digits of `mac=…` or `sha256=…`; null: it is something else. */
export function macOf(header: string | undefined): string | null {
  return /^(?:mac=|sha256=)?([0-9a-f]{64})$/i.exec(header?.trim() ?? '')?.[1]?.toLowerCase() ?? null;
}
