import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { type AddressPolicy, guardedLookup } from '#libs/runtime';
import { onDeadline } from './deadline.ts';

/** When the certificate of the registered https door ends, epoch ms; null: it shows none in time. Nothing is asked. */
export function certificateEnd(url: URL, deadlineMs: number, policy: AddressPolicy): Promise<number | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || 443);
  if (isIP(host) && !policy.check(host, port, 'camera').allowed) return Promise.resolve(null);
  return new Promise((resolve) => {
    const lookup = guardedLookup(policy, 'camera', port);
    const socket = connect({
      host,
      port,
      lookup,
      rejectUnauthorized: false,
      ...(isIP(host) ? {} : { servername: host }),
    });
    const end = (at: number | null): void => {
      cancel();
      socket.destroy();
      resolve(at);
    };
    const cancel = onDeadline(deadlineMs, () => end(null));
    socket.once('error', () => end(null));
    socket.once('close', () => end(null));
    socket.once('secureConnect', () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to);
      end(Number.isNaN(until) ? null : until);
    });
  });
}
