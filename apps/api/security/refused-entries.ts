import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SecurityLog } from '#libs/database';
import type { SecurityEventName } from '#libs/domain';
import { type Clock, CLOCK, type Logger, LOGGER, LoopRegistry } from '#libs/runtime';

const STORE_EVERY_MS = 2_000;

/**
 * What was refused at the web's door, for the security log. An e-mail address is not kept: people type their password
 * into that field, too; an account that exists is named by its id.
 */
@Injectable()
export class RefusedEntries implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly log: SecurityLog,
    private readonly loops: LoopRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'api-security', everyMs: STORE_EVERY_MS, run: (now) => this.log.flush(now) });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.log.flush(this.clock.now()).catch((err: unknown) => {
      this.logger.error({ err }, 'The last entries of the security log could not be stored');
    });
  }

  /** @param sample an id or the public part of a key; never what was presented as a secret */
  note(event: SecurityEventName, address: string, sample: string): void {
    const note = { event, deviceNo: null, address: address.replace(/^::ffff:/, ''), sample };
    this.log.note(note, this.clock.now());
  }
}
