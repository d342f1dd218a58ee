import type { Socket } from 'node:net';
import type { SecurityEventName, SecurityNote } from '#libs/domain';
import type { DeviceRecord } from './directory.ts';
import type { Session } from './session.ts';
import type { DoorEvent } from './tally.ts';

/** What the door notices for the security log. Nothing that was presented as a secret comes near it. */

/** Where a connection comes from, without the port: `::ffff:10.0.0.1` is 10.0.0.1. */
export const placeOf = (socket: Socket): string => (socket.remoteAddress ?? '').replace(/^::ffff:/, '');

/** A CONNECT refused as it was read: nobody is known yet, whatever it claims. */
const STRANGER: Partial<Record<DoorEvent, SecurityEventName>> = {
  connect_malformed: 'protocol_violation',
  connect_too_large: 'protocol_violation',
  will_on_foreign_topic: 'topic_violation',
  client_id_refused: 'unknown_device',
  bad_credentials: 'unknown_device',
};

/** How a connection ended, or was held. */
const OFFENCE: Partial<Record<DoorEvent, SecurityEventName>> = {
  topic_refused: 'topic_violation',
  subscription_refused: 'topic_violation',
  packet_too_large: 'protocol_violation',
  packet_not_allowed: 'protocol_violation',
  qos2_refused: 'protocol_violation',
  protocol_error: 'protocol_violation',
  throttled: 'rate_limited',
};

export function strangerNote(reason: DoorEvent, address: string): SecurityNote | null {
  const event = STRANGER[reason];
  return event === undefined ? null : { event, deviceNo: null, address, sample: reason };
}

/** A login refused. `record` is null for an id of no device; the id itself is well-formed by now. */
export function loginNote(record: DeviceRecord | null, claimed: string, address: string): SecurityNote {
  if (record === null) return { event: 'unknown_device', deviceNo: null, address, sample: claimed };
  const event = record.secret === null ? 'secret_revoked' : 'wrong_secret';
  return { event, deviceNo: record.deviceNo, address, sample: claimed };
}

export function offenceNote(reason: DoorEvent, session: Session): SecurityNote | null {
  const event = OFFENCE[reason];
  if (event === undefined) return null;
  const sample = session.offence === '' ? reason : session.offence;
  return { event, deviceNo: session.device.deviceNo, address: session.address, sample };
}

export const takeoverNote = (older: Session, newer: Session): SecurityNote => ({
  event: 'takeover',
  deviceNo: newer.device.deviceNo,
  address: newer.address,
  sample: `before: ${older.address}`,
});

export const credentialsNote = (session: Session): SecurityNote => ({
  event: 'credentials_changed',
  deviceNo: session.device.deviceNo,
  address: session.address,
  sample: session.device.deviceId,
});
