import { lookup } from 'node:dns';
import { type LookupFunction, isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressPolicy, AddressPurpose, AddressVerdict } from './address-policy.ts';

/** The policy forbids the address; `reason` says which rule. */
export class AddressRefused extends Error {
  readonly code = 'ERR_ADDRESS_REFUSED';
  readonly reason: string;

  constructor(address: string, verdict: Exclude<AddressVerdict, { allowed: true }>) {
    super(`Connections to ${address} are not allowed (${verdict.reason})`);
    this.name = 'AddressRefused';
    this.reason = verdict.reason;
  }
}

/**
 * A `lookup` for net.connect, http.request and friends that resolves, judges, and gives back only allowed addresses,
 * so the socket connects to the very address that was judged. Literal hosts never reach a lookup: use
 * `guardedConnector`, or `policy.checkUrl` before connecting.
 */
export function guardedLookup(policy: AddressPolicy, purpose: AddressPurpose, port: number): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const verdicts = addresses.map((found) => ({ found, verdict: policy.check(found.address, port, purpose) }));
      const allowed = verdicts.filter(({ verdict }) => verdict.allowed).map(({ found }) => found);
      const first = allowed[0];
      if (first) return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
      const refused = verdicts.map(({ verdict }) => verdict).find((verdict) => !verdict.allowed);
      callback(new AddressRefused(hostname, refused ?? { allowed: false, reason: 'not_an_address' }), '', 0);
    });
  };
}

/** An undici connector that refuses forbidden addresses, literal or resolved, at the moment of connecting. */
export function guardedConnector(
  policy: AddressPolicy,
  purpose: AddressPurpose,
  options: buildConnector.BuildOptions = {},
): buildConnector.connector {
  return (target, callback) => {
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host)) {
      const verdict = policy.check(host, port, purpose);
      if (!verdict.allowed) return callback(new AddressRefused(host, verdict), null);
    }
    buildConnector({ ...options, lookup: guardedLookup(policy, purpose, port) })(target, callback);
  };
}

/** An undici dispatcher for calls to addresses that other people typed in. It follows no redirects. */
export function guardedAgent(
  policy: AddressPolicy,
  purpose: AddressPurpose,
  options: Agent.Options & { connect?: buildConnector.BuildOptions } = {},
): Agent {
  return new Agent({ ...options, connect: guardedConnector(policy, purpose, options.connect) });
}
