/** What somebody tried at a door and was not let do, or what ended because rights were taken away. */
export const SECURITY_EVENTS = {
  /** A login with the id of no device. */
  unknown_device: 'mqtt',
  wrong_secret: 'mqtt',
  /** The device has nothing that opens the door: retired, or its secret was revoked. */
  secret_revoked: 'mqtt',
  /** A will, a message or a subscription on a topic that is not the device's own. */
  topic_violation: 'mqtt',
  /** An edge agent reported of a camera that is not its own. */
  foreign_camera: 'mqtt',
  /** Packets that no honest device sends: QoS 2, too large, malformed, not allowed. */
  protocol_violation: 'mqtt',
  /** It sent faster than allowed and was read later. */
  rate_limited: 'mqtt',
  /** A newer connection with the same id and the right secret replaced one that was open. */
  takeover: 'mqtt',
  /** An open connection ended because its secret was replaced or revoked, or the device retired. */
  credentials_changed: 'mqtt',
  login_failed: 'rest',
  login_throttled: 'rest',
  api_key_refused: 'rest',
} as const;

export type SecurityEventName = keyof typeof SECURITY_EVENTS;
export type SecurityDoor = (typeof SECURITY_EVENTS)[SecurityEventName];
