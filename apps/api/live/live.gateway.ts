import { Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { isInt, isUUID, max, min } from 'class-validator';
import type { Namespace, Socket } from 'socket.io';
import type { WatchAnswer, WatchRequest } from '#libs/contracts';
import { Database, type FeedEvent, narrowed, PruningStore, WakeUps } from '#libs/database';
import { type Language, unitsWithRight } from '#libs/domain';
import { type Clock, CLOCK, type Logger, LOGGER, LoopRegistry } from '#libs/runtime';
import { Authenticator } from '../auth/authenticator.ts';
import type { Caller } from '../auth/caller.ts';
import { answerTo } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { MapFleets } from '../map/map-fleets.ts';
import { LiveFeed } from './live-feed.ts';

const READ_EVERY_MS = 1_000;
const CHECK_CALLERS_EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 3_600_000;
const MESSAGE_LIMIT_BYTES = 16_384;
const MOST_UNITS = 50;

interface Watcher {
  caller: Caller;
  credential: string;
  readonly address: string;
  language: Language;
  readonly units: Set<string>;
}

const room = (unitId: string): string => `unit:${unitId}`;
const watcherOf = (socket: Socket): Watcher => socket.data as Watcher;

/**
 * Open screens: each hears its own territory, and only while its session lasts. Requests are read by hand: guards,
 * pipes and filters of the REST side know HTTP only.
 */
@WebSocketGateway({ namespace: '/live', maxHttpBufferSize: MESSAGE_LIMIT_BYTES, serveClient: false })
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnApplicationBootstrap {
  @WebSocketServer() private readonly namespace: Namespace;

  constructor(
    private readonly authenticator: Authenticator,
    private readonly database: Database,
    private readonly feed: LiveFeed,
    private readonly maps: MapFleets,
    private readonly pruning: PruningStore,
    private readonly wakeUps: WakeUps,
    private readonly loops: LoopRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => next(this.#refusal(error, languageOf(socket))),
      );
    });
  }

  handleConnection(socket: Socket): void {
    socket.on('watch', (request: unknown, answer: unknown) => {
      void this.#watch(socket, request).then((said) => {
        if (typeof answer === 'function') (answer as (said: WatchAnswer) => void)(said);
      });
    });
    socket.on('unwatch', (request: unknown) => void this.#unwatch(socket, request));
  }

  onApplicationBootstrap(): void {
    const reading = this.loops.add({ name: 'live', everyMs: READ_EVERY_MS, run: () => this.#read() });
    this.wakeUps.on('live', () => reading.wake());
    this.loops.add({ name: 'live-callers', everyMs: CHECK_CALLERS_EVERY_MS, run: () => this.#checkCallers() });
    this.loops.add({ name: 'api-prune', everyMs: PRUNE_EVERY_MS, run: (now) => this.pruning.prune(now) });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.wakeUps.close();
  }

  /** Never rejects: what goes wrong is the answer. */
  async #watch(socket: Socket, request: unknown): Promise<WatchAnswer> {
    const { language, caller, units } = watcherOf(socket);
    try {
      const { unitId, sinceSeq } = readRequest(request);
      if (units.size >= MOST_UNITS && !units.has(unitId)) throw new ApiError('malformed_request');
      const within = await narrowed(this.database, unitsWithRight(caller.grants, 'registry.read'), unitId);
      let newest = 0;
      await this.feed.catchUp(within, sinceSeq, (replay, seq) => {
        newest = seq;
        if ('resync' in replay) socket.emit('resync', { unitId });
        else for (const event of replay.events) socket.emit(event.kind, messageOf(event));
        units.add(unitId);
        void socket.join(room(unitId));
      });
      return { ok: true, seq: newest };
    } catch (error) {
      const { body } = this.#answer(error, language);
      return { ok: false, errorCode: body.errorCode, message: body.message };
    }
  }

  async #unwatch(socket: Socket, request: unknown): Promise<void> {
    const { unitId } = (request ?? {}) as Partial<WatchRequest>;
    if (typeof unitId !== 'string') return;
    watcherOf(socket).units.delete(unitId);
    await socket.leave(room(unitId));
  }

  async #read(): Promise<void> {
    const isHeard = () => this.namespace.sockets.size > 0 || this.maps.areWatched;
    await this.feed.advance(isHeard, (event) => {
      // Before the screens: whoever hears of a change and asks for a tile finds it there.
      this.maps.hear(event);
      this.namespace.to(event.path.map(room)).emit(event.kind, messageOf(event));
    });
    await this.wakeUps.keep();
  }

  async #admit(socket: Socket): Promise<void> {
    const { token } = socket.handshake.auth as { token?: unknown };
    if (typeof token !== 'string') throw new ApiError('unauthenticated');
    const caller = await this.authenticator.byCredential(token, socket.handshake.address);
    const { address } = socket.handshake;
    const watcher: Watcher = { caller, credential: token, address, language: languageOf(socket), units: new Set() };
    socket.data = watcher;
  }

  /** Signed out, disabled, a grant taken away: the screen goes quiet within seconds. */
  async #checkCallers(): Promise<void> {
    const now = this.clock.now();
    for (const socket of this.namespace.sockets.values()) {
      const watcher = watcherOf(socket);
      const caller = await this.#stillThere(watcher, now);
      if (caller === null) socket.disconnect(true);
      else await this.#leaveLost(socket, caller);
    }
  }

  async #stillThere({ caller, credential, address }: Watcher, now: number): Promise<Caller | null> {
    if (caller.sessionId !== null) return this.authenticator.person(caller.id, caller.sessionId, now);
    try {
      return await this.authenticator.byKey(credential, address);
    } catch (error) {
      if (error instanceof ApiError) return null;
      throw error;
    }
  }

  async #leaveLost(socket: Socket, caller: Caller): Promise<void> {
    const watcher = watcherOf(socket);
    watcher.caller = caller;
    for (const unitId of [...watcher.units]) {
      try {
        await narrowed(this.database, unitsWithRight(caller.grants, 'registry.read'), unitId);
      } catch (error) {
        if (this.#answer(error, watcher.language).status !== 404) throw error;
        watcher.units.delete(unitId);
        await socket.leave(room(unitId));
      }
    }
  }

  #refusal(error: unknown, language: Language): Error {
    const { body } = this.#answer(error, language);
    return Object.assign(new Error(body.message), { data: body });
  }

  #answer(error: unknown, language: Language): ReturnType<typeof answerTo> {
    const answer = answerTo(error, language, 'live');
    if (answer.unexpected) this.logger.error({ err: error }, 'A live request failed');
    return answer;
  }
}

const messageOf = (event: FeedEvent): Record<string, unknown> => ({
  ...event.payload,
  at: new Date(event.at).toISOString(),
  seq: event.seq,
});

function readRequest(request: unknown): WatchRequest {
  const { unitId, sinceSeq } = (request ?? {}) as { unitId?: unknown; sinceSeq?: unknown };
  const isSeq =
    sinceSeq === undefined || (isInt(sinceSeq) && min(sinceSeq, 0) && max(sinceSeq, Number.MAX_SAFE_INTEGER));
  if (!isUUID(unitId)) throw new ApiError('unit_not_found');
  if (!isSeq) throw new ApiError('malformed_request');
  return { unitId: unitId as string, ...(sinceSeq !== undefined && { sinceSeq: sinceSeq as number }) };
}

function languageOf(socket: Socket): Language {
  const { language } = socket.handshake.auth as { language?: unknown };
  return language === 'en' ? 'en' : 'vi';
}
