/** What one door allows. Bytes, counts, seconds and milliseconds as named. */
export interface DoorLimits {
  /** Sockets that have not logged in; when exceeded the oldest of them is dropped, so newcomers get their turn. */
  readonly waitingSockets: number;
  /** All sockets of one listener. */
  readonly sockets: number;
  /** From accept to the answer to CONNECT, whatever it is we wait for. */
  readonly connectDeadlineMs: number;
  readonly connectBytes: number;
  /** One packet after login, headers included. */
  readonly packetBytes: number;
  readonly topicBytes: number;
  /** Packets a second one device may send for long, and at once. Faster ones are read later, never dropped. */
  readonly packetsPerSecond: number;
  readonly packetBurst: number;
  /** QoS 1 messages of one device that wait for the commit. */
  readonly unacknowledged: number;
  readonly keepAliveSeconds: { readonly minimum: number; readonly maximum: number };
}

export const DOOR_LIMITS: DoorLimits = {
  waitingSockets: 4_000,
  sockets: 19_000,
  connectDeadlineMs: 10_000,
  connectBytes: 4 * 1024,
  packetBytes: 16 * 1024,
  topicBytes: 128,
  packetsPerSecond: 20,
  packetBurst: 200,
  unacknowledged: 200,
  keepAliveSeconds: { minimum: 1, maximum: 300 },
};
