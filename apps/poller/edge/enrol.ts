import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';
import { newOpeningKey, StartError } from '#libs/runtime';
import { type AgentState, type PendingClaim, readKept, writeKept } from './agent-state.ts';

const ANSWER_WITHIN_MS = 20_000;
const LARGEST_ANSWER_BYTES = 64 * 1024;

export interface Enrolment {
  /** The address of Canh Thôn, as people open it. */
  readonly server: string;
  readonly claimCode: string;
  readonly folder: string;
  /** Trusted beside the public authorities (PEM). */
  readonly authority?: string;
}

interface Claimed {
  readonly deviceId: string;
  readonly mqtt: { readonly password: string };
  readonly door: AgentState['door'];
  readonly intervalSeconds: number;
}

/**
 * Turns a claim code into a password of this machine's own, and keeps it. Asked again with the same code after a lost
 * answer it gets one, too: the nonce was kept before it was sent. Throws StartError with a sentence for the installer.
 */
export async function enrol({ server, claimCode, folder, authority }: Enrolment): Promise<AgentState> {
  const kept = readKept(folder);
  const pending = kept?.pending ?? newClaim();
  writeKept(folder, { ...kept, pending });
  const base = addressOf(server);
  const { nonce, publicKey, privateKey } = pending;
  const model = `canh-thon-edge ${hostname()}`.slice(0, 100);
  const claimed = await claim(base, { claimCode, nonce, publicKey, model }, authority);
  const { deviceId, mqtt, door, intervalSeconds } = claimed;
  const agent = {
    server: base,
    deviceId,
    password: mqtt.password,
    door,
    intervalSeconds,
    privateKey,
    ...(authority !== undefined && { authority }),
  };
  writeKept(folder, { agent });
  return agent;
}

const newClaim = (): PendingClaim => ({ nonce: randomBytes(24).toString('base64url'), ...newOpeningKey() });

function addressOf(server: string): string {
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    throw new StartError('--server: cần địa chỉ bắt đầu bằng https:// / needs an address that begins with https://');
  return server.replace(/\/+$/, '');
}

/** Whom to trust: those everybody trusts, and one's own authority. */
export const trusted = (authority: string | undefined): { readonly ca: string[] } | undefined =>
  authority === undefined ? undefined : { ca: [...rootCertificates, authority] };

async function claim(base: string, body: object, authority: string | undefined): Promise<Claimed> {
  const connect = trusted(authority);
  let status: number;
  let answer: { readonly errorCode?: string; readonly message?: string };
  try {
    const response = await request(`${base}/api/v1/claims`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'vi' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(connect !== undefined && { dispatcher: new Agent({ connect }) }),
    });
    status = response.statusCode;
    answer = JSON.parse((await response.body.text()).slice(0, LARGEST_ANSWER_BYTES)) as typeof answer;
  } catch (error) {
    throw new StartError(`Không hỏi được máy chủ ${base} / The server cannot be asked: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (status === 200) return answer as unknown as Claimed;
  throw new StartError(`Máy chủ không nhận mã / The server refused the code: ${answer.message ?? status}`);
}
