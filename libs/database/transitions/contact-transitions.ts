import { CONTACT_RULE, decideContact, type DeviceNo, type DoorId, type EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { lockDevices } from './lock.ts';
import { type NewTransition, recordTransitions } from './record.ts';

export interface Contact {
  readonly deviceNo: DeviceNo;
  /** Database time at which the door received it. */
  readonly heardAt: EpochMs;
}

/**
 * Records who came back among the devices just heard. Call it in the transaction that stored the contacts, after the
 * latest rows were written in device_no order. Costs one look into the small index of devices that are not online;
 * a healthy fleet gets no further.
 */
export async function recordContacts(
  sql: Sql,
  contacts: readonly Contact[],
  doorId: DoorId,
  now: EpochMs,
): Promise<NewTransition[]> {
  if (contacts.length === 0) return [];
  const heardAt = new Map(contacts.map((contact) => [contact.deviceNo, contact.heardAt]));
  const notOnline = await sql.query<{ device_no: DeviceNo }>(
    `SELECT device_no FROM device_health WHERE connectivity <> 'online' AND device_no = ANY($1)`,
    [[...heardAt.keys()]],
  );
  const devices = await lockDevices(
    sql,
    notOnline.map((row) => row.device_no),
    now,
  );
  const transitions = devices.flatMap((device): NewTransition[] => {
    const decision = decideContact(device, heardAt.get(device.deviceNo) ?? now);
    if (decision.change === null) return [];
    const { change: to, reason, occurredAt } = decision;
    return [{ kind: 'connectivity', device, to, reason, rule: CONTACT_RULE, occurredAt, doorId }];
  });
  await recordTransitions(sql, transitions, now);
  return transitions;
}
