import type { Attempt } from '#libs/domain';

/** Before the letter itself was handed over: trying again cannot make a second copy. */
const NOT_REACHED: Readonly<Record<string, string>> = {
  EDNS: 'name_not_found',
  ETLS: 'certificate_refused',
  // Our own account: it will be set right, and then the message should still go.
  EAUTH: 'smtp_login_refused',
  ENOAUTH: 'smtp_login_refused',
};

/**
 * What an SMTP conversation that failed tells about the message. nodemailer names a lost connection alike whether or
 * not the letter was under way, so only what certainly came before counts as not reached.
 */
export function smtpFailure(error: unknown): Attempt {
  const failure = error as { code?: string; syscall?: string; responseCode?: number };
  const { code = '', syscall, responseCode } = failure;
  const reason = NOT_REACHED[code];
  if (reason) return { kind: 'not_reached', reason };
  if (syscall === 'connect') return { kind: 'not_reached', reason: 'connection_refused' };
  if (responseCode !== undefined) return { kind: 'smtp_status', statusCode: responseCode };
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return { kind: 'impossible', reason: 'address_unusable', blame: 'target' };
  return { kind: 'unanswered', reason: code === 'ETIMEDOUT' ? 'timeout' : 'connection_lost' };
}
