import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type FeedEvent, FleetStore, type Scope } from '#libs/database';
import type { EpochMs } from '#libs/domain';
import { type Clock, CLOCK, type Logger, LOGGER, LoopRegistry } from '#libs/runtime';
import { LiveFeed } from '../live/live-feed.ts';
import { Fleet, type HealthNews } from './fleet.ts';
import type { SiteIndex } from './site-index.ts';
import { SiteView, type ViewFilter } from './site-view.ts';

const MOST_VIEWS = 8;
/** Up to so many devices a map waits for its fleet to be read again; a larger one shows the old picture meanwhile. */
const QUICKLY_READ = 50_000;
const UNUSED_AFTER = 30 * 60_000;
const TEND_EVERY = 1_000;
const LOOK_FOR_WINDOWS_EVERY = 10_000;

/** One territory: the set of units below which a caller may see. */
interface Territory {
  readonly roots: Scope;
  fleet: Fleet | null;
  loading: Promise<void> | null;
  /** Something stands elsewhere: the fleet has to be read again. */
  stale: boolean;
  /** What was heard while the fleet was being read. */
  readonly missed: FeedEvent[];
  readonly views: Map<string, SiteView>;
  usedAt: EpochMs;
}

/**
 * What tiles are drawn from: one fleet for each set of granted units, never one for all callers, so that no count can
 * come from elsewhere. Bounded: the least recently used goes. The live feed keeps them as they are now.
 */
@Injectable()
export class MapFleets implements OnApplicationBootstrap {
  /** All territories together; the one asked for last is kept whatever its size. */
  protected readonly most = { territories: 64, devices: 1_500_000 };
  readonly #territories = new Map<string, Territory>();
  #planned: string | null = null;
  #lookedForWindowsAt = -Infinity;

  constructor(
    private readonly store: FleetStore,
    private readonly feed: LiveFeed,
    private readonly loops: LoopRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Somebody looks at a map: the feed has to be read. */
  get areWatched(): boolean {
    return this.#territories.size > 0;
  }

  /** How many territories and devices are held, for tests and figures. */
  get held(): { readonly territories: number; readonly devices: number } {
    const fleets = [...this.#territories.values()];
    return { territories: fleets.length, devices: fleets.reduce((sum, { fleet }) => sum + (fleet?.size ?? 0), 0) };
  }

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'maps', everyMs: TEND_EVERY, run: (now) => this.#tend(now) });
  }

  /** The index of what the filter shows below `roots`, as it is now. */
  async index(roots: Scope, filter: ViewFilter): Promise<SiteIndex> {
    const territory = await this.#territory(roots);
    const key = JSON.stringify([filter.kind, filter.health, filter.fault, filter.q, filter.trouble]);
    const view = territory.views.get(key) ?? (await this.#view(territory, filter));
    remember(territory.views, key, view);
    while (territory.views.size > MOST_VIEWS) forgetOldest(territory.views);
    return view.index(this.clock.now());
  }

  /** To be told of everything in the feed, in order. */
  hear(event: FeedEvent): void {
    for (const territory of this.#territories.values()) {
      if (!event.path.some((unitId) => territory.roots.includes(unitId))) continue;
      if (event.kind === 'places') territory.stale = true;
      if (event.kind !== 'health') continue;
      if (territory.loading !== null) territory.missed.push(event);
      const change = territory.fleet?.hear(newsOf(event), event.at);
      if (change) for (const view of territory.views.values()) view.changed(change.device, change.before);
    }
  }

  async #view({ fleet, roots }: Territory, filter: ViewFilter): Promise<SiteView> {
    if (fleet === null) throw new Error('a map without its fleet');
    const found = filter.q === undefined ? null : new Set<string>(await this.store.matching(roots, filter.q));
    return new SiteView(fleet, filter, found, this.clock.now());
  }

  async #territory(roots: Scope): Promise<Territory> {
    const key = [...new Set(roots)].sort().join();
    const known = this.#territories.get(key);
    const territory = known ?? {
      roots,
      fleet: null,
      loading: null,
      stale: true,
      missed: [],
      views: new Map(),
      usedAt: 0,
    };
    remember(this.#territories, key, territory);
    territory.usedAt = this.clock.now();
    if (territory.stale && territory.loading === null) this.#reload(key, territory);
    const canWait = territory.fleet !== null && territory.fleet.size > QUICKLY_READ;
    if (territory.loading !== null && !canWait) await territory.loading;
    return territory;
  }

  #reload(key: string, territory: Territory): void {
    const loading = this.#load(territory).finally(() => {
      territory.loading = null;
      // Nothing could be read: whoever asks next tries again.
      if (territory.fleet === null) this.#territories.delete(key);
      this.#makeRoom();
    });
    // Whoever waits hears it, too; who looks at the old picture does not wait.
    loading.catch((error: unknown) => {
      territory.stale = true;
      this.logger.warn({ err: error }, 'The devices of a map could not be read');
    });
    territory.loading = loading;
  }

  async #load(territory: Territory): Promise<void> {
    territory.stale = false;
    territory.missed.length = 0;
    await this.feed.begin();
    const now = this.clock.now();
    const fleet = new Fleet();
    for await (const rows of this.store.read(territory.roots, now)) fleet.add(rows, now);
    for (const event of territory.missed) fleet.hear(newsOf(event), event.at);
    territory.fleet = fleet;
    territory.views.clear();
  }

  #makeRoom(): void {
    while (this.#territories.size > 1) {
      const { territories, devices } = this.held;
      if (territories <= this.most.territories && devices <= this.most.devices) return;
      forgetOldest(this.#territories);
    }
  }

  /** What changes without an event: planned work begins and ends, and maps are closed. */
  async #tend(now: EpochMs): Promise<void> {
    for (const [key, territory] of this.#territories) {
      const endsAt = territory.fleet?.maintenanceEndsAt ?? null;
      if (endsAt !== null && endsAt <= now) territory.stale = true;
      if (now - territory.usedAt > UNUSED_AFTER) this.#territories.delete(key);
    }
    if (!this.areWatched || now - this.#lookedForWindowsAt < LOOK_FOR_WINDOWS_EVERY) return;
    this.#lookedForWindowsAt = now;
    const planned = await this.store.planned(now);
    if (this.#planned !== null && planned !== this.#planned)
      for (const territory of this.#territories.values()) territory.stale = true;
    this.#planned = planned;
  }
}

const newsOf = (event: FeedEvent): HealthNews => event.payload as unknown as HealthNews;

/** A Map keeps the order of insertion: the last one is the one used last. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

function forgetOldest<Value>(map: Map<string, Value>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
