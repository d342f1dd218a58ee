import { session, refresh } from './session.ts';
import { serverNow } from './server-clock.ts';
import type { Socket } from 'socket.io-client';
import type { LiveClientEvents, LiveHealth, LiveIncident, LiveServerEvents } from './shapes.ts';

/**
 * The live socket: one connection for the whole screen, watching the caller's own units. It remembers the last `seq` of
 * each unit; after a gap the server replays what was missed, or says `resync` and everything is read again.
 */
export interface LiveHandlers {
  readonly health: (event: LiveHealth) => void;
  readonly incident: (event: LiveIncident) => void;
  readonly resync: () => void;
}

let lostAt: number | null = null;
const listeners = new Set<() => void>();

export const live = {
  subscribe(this: void, listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Since when changes no longer arrive by themselves (epoch ms), or null. */
  lostAt: (): number | null => lostAt,
};

/** Opens the socket; the answer closes it. */
export function watch(unitIds: readonly string[], handlers: LiveHandlers): () => void {
  let closed = false;
  let close = () => {};
  // A file of its own: the first list does not wait for it.
  void import('socket.io-client').then(({ io }) => {
    if (closed) return;
    let lastSeq: number | undefined;
    const socket: Socket<LiveServerEvents, LiveClientEvents> = io('/live', {
      transports: ['websocket', 'polling'],
      auth: (give) => give({ token: session.token() }),
    });
    const seen = (seq: number) => {
      if (lastSeq === undefined || seq > lastSeq) lastSeq = seq;
    };
    const follow = (unitId: string) => {
      if (lastSeq !== undefined) {
        socket.emit('watch', { unitId, sinceSeq: lastSeq });
        return;
      }
      socket.emit('watch', { unitId }, (answer) => {
        if (answer.ok) seen(answer.seq);
      });
    };
    socket.on('connect', () => {
      lose(null);
      for (const unitId of unitIds) follow(unitId);
    });
    socket.on('disconnect', () => lose(serverNow()));
    socket.on('connect_error', () => {
      lose(serverNow());
      // An outdated token is refused; the next attempt takes the new one.
      if (session.nearlyOver()) void refresh().catch(() => false);
    });
    socket.on('health', (event) => {
      seen(event.seq);
      handlers.health(event);
    });
    socket.on('incident', (event) => {
      seen(event.seq);
      handlers.incident(event);
    });
    socket.on('resync', handlers.resync);
    close = () => socket.close();
  });
  return () => {
    closed = true;
    close();
    lose(null);
  };
}

function lose(at: number | null): void {
  if (at !== null && lostAt !== null) return;
  lostAt = at;
  for (const listener of listeners) listener();
}
