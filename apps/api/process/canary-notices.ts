import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CanaryStore } from '#libs/database';
import { CANARY_REASONS, canaryNotice } from '#libs/domain';
import { LoopRegistry, Notices } from '#libs/runtime';

const LOOK_EVERY_MS = 15_000;

/** A canary whose outage was not told in time is a notice for whoever runs the installation, until one was. */
@Injectable()
export class CanaryNotices implements OnApplicationBootstrap {
  constructor(
    private readonly canary: CanaryStore,
    private readonly notices: Notices,
    private readonly loops: LoopRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'canary-notices', everyMs: LOOK_EVERY_MS, run: (now) => this.#look(now) });
  }

  async #look(now: number): Promise<void> {
    const notice = canaryNotice(await this.canary.last(), now);
    for (const code of CANARY_REASONS) if (code !== notice?.code) this.notices.clear(code);
    if (notice !== null) this.notices.raise(notice);
  }
}
