import { networkInterfaces } from 'node:os';
import type { CameraDiscoveryResult, FoundCamera } from '#libs/domain';
import type { AddressPolicy } from '#libs/runtime';
import { type RawFound, runNodeOnvif } from './isolated-node-onvif.ts';

/** node-onvif repeats its questions for 1.35 s; late answers get the rest. */
const WAIT_MS = 3_000;
const DEADLINE_MS = 8_000;
const MOST_CAMERAS = 500;
const MOST_INTERFACES = 8;

/**
 * Asks by WS-Discovery (ONVIF Core 25.12, chapter 7) on every network this machine stands in, at once. An answer is
 * kept only when it names an address that the poller would be allowed to visit: anybody may answer a multicast.
 */
export async function discoverCameras(policy: AddressPolicy, waitMs = WAIT_MS): Promise<CameraDiscoveryResult> {
  const answers = await Promise.all(
    ownNetworks(policy).map((interfaceAddress) =>
      runNodeOnvif(
        { kind: 'discover', interfaceAddress, waitMs, maximum: MOST_CAMERAS },
        waitMs + DEADLINE_MS - WAIT_MS,
      ),
    ),
  );
  const found = new Map<string, FoundCamera>();
  let truncated = false;
  for (const answer of answers) {
    if (answer.kind !== 'answer') continue;
    truncated ||= answer.value.truncated;
    for (const raw of answer.value.cameras) {
      const camera = toFoundCamera(raw, policy);
      if (camera !== null && !found.has(camera.url)) found.set(camera.url, camera);
    }
  }
  const cameras = [...found.values()].sort((a, b) => a.url.localeCompare(b.url, 'en', { numeric: true }));
  return { cameras: cameras.slice(0, MOST_CAMERAS), truncated: truncated || cameras.length > MOST_CAMERAS };
}

/** Own IPv4 addresses in networks where cameras may be; loopback only when cameras are allowed there. */
function ownNetworks(policy: AddressPolicy): string[] {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const usable = all.filter((entry) => entry.family === 'IPv4' && policy.check(entry.address, 80, 'camera').allowed);
  return [...new Set(usable.map((entry) => entry.address))].slice(0, MOST_INTERFACES);
}

export function toFoundCamera(raw: RawFound, policy: AddressPolicy): FoundCamera | null {
  const url = raw.addresses.map((address) => visitable(address, policy)).find((candidate) => candidate !== null);
  if (url === undefined) return null;
  return { url, name: plain(raw.name), model: plain(raw.hardware), location: plain(raw.location), urn: raw.urn };
}

/** A literal address only: a name from a stranger's answer would be looked up in our name. */
function visitable(address: string, policy: AddressPolicy): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '') return null;
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  return policy.check(url.hostname, port, 'camera').allowed ? url.origin + url.pathname : null;
}

/** Scopes are percent-encoded; control characters have no place in a name. */
function plain(text: string): string | null {
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all: keep it as it is written.
  }
  return (
    decoded
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .normalize('NFC')
      .trim()
      .slice(0, 200) || null
  );
}
