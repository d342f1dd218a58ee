import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { Config } from './config.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** `internet`: webhooks and channels. `camera`: what the poller visits. */
export type AddressPurpose = 'internet' | 'camera';

export type AddressVerdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'not_an_address' | 'never' | 'own_port' | 'loopback' | 'not_public' | 'not_camera_network';
    };

const ALLOWED = { allowed: true } as const;
/** Cloud metadata services outside the link-local range (AWS IPv6, Alibaba, Oracle, Azure). */
const METADATA = ['fd00:ec2::254/128', '100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32'].map((cidr) =>
  network(cidr),
);
const NEVER = new Set(['unspecified', 'linkLocal', 'multicast', 'broadcast', 'discard']);
const NAT64 = network('64:ff9b::/96');
const GLOBAL_IPV6 = network('2000::/3');

/**
 * May this server open a connection to an address? The answer is about addresses, not names: check the resolved
 * address and connect to that one (guarded-connect.ts). Decided in the order of `check`.
 */
export class AddressPolicy {
  readonly #allow: readonly Network[];
  readonly #cameras: readonly Network[];
  readonly #ownPorts = new Set<number>();
  readonly #ownAddresses: () => readonly string[];

  /** `ownAddresses`: this machine's addresses; replaced in tests only. */
  constructor(
    config: Pick<Config, 'outboundAllow' | 'cameraNetworks' | 'http' | 'mqtt' | 'databaseUrl'> &
      Partial<Pick<Config, 'databasePoolUrl'>>,
    ownAddresses: () => readonly string[] = interfaceAddresses,
  ) {
    this.#allow = config.outboundAllow.map(network);
    this.#cameras = config.cameraNetworks.map(network);
    this.#ownAddresses = ownAddresses;
    for (const port of [config.http.port, config.mqtt.port, config.mqtt.tls?.port]) if (port) this.addOwnPort(port);
    for (const url of [config.databaseUrl, config.databasePoolUrl]) {
      if (url) this.addOwnPort(Number(new URL(url).port || 5432));
    }
  }

  /** Call it with the real number after listening on port 0. */
  addOwnPort(port: number): void {
    this.#ownPorts.add(port);
  }

  /** `address`: a literal, as the resolver gave it. */
  check(address: string, port: number, purpose: AddressPurpose): AddressVerdict {
    const literal = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
    if (!ipaddr.IPv4.isValidFourPartDecimal(literal) && !ipaddr.IPv6.isValid(literal)) return refuse('not_an_address');
    const target = unwrap(ipaddr.parse(literal));
    if (NEVER.has(target.range()) || isIn(target, METADATA)) return refuse('never');
    const isLoopback = target.range() === 'loopback';
    if (this.#ownPorts.has(port) && (isLoopback || this.#isOwn(target))) return refuse('own_port');
    if (isIn(target, this.#allow)) return ALLOWED;
    if (purpose === 'camera')
      return isIn(target, this.#cameras) ? ALLOWED : refuse(isLoopback ? 'loopback' : 'not_camera_network');
    if (isLoopback) return refuse('loopback');
    return isPublic(target) ? ALLOWED : refuse('not_public');
  }

  /**
   * For the moment somebody types an address in: judges literal hosts and `localhost` (any spelling the URL standard
   * knows); other names are allowed here and judged again when they are resolved.
   */
  checkUrl(url: URL, purpose: AddressPurpose): AddressVerdict {
    const host = url.hostname.replace(/\.$/, '').toLowerCase();
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : url.protocol === 'rtsp:' ? 554 : 80));
    if (host === 'localhost' || host.endsWith('.localhost')) return this.check('127.0.0.1', port, purpose);
    if (host === '') return refuse('not_an_address');
    const verdict = this.check(host, port, purpose);
    return !verdict.allowed && verdict.reason === 'not_an_address' ? ALLOWED : verdict;
  }

  #isOwn(target: Address): boolean {
    return this.#ownAddresses().some(
      (own) => unwrap(ipaddr.parse(own.replace(/%.*$/, ''))).toString() === target.toString(),
    );
  }
}

function refuse(reason: Exclude<AddressVerdict, { allowed: true }>['reason']): AddressVerdict {
  return { allowed: false, reason };
}

/** IPv4 inside IPv6 (mapped ::ffff:0:0/96, NAT64 64:ff9b::/96) is judged as the IPv4 address it reaches. */
function unwrap(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return address;
}

/** Every other transition form (6to4, Teredo, ::a.b.c.d, local NAT64) has a range of its own or lies outside 2000::/3. */
function isPublic(address: Address): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || isIn(address, [GLOBAL_IPV6]));
}

function isIn(address: Address, networks: readonly Network[]): boolean {
  return networks.some(
    ([base, bits]) => base.kind() === address.kind() && address.match([base, bits] as [never, never]),
  );
}

function network(cidr: string): Network {
  if (cidr.includes('/')) return ipaddr.parseCIDR(cidr);
  const address = ipaddr.parse(cidr);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map((entry) => entry.address));
}
