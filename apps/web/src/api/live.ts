import type { Socket } from 'socket.io-client';
import { serverNow } from './server-clock.ts';
import { refresh, session } from './session.ts';
import type { LiveClientEvents, LiveHealth, LiveIncident, LiveServerEvents } from './shapes.ts';

/**
 * The live socket: one connection for the whole screen, watching the caller's own units. It remembers the last
 * `seq` it saw; after a gap the server replays what was missed, or says `resync` and everything is read again.
 */
export interface LiveHandlers {
  readonly health: (event: LiveHealth) => void;
  readonly places: () => void;
  readonly incident: (event: LiveIncident) => void;
  readonly resync: () => void;
}

type LiveSocket = Socket<LiveServerEvents, LiveClientEvents>;

/** Between attempts after the server itself ended the connection. Milliseconds. */
const AGAIN_AFTER_MS = 3000;
/** Between attempts while the network is away: a screen is true again within five seconds of its return. */
const AGAIN_SOON_MS = 500;
const AGAIN_LATEST_MS = 2000;

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
    const socket: LiveSocket = io('/live', {
      transports: ['websocket', 'polling'],
      auth: (give) => give({ token: session.token() }),
      reconnectionDelay: AGAIN_SOON_MS,
      reconnectionDelayMax: AGAIN_LATEST_MS,
    });
    follow(socket, unitIds, handlers);
    close = keepTrying(socket);
  });
  return () => {
    closed = true;
    close();
    lose(null);
  };
}

function follow(socket: LiveSocket, unitIds: readonly string[], handlers: LiveHandlers): void {
  let lastSeq: number | undefined;
  const seen = (seq: number) => {
    lastSeq = Math.max(seq, lastSeq ?? seq);
  };
  socket.on('connect', () => {
    lose(null);
    const sinceSeq = lastSeq;
    for (const unitId of unitIds) {
      // The answer comes after what was missed.
      socket.emit('watch', { unitId, ...(sinceSeq !== undefined && { sinceSeq }) }, (answer) => {
        if (answer.ok) seen(answer.seq);
      });
    }
  });
  socket.on('health', (event) => {
    seen(event.seq);
    handlers.health(event);
  });
  socket.on('places', (event) => {
    seen(event.seq);
    handlers.places();
  });
  socket.on('incident', (event) => {
    seen(event.seq);
    handlers.incident(event);
  });
  socket.on('resync', handlers.resync);
}

/** Says when the connection is lost and gets it back; the answer ends both. */
function keepTrying(socket: LiveSocket): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // socket.io comes back by itself from a lost network, not from a refusal (the token has ended): that needs a new one.
  const lost = () => {
    lose(serverNow());
    clearTimeout(timer);
    if (!socket.active) timer = setTimeout(() => void renew(), AGAIN_AFTER_MS);
  };
  const renew = async () => {
    try {
      if (await refresh()) socket.connect();
    } catch {
      lost();
    }
  };
  // The browser notices a lost network long before the socket's own deadline.
  const offline = () => lose(serverNow());
  const online = () => {
    if (socket.connected) lose(null);
  };
  socket.on('disconnect', lost);
  socket.on('connect_error', lost);
  addEventListener('offline', offline);
  addEventListener('online', online);
  return () => {
    clearTimeout(timer);
    removeEventListener('offline', offline);
    removeEventListener('online', online);
    socket.off('disconnect', lost);
    socket.close();
  };
}

function lose(at: number | null): void {
  if (at !== null && lostAt !== null) return;
  lostAt = at;
  for (const listener of listeners) listener();
}
