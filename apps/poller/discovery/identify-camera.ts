import { lookup } from 'node:dns/promises';
import { isIPv4 } from 'node:net';
import type { CameraIdentifyResult, CameraProfile } from '#libs/domain';
import type { AddressPolicy } from '#libs/runtime';
import { type Authentication, type CameraCredential, type OnvifAnswer, probeCamera } from '../onvif/index.ts';
import { escapeXml } from '../onvif/tag-scan.ts';
import { runNodeOnvif } from './isolated-node-onvif.ts';

const PROBE_DEADLINE_MS = 5_000;
/** init() asks 4 + 4 questions a profile, one after the other. */
const PROFILES_DEADLINE_MS = 15_000;

export interface IdentifyRequest {
  readonly url: URL;
  readonly credential: CameraCredential | null;
  /** A second login in this visit, dated by another clock, cannot lock the account. */
  readonly mayTryAgain?: boolean;
  /** Told of the login's outcome before anything else is asked. */
  readonly remember?: (authentication: Authentication) => Promise<void>;
  readonly policy: AddressPolicy;
  readonly clock: { now(): number };
}

const nothing: CameraIdentifyResult = {
  reachable: false,
  onvif: false,
  login: 'not_tried',
  attemptsLeft: null,
  clockDriftSeconds: null,
  manufacturer: null,
  model: null,
  firmware: null,
  serial: null,
  profiles: [],
  detail: '',
};

/**
 * What is this camera? The lean probe goes first: it knows the camera's clock, speaks Digest and stops after one
 * wrong password. Only when the login is good does node-onvif read the profiles.
 */
export async function identifyCamera(request: IdentifyRequest): Promise<CameraIdentifyResult> {
  const { url, credential, policy, clock } = request;
  const outcome = await probeCamera({
    url,
    credential: credential ?? 'none',
    mayTryAgain: request.mayTryAgain ?? true,
    knownMethod: null,
    deadlineMs: PROBE_DEADLINE_MS,
    clock,
    policy,
  });
  if (outcome.kind === 'no_answer') return { ...nothing, detail: `${outcome.reason}: ${outcome.detail}` };
  if (outcome.kind === 'not_onvif')
    return { ...nothing, reachable: true, detail: `${outcome.reason}: ${outcome.detail}` };
  if (credential !== null) await request.remember?.(outcome.authentication);
  const known = { ...nothing, ...describe(outcome) };
  if (outcome.authentication.state !== 'accepted' && outcome.authentication.state !== 'not_required') return known;
  const profiles = await readProfiles(request);
  return typeof profiles === 'string' ? { ...known, detail: profiles } : { ...known, profiles };
}

function describe({ authentication, clock, information }: OnvifAnswer): Partial<CameraIdentifyResult> {
  return {
    reachable: true,
    onvif: true,
    login: authentication.state,
    attemptsLeft: authentication.state === 'rejected' ? authentication.attemptsLeft : null,
    clockDriftSeconds: clock.kind === 'read' ? clock.driftSeconds : null,
    manufacturer: information?.manufacturer ?? null,
    model: information?.model ?? null,
    firmware: information?.firmware ?? null,
    serial: information?.serial ?? null,
    detail:
      'detail' in authentication ? authentication.detail : 'reason' in authentication ? authentication.reason : '',
  };
}

/** The profiles, or why they could not be read. */
async function readProfiles({ url, credential, policy }: IdentifyRequest): Promise<readonly CameraProfile[] | string> {
  if (url.protocol !== 'http:') return 'profiles: not read over https';
  const username = credential?.username ?? '';
  const password = credential?.password ?? '';
  // node-onvif refuses such passwords itself; asked anyway it would spend a login attempt on nothing.
  if (/[^\x20-\x7e]|[<>]/.test(password)) return 'profiles: not read, the password has letters node-onvif cannot send';
  const address = await allowedAddress(url, policy);
  if (address === null) return 'profiles: not read, no allowed IPv4 address';
  // The library writes the name into its XML as it is.
  const escaped = escapeXml(username).replaceAll(/[^\x20-\x7e]/gu, (letter) => `&#${letter.codePointAt(0)};`);
  const task = { kind: 'identify' as const, address, path: url.pathname, username: escaped, password };
  const outcome = await runNodeOnvif(task, PROFILES_DEADLINE_MS);
  if (outcome.kind === 'answer') return outcome.value;
  return outcome.kind === 'deadline' ? 'profiles: no complete answer in time' : `profiles: ${outcome.detail}`;
}

/** `host:port` with the very address that policy judged. */
async function allowedAddress(url: URL, policy: AddressPolicy): Promise<string | null> {
  const port = Number(url.port || 80);
  const addresses = isIPv4(url.hostname) ? [{ address: url.hostname }] : await resolve(url.hostname);
  const allowed = addresses.find(({ address }) => policy.check(address, port, 'camera').allowed);
  return allowed === undefined ? null : `${allowed.address}:${port}`;
}

async function resolve(hostname: string): Promise<{ address: string }[]> {
  // A name that does not resolve is an answer too; the probe before has said so already.
  return lookup(hostname, { all: true, family: 4 }).catch(() => []);
}
