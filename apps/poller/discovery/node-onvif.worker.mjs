// Runs node-onvif in a thread of its own: it may hang, leak sockets or crash on what a camera sends, and the thread is
// ended from outside. Written in plain JavaScript so that the same file runs from source and from dist.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const nodeOnvif = createRequire(import.meta.url)('node-onvif');

/** @typedef {{ kind: 'discover', interfaceAddress: string, waitMs: number, maximum: number }} DiscoverTask */
/** @typedef {{ kind: 'identify', address: string, path: string, username: string, password: string }} IdentifyTask */

const LONGEST_TEXT = 300;
const MOST_PROFILES = 16;

/** A text, clipped; xml2js gives objects for elements with attributes. @param {any} value @returns {string} */
function text(value) {
  const inner = typeof value === 'object' && value !== null ? value._ : value;
  return typeof inner === 'string' ? inner.slice(0, LONGEST_TEXT) : '';
}

/** @param {DiscoverTask} task */
async function discover({ interfaceAddress, waitMs, maximum }) {
  // Private fields of node-onvif 0.1.7 (pinned): it offers no other way to choose the interface and the wait.
  nodeOnvif._DISCOVERY_WAIT = waitMs;
  const probing = nodeOnvif.startProbe();
  nodeOnvif._udp.once('listening', () => nodeOnvif._udp.setMulticastInterface(interfaceAddress));
  const found = await probing;
  const cameras = found.slice(0, maximum).map((/** @type {any} */ camera) => ({
    urn: text(camera.urn),
    name: text(camera.name),
    hardware: text(camera.hardware),
    location: text(camera.location),
    addresses: camera.xaddrs.slice(0, 4).map(text),
  }));
  return { cameras, truncated: found.length > maximum };
}

/** @param {IdentifyTask} task */
async function identify({ address, path, username, password }) {
  const device = new nodeOnvif.OnvifDevice({ xaddr: `http://${address}${path}`, user: username, pass: password });
  // Whatever service addresses the camera announces, only their path counts: host and port stay the registered ones.
  device._getXaddr = (/** @type {string} */ announced) => {
    const { pathname, search } = new URL(text(announced), `http://${address}`);
    return `http://${address}${pathname}${search}`;
  };
  await device.init();
  const profiles = device.getProfileList().slice(0, MOST_PROFILES);
  return profiles.map((/** @type {any} */ profile) => ({
    token: text(profile.token),
    name: text(profile.name),
    encoding: text(profile.video.encoder?.encoding),
    width: Number(profile.video.encoder?.resolution.width) || 0,
    height: Number(profile.video.encoder?.resolution.height) || 0,
    streamUri: text(profile.stream.rtsp),
    snapshotUri: text(profile.snapshot),
  }));
}

const answer = workerData.kind === 'discover' ? await discover(workerData) : await identify(workerData);
parentPort?.postMessage(answer);
