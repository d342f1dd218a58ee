import type { FailedAttempt } from '#libs/domain';

/** Errors before a connection stood: nothing of the message left us. */
const NOT_REACHED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection_refused',
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  EHOSTUNREACH: 'host_unreachable',
  ENETUNREACH: 'host_unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
};
const TIMEOUTS = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_ABORTED',
  'ABORT_ERR',
  'ETIMEDOUT',
]);
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** What an HTTP call that threw tells about the message. */
export function httpFailure(error: unknown): FailedAttempt {
  const { code = '', name = '' } = error as { code?: string; name?: string };
  if (code === 'ERR_ADDRESS_REFUSED') return { kind: 'impossible', reason: 'address_refused', blame: 'message' };
  const reason = NOT_REACHED[code];
  if (reason) return { kind: 'not_reached', reason };
  if (TLS.test(code)) return { kind: 'not_reached', reason: 'certificate_refused' };
  if (name === 'TimeoutError' || TIMEOUTS.has(code)) return { kind: 'unanswered', reason: 'timeout' };
  return { kind: 'unanswered', reason: 'connection_lost' };
}
