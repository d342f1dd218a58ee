import type { Attempt } from '../delivery.ts';

/** What a push service's answer means for the message. Sources: RFC 8030 §5, RFC 8292 §4. */
export function judgePush(statusCode: number, retryAfter: number | null): Attempt {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'accepted', statusCode, providerMessageId: null };
  switch (statusCode) {
    case 404:
    case 410:
      return { kind: 'impossible', reason: 'push_gone', blame: 'target' };
    case 401:
      // The same signature goes with every message: what is wrong with it is wrong with all.
      return { kind: 'impossible', reason: 'push_signature_refused', blame: 'channel' };
    case 403:
      // The subscription belongs to another key: this browser has to subscribe anew.
      return { kind: 'impossible', reason: 'push_other_key', blame: 'target' };
    case 413:
      return { kind: 'impossible', reason: 'push_too_long', blame: 'message' };
    default:
      return { kind: 'http_status', statusCode, retryAfter };
  }
}
