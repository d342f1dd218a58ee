/** Topics of one device. Publishing: everything but `commands` and `config`; subscribing: only those two. */
export const PUBLISH_LEAVES = [
  ...(['heartbeat', 'heartbeat/pb', 'birth', 'status', 'commands/ack', 'observations'] as const),
  /** Of edge agents: what they were asked to find out. */
  'answers',
] as const;
export type PublishLeaf = (typeof PUBLISH_LEAVES)[number];

export const SUBSCRIBE_LEAVES = ['commands', 'config'] as const;
export type SubscribeLeaf = (typeof SUBSCRIBE_LEAVES)[number];

const ROOT = 'v1/devices/';

/** Ids on the wire are lower-case UUIDs; a broker compares them as they are, never folded. */
export const DEVICE_ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `v1/devices/{id}/`, with the slash: what registration hands out as `topicPrefix`. */
export const topicPrefix = (deviceId: string): string => `${ROOT}${deviceId}/`;

export const deviceTopic = (deviceId: string, leaf: PublishLeaf | SubscribeLeaf): string =>
  `${ROOT}${deviceId}/${leaf}`;

export interface DeviceTopic {
  readonly deviceId: string;
  readonly leaf: PublishLeaf | SubscribeLeaf;
}

const LEAVES = new Set<string>([...PUBLISH_LEAVES, ...SUBSCRIBE_LEAVES]);

/** Null for anything that is not exactly one of a device's topics (wildcards, odd characters, more levels). */
export function parseTopic(topic: string): DeviceTopic | null {
  const deviceId = topic.slice(ROOT.length, ROOT.length + 36);
  const leaf = topic.slice(ROOT.length + 37);
  if (!topic.startsWith(ROOT) || topic[ROOT.length + 36] !== '/') return null;
  if (!DEVICE_ID_PATTERN.test(deviceId) || !LEAVES.has(leaf)) return null;
  return { deviceId, leaf: leaf as DeviceTopic['leaf'] };
}
