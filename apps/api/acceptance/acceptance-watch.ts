import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AcceptanceStore } from '#libs/database';
import { LoopRegistry } from '#libs/runtime';

const LOOK_EVERY_MS = 2_000;

/** Ends tests that nobody looks at, and asks cameras again that were still starting. */
@Injectable()
export class AcceptanceWatch implements OnApplicationBootstrap {
  constructor(
    private readonly tests: AcceptanceStore,
    private readonly loops: LoopRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'api-acceptance', everyMs: LOOK_EVERY_MS, run: (now) => this.tests.tendAll(now) });
  }
}
