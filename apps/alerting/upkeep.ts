import {
  type AckLinks,
  applyRetention,
  type CommandDelivery,
  type Database,
  type DeliveryReceipts,
  dropPackedDays,
  endSubscriptions,
  forgetFuture,
  forgetThumbnails,
  indexFinishedDays,
  packDays,
  packHours,
  prepareTelemetryPartitions,
  repeatLateHours,
  rollUpHours,
  type SecurityLog,
} from '#libs/database';
import { DAY } from '#libs/domain';
import type { Config, Logger } from '#libs/runtime';

/** Commands that are over are shown this long. */
const COMMANDS_KEPT = 365 * DAY;

/** Finished hours are rolled up and packed, and what late reports change of the past is recorded. */
export async function keepHistory(database: Database, now: number): Promise<void> {
  await rollUpHours(database, now);
  await packHours(database, now);
  while ((await repeatLateHours(database, now)) !== null);
}

/** What has to be done to the tables now and then. Each part is complete in itself; a failing one is told with all. */
export class Upkeep {
  constructor(
    private readonly on: {
      readonly database: Database;
      readonly ackLinks: AckLinks;
      readonly commands: CommandDelivery;
      readonly security: SecurityLog;
      readonly receipts: DeliveryReceipts;
      readonly config: Config;
      readonly logger: Logger;
    },
  ) {}

  async run(now: number): Promise<void> {
    const failures: unknown[] = [];
    for (const [name, part] of this.#parts(now)) {
      try {
        await part();
      } catch (error) {
        failures.push(new Error(`Upkeep of ${name} failed`, { cause: error }));
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, 'Several parts of the upkeep failed');
  }

  #parts(now: number): [string, () => Promise<unknown>][] {
    const { database, ackLinks, commands, security, receipts, config } = this.on;
    return [
      // Time may have been set back while nobody was there to see it.
      ['clocks', () => forgetFuture(database, now)],
      ['partitions', () => prepareTelemetryPartitions(database, now)],
      ['links', () => ackLinks.prune(now)],
      ['commands', () => commands.forget(now - COMMANDS_KEPT)],
      ['the security log', () => security.forget(now - config.securityLogDays * DAY)],
      // Of messages whose acceptance never came on record.
      ['receipts', () => receipts.forget(now - DAY)],
      ['browsers', () => database.transaction((tx) => endSubscriptions(tx, now))],
      ['packed days', () => dropPackedDays(database, now)],
      ['hours of finished days', () => packDays(database, now)],
      ['thumbnails', () => forgetThumbnails(database, now)],
      ['indexes', () => indexFinishedDays(database, now)],
      ['retention', () => this.#removeOld(now)],
    ];
  }

  async #removeOld(now: number): Promise<void> {
    const { database, config, logger } = this.on;
    const { dropped, kept, rows } = await applyRetention(database, config.retention, now);
    if (dropped.length > 0 || rows > 0) logger.info({ dropped, rows }, 'Old history was removed');
    if (kept.length > 0) logger.warn({ kept }, 'Old history could not be removed yet');
  }
}
