import { createHash, randomBytes } from 'node:crypto';
import type { LoginVerdict } from './login-guard.ts';
import type { LoginMethod, SimulatedCamera } from './simulated-camera.ts';
import { textOf, type XmlNode } from './soap-message.ts';

/** Judges WS-UsernameToken (ONVIF Core 5.9.1 → WSS UsernameToken profile 1.0) and HTTP Digest (RFC 7616) logins. */

const digestMethods: readonly LoginMethod[] = ['digest_md5', 'digest_sha256', 'digest_md5_without_qop'];

export function offersDigest(camera: SimulatedCamera): boolean {
  return camera.loginMethods.some((method) => digestMethods.includes(method));
}

/** `WWW-Authenticate` values, one per offered algorithm; the nonce is valid for this camera and path only. */
export function digestChallenges(camera: SimulatedCamera, path: string, methods = camera.loginMethods): string[] {
  const nonce = `${randomBytes(8).toString('hex')}${nonceSeal(camera, path)}`;
  const realm = camera.realm.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return methods
    .filter((method) => digestMethods.includes(method))
    .map((method) => {
      if (method === 'digest_md5_without_qop') return `Digest realm="${realm}", nonce="${nonce}"`;
      const algorithm = method === 'digest_sha256' ? 'SHA-256' : 'MD5';
      return `Digest realm="${realm}", qop="auth,auth-int", algorithm=${algorithm}, nonce="${nonce}", opaque="a=b,c"`;
    });
}

export function judgeUsernameToken(camera: SimulatedCamera, token: XmlNode, now: number): LoginVerdict {
  const created = textOf(token['Created']);
  const age = Math.abs(camera.clockAt(now) - Date.parse(created));
  if (!(age <= camera.createdWindowSeconds * 1000)) {
    return camera.guard.judge(false, now, 'Wsse authorized time check failed');
  }
  const nonce = Buffer.from(textOf(token['Nonce']), 'base64');
  const expected = createHash('sha1').update(nonce).update(created).update(camera.password).digest('base64');
  const correct = textOf(token['Username']) === camera.username && textOf(token['Password']) === expected;
  return camera.guard.judge(correct, now);
}

export function judgeDigest(
  camera: SimulatedCamera,
  request: {
    readonly authorization: string;
    readonly method: string;
    readonly path: string;
    /** What its nonces are bound to; the path unless given. */
    readonly nonceScope?: string;
  },
  now: number,
): LoginVerdict {
  const given = readAuthorization(request.authorization);
  const nonce = given.get('nonce') ?? '';
  if (nonce.slice(16) !== nonceSeal(camera, request.nonceScope ?? request.path))
    return camera.guard.judge(false, now, 'Nonce not for this URL');
  const algorithm = given.get('algorithm') === 'SHA-256' ? 'sha256' : 'md5';
  const hash = (text: string): string => createHash(algorithm).update(text).digest('hex');
  const secret = hash(`${camera.username}:${camera.realm}:${camera.password}`);
  const target = hash(`${request.method}:${request.path}`);
  const qop = given.get('qop');
  const middle = qop === undefined ? nonce : `${nonce}:${given.get('nc')}:${given.get('cnonce')}:${qop}`;
  const correct =
    given.get('username') === camera.username && given.get('response') === hash(`${secret}:${middle}:${target}`);
  return camera.guard.judge(correct, now);
}

function nonceSeal(camera: SimulatedCamera, path: string): string {
  return createHash('sha256').update(`${camera.urn} ${path}`).digest('hex').slice(0, 16);
}

function readAuthorization(header: string): Map<string, string> {
  const given = new Map<string, string>();
  for (const match of header.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]*))/g)) {
    const value = match[2]?.replaceAll(/\\(.)/g, '$1') ?? match[3] ?? '';
    given.set(match[1] ?? '', Buffer.from(value, 'latin1').toString('utf8'));
  }
  return given;
}
