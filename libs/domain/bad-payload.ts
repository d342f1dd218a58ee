export const BAD_PAYLOAD_RULE = 'bad_payload/1';

export type PayloadOutcome = 'accepted' | 'refused';

/** Present from the first refused message to the next accepted one: the newest message tells. */
export const decideBadPayload = (
  newest: PayloadOutcome,
): { readonly present: boolean; readonly reason: 'payload_refused' | 'payload_accepted' } =>
  newest === 'refused' ? { present: true, reason: 'payload_refused' } : { present: false, reason: 'payload_accepted' };
