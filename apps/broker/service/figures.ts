import type { Metrics } from '#libs/runtime';
import type { DeviceDoor } from '../door/speaker.ts';
import type { DoorEvent } from '../door/tally.ts';

/** The door's figures for /metrics. Hot paths count in plain numbers; the registry is fed once in a while. */
export class DoorFigures {
  readonly refused;
  readonly flushSeconds;
  readonly messages;
  readonly writeFailures;
  readonly quarantined;
  readonly commands;
  readonly acknowledgements;
  private readonly events;
  private readonly connections;
  private readonly reported = new Map<DoorEvent, number>();

  constructor(metrics: Metrics) {
    this.refused = metrics.counter('canhthon_mqtt_refused_messages_total', 'Messages that were not accepted', [
      'reason',
    ]);
    this.messages = metrics.counter('canhthon_mqtt_messages_total', 'What devices said and is stored');
    this.flushSeconds = metrics.histogram('canhthon_ingest_flush_seconds', 'From handing over a batch to its commit');
    this.writeFailures = metrics.counter('canhthon_ingest_failures_total', 'Writes that will be tried again');
    this.quarantined = metrics.counter('canhthon_ingest_quarantined_total', 'Devices whose rows were put aside');
    this.commands = metrics.counter('canhthon_mqtt_commands_total', 'Commands handed to devices');
    this.acknowledgements = metrics.counter(
      'canhthon_mqtt_command_answers_total',
      'What became of answers to commands; all but `answered` changed nothing',
      ['outcome'],
    );
    this.events = metrics.counter('canhthon_mqtt_events_total', 'Connections let in, refused and ended', ['reason']);
    this.connections = metrics.gauge('canhthon_mqtt_connections', 'Open connections', ['state']);
  }

  report(door: Pick<DeviceDoor, 'tally' | 'connected' | 'waiting'>): void {
    for (const [reason, total] of door.tally.entries()) {
      this.events.inc({ reason }, total - (this.reported.get(reason) ?? 0));
      this.reported.set(reason, total);
    }
    this.connections.set({ state: 'logged_in' }, door.connected);
    this.connections.set({ state: 'waiting' }, door.waiting);
  }
}
