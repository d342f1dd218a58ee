import { randomUUID } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { scopesOf } from './device-service.ts';
import type { SimulatedCamera } from './simulated-camera.ts';

/** WS-Discovery 1.0 (2005/04) as ONVIF Core 25.12 chapter 7 asks for it: Probe in, ProbeMatches out. */

export const DISCOVERY_GROUP = '239.255.255.250';
export const DISCOVERY_PORT = 3702;

export interface DiscoveryOptions {
  readonly cameras: () => readonly SimulatedCamera[];
  readonly urlOf: (camera: SimulatedCamera) => string;
  /** Port for probes; others than 3702 are for tests of single-address probes. */
  readonly port?: number;
  /** More cameras than this never answer one probe. */
  readonly maximumAnswers?: number;
}

/**
 * Answers probes on the loopback interface only: multicast is joined there, and single-address probes are taken on
 * 127.0.0.1. Several responders may run on one machine (the port is shared).
 */
export class DiscoveryResponder {
  readonly #options: DiscoveryOptions;
  #multicast: Socket | null = null;
  #unicast: Socket | null = null;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /** @returns the port on which single-address probes are answered */
  async start(): Promise<number> {
    const wanted = this.#options.port ?? DISCOVERY_PORT;
    const unicast = await open(wanted, '127.0.0.1');
    unicast.on('message', (message, from) => this.#answer(message, from));
    this.#unicast = unicast;
    // Bound to the group address, this socket sees multicast only, and only what arrives on loopback.
    const multicast = await open(wanted === 0 ? unicast.address().port : wanted, DISCOVERY_GROUP);
    multicast.addMembership(DISCOVERY_GROUP, '127.0.0.1');
    multicast.on('message', (message, from) => this.#answer(message, from));
    this.#multicast = multicast;
    return unicast.address().port;
  }

  async stop(): Promise<void> {
    const sockets = [this.#unicast, this.#multicast].filter((socket) => socket !== null);
    this.#unicast = null;
    this.#multicast = null;
    await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.close(resolve))));
  }

  #answer(message: Buffer, from: RemoteInfo): void {
    const probe = readProbe(message.toString('utf8'));
    if (probe === null || this.#unicast === null) return;
    const able = this.#options.cameras().filter((camera) => camera.discoverable && camera.faults.wire === 'normal');
    for (const camera of able.slice(0, this.#options.maximumAnswers ?? 200)) {
      this.#unicast.send(probeMatch(camera, this.#options.urlOf(camera), probe.messageId), from.port, from.address);
    }
  }
}

async function open(port: number, address: string): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  // A caller that is gone again makes the kernel report an error on a later send: nothing to do about it.
  socket.on('error', () => undefined);
  return socket;
}

function readProbe(text: string): { readonly messageId: string } | null {
  if (text.length > 16_384 || !/<(\w+:)?Probe[\s>/]/.test(text)) return null;
  const messageId = /<(?:\w+:)?MessageID[^>]*>\s*([^<]{1,200}?)\s*</.exec(text)?.[1];
  const types = /<(?:\w+:)?Types[^>]*>([^<]*)</.exec(text)?.[1]?.trim() ?? '';
  const wanted = types === '' || /NetworkVideoTransmitter|:Device\b/.test(types);
  return messageId !== undefined && wanted ? { messageId } : null;
}

function probeMatch(camera: SimulatedCamera, url: string, relatesTo: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"' +
    ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"' +
    ' xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><s:Header>' +
    `<a:MessageID>uuid:${randomUUID()}</a:MessageID><a:RelatesTo>${relatesTo}</a:RelatesTo>` +
    '<a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To>' +
    '<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>' +
    `<a:EndpointReference><a:Address>${camera.urn}</a:Address></a:EndpointReference>` +
    `<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>${scopesOf(camera).join(' ')}</d:Scopes>` +
    `<d:XAddrs>${url}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`
  );
}
