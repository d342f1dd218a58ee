/** Why connections were refused or ended and messages turned away; the label of one counter each. */
export type DoorEvent =
  | 'accepted'
  | 'waiting_room_full'
  | 'connect_timeout'
  | 'connect_too_large'
  | 'connect_malformed'
  | 'protocol_version'
  | 'keep_alive_refused'
  | 'client_id_refused'
  | 'bad_credentials'
  | 'will_on_foreign_topic'
  | 'not_ready'
  | 'left'
  | 'vanished'
  | 'superseded'
  | 'keep_alive_expired'
  | 'packet_too_large'
  | 'packet_not_allowed'
  | 'qos2_refused'
  | 'topic_refused'
  | 'subscription_refused'
  | 'protocol_error'
  | 'hook_error'
  | 'closed_by_us'
  | 'throttled';

export class Tally {
  private readonly counts = new Map<DoorEvent, number>();

  add(event: DoorEvent): void {
    this.counts.set(event, this.of(event) + 1);
  }

  of(event: DoorEvent): number {
    return this.counts.get(event) ?? 0;
  }

  entries(): IterableIterator<[DoorEvent, number]> {
    return this.counts.entries();
  }
}
