import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { Client } from 'undici';
import { probeCamera } from '#apps/poller';
import { AddressPolicy, loadConfig } from '#libs/runtime';
import { CREDENTIAL } from './addresses.ts';

/** The same probe by each: the camera's time, then its information behind the login. True: it answered. */
export type Probe = (url: URL) => Promise<boolean>;

export const DEADLINE_MS = 4_500;

interface OnvifLibrary {
  readonly Cam: new (options: object) => {
    getSystemDateAndTime(done: (error: Error | null) => void): void;
    getDeviceInformation(done: (error: Error | null) => void): void;
  };
}
interface NodeOnvif {
  readonly OnvifDevice: new (options: { xaddr: string; user: string; pass: string }) => {
    readonly services: {
      readonly device: { getSystemDateAndTime(): Promise<unknown>; getDeviceInformation(): Promise<unknown> };
    };
  };
}

const require = createRequire(import.meta.url);
const clock = { now: () => Date.now() };

export const CLIENTS: Readonly<Record<string, () => Probe>> = {
  ours: () => {
    const policy = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8' }));
    const common = { credential: CREDENTIAL, knownMethod: 'ws_username_token', deadlineMs: DEADLINE_MS } as const;
    return async (url) => (await probeCamera({ url, clock, policy, ...common })).kind === 'onvif';
  },
  // The limit: one GET by the same client on a connection of its own, with the same deadline over all of it.
  http_get: () => async (url) => {
    const client = new Client(url.origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
    const timer = setTimeout(() => void client.destroy(), DEADLINE_MS);
    try {
      const response = await client.request({ method: 'GET', path: url.pathname });
      await response.body.text();
      return true;
    } catch {
      return false; // refused, or the deadline
    } finally {
      clearTimeout(timer);
      if (!client.destroyed) await client.destroy();
    }
  },
  onvif: () => {
    const { Cam } = require('onvif') as OnvifLibrary;
    // By itself it opens a connection for each question; here both go over one, as with the others.
    const common = { ...CREDENTIAL, agent: new Agent({ keepAlive: true }), autoconnect: false, timeout: DEADLINE_MS };
    return ({ hostname, port }) =>
      new Promise((resolve) => {
        const cam = new Cam({ ...common, hostname, port: Number(port) });
        cam.getSystemDateAndTime((error) => {
          if (error) resolve(false);
          else cam.getDeviceInformation((failure) => resolve(!failure));
        });
      });
  },
  node_onvif: () => {
    const { OnvifDevice } = require('node-onvif') as NodeOnvif;
    return async ({ href }) => {
      const { username: user, password: pass } = CREDENTIAL;
      const { device } = new OnvifDevice({ xaddr: href, user, pass }).services;
      try {
        await device.getSystemDateAndTime();
        await device.getDeviceInformation();
        return true;
      } catch {
        return false; // refused, or its own timeout
      }
    };
  },
};
