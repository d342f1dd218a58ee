/** What the MQTT half of the fleet has done since it started. */
export class Tally {
  connections = 0;
  connected = 0;
  heartbeats = 0;
  acknowledged = 0;
  readonly failures = new Map<string, number>();

  failed(reason: string): void {
    this.failures.set(reason, (this.failures.get(reason) ?? 0) + 1);
  }
}
