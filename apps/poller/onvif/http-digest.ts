import { createHash, randomBytes } from 'node:crypto';
import type { CameraCredential } from './soap-request.ts';

/** HTTP Digest as cameras offer it: RFC 7616, and RFC 2069 (no qop) from old ones. Never Basic. */

export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: 'MD5' | 'SHA-256';
  readonly session: boolean;
  readonly qop: 'auth' | 'auth-int' | null;
  readonly opaque: string | null;
  readonly stale: boolean;
  /** As it was announced, to be echoed; null when it was left out. */
  readonly announcedAlgorithm: string | null;
}

export type Challenges =
  | { readonly kind: 'digest'; readonly challenge: DigestChallenge }
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly reason: 'basic_only' | 'unknown_algorithm' };

interface Scheme {
  readonly name: string;
  readonly parameters: Map<string, string>;
}

/** Picks the strongest challenge we can answer out of one or many `WWW-Authenticate` values. */
export function chooseChallenge(headers: readonly string[]): Challenges {
  const schemes = headers.flatMap(readSchemes);
  if (schemes.length === 0) return { kind: 'none' };
  const digests = schemes.filter((scheme) => scheme.name === 'digest');
  if (digests.length === 0) return { kind: 'unusable', reason: 'basic_only' };
  const usable = digests.map(toChallenge).filter((challenge) => challenge !== null);
  const best = usable.find((challenge) => challenge.algorithm === 'SHA-256') ?? usable[0];
  return best === undefined ? { kind: 'unusable', reason: 'unknown_algorithm' } : { kind: 'digest', challenge: best };
}

function toChallenge({ parameters }: Scheme): DigestChallenge | null {
  const announced = parameters.get('algorithm') ?? null;
  const match = /^(MD5|SHA-256)(-sess)?$/i.exec(announced ?? 'MD5');
  const [realm, nonce] = [parameters.get('realm'), parameters.get('nonce')];
  const qops = parameters
    .get('qop')
    ?.split(/[\s,]+/)
    .map((one) => one.toLowerCase());
  if (match === null || realm === undefined || nonce === undefined) return null;
  if (qops !== undefined && !qops.includes('auth') && !qops.includes('auth-int')) return null;
  return {
    realm,
    nonce,
    algorithm: match[1]?.toUpperCase() === 'SHA-256' ? 'SHA-256' : 'MD5',
    session: match[2] !== undefined,
    qop: qops === undefined ? null : qops.includes('auth') ? 'auth' : 'auth-int',
    opaque: parameters.get('opaque') ?? null,
    stale: parameters.get('stale')?.toLowerCase() === 'true',
    announcedAlgorithm: announced,
  };
}

/** Splits at commas outside quotes; a word before a parameter, or alone, starts a new scheme. */
function readSchemes(header: string): Scheme[] {
  const schemes: Scheme[] = [];
  for (const part of header.slice(0, 4096).match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? []) {
    const match = /^\s*(?:([\w-]+)(?:\s+|$))?(?:([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|(\S*))\s*)?$/.exec(part);
    if (match === null) continue;
    if (match[1] !== undefined) schemes.push({ name: match[1].toLowerCase(), parameters: new Map() });
    const value = match[3]?.replaceAll(/\\(.)/g, '$1') ?? match[4] ?? '';
    if (match[2] !== undefined) schemes.at(-1)?.parameters.set(match[2].toLowerCase(), value);
  }
  return schemes;
}

export interface DigestRequest {
  /** POST when left out; RTSP has methods of its own. */
  readonly method?: string;
  readonly path: string;
  readonly body: string;
  /** 1 for the first use of a nonce, then counting. */
  readonly nonceCount: number;
  readonly clientNonce?: string;
}

/** The `Authorization` value for one request (RFC 7616, 3.4). */
export function digestAuthorization(
  challenge: DigestChallenge,
  credential: CameraCredential,
  request: DigestRequest,
): string {
  const clientNonce = request.clientNonce ?? randomBytes(8).toString('hex');
  const nc = request.nonceCount.toString(16).padStart(8, '0');
  const fields = [
    `username="${quote(credential.username)}"`,
    `realm="${quote(challenge.realm)}"`,
    `nonce="${quote(challenge.nonce)}"`,
    `uri="${quote(request.path)}"`,
    `response="${digestResponse(challenge, credential, request, clientNonce, nc)}"`,
  ];
  if (challenge.announcedAlgorithm !== null) fields.push(`algorithm=${challenge.announcedAlgorithm}`);
  if (challenge.opaque !== null) fields.push(`opaque="${quote(challenge.opaque)}"`);
  if (challenge.qop !== null) fields.push(`qop=${challenge.qop}`, `nc=${nc}`, `cnonce="${clientNonce}"`);
  else if (challenge.session) fields.push(`cnonce="${clientNonce}"`);
  // Header values are bytes: UTF-8 names go through as such (RFC 7616, 4).
  return Buffer.from(`Digest ${fields.join(', ')}`, 'utf8').toString('latin1');
}

function digestResponse(
  challenge: DigestChallenge,
  { username, password }: CameraCredential,
  { method = 'POST', path, body }: DigestRequest,
  clientNonce: string,
  nc: string,
): string {
  const hash = (text: string): string =>
    createHash(challenge.algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text, 'utf8')
      .digest('hex');
  const account = hash(`${username}:${challenge.realm}:${password}`);
  const secret = challenge.session ? hash(`${account}:${challenge.nonce}:${clientNonce}`) : account;
  const target = hash(challenge.qop === 'auth-int' ? `${method}:${path}:${hash(body)}` : `${method}:${path}`);
  const middle = challenge.qop === null ? challenge.nonce : `${challenge.nonce}:${nc}:${clientNonce}:${challenge.qop}`;
  return hash(`${secret}:${middle}:${target}`);
}

function quote(text: string): string {
  return text
    .replaceAll(/[\r\n]/g, '')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');
}
