import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type ProcessContext, StartError } from '#libs/runtime';

/** A door that ended is opened again after this long. */
const AGAIN_AFTER_MS = 1_000;

/**
 * Several doors behind one port: this process takes connections in and hands each to the next door in turn; the doors
 * are processes of their own, each with its lease, its connection to the database and its `HTTP_PORT`, counted up. They
 * end with this process. Resolves when all listen; throws StartError when one does not get that far.
 */
export async function keepDoors({ config, logger, onStop }: ProcessContext, count: number): Promise<void> {
  let stopping = false;
  const open = (index: number): Worker => {
    const { port } = config.http;
    const door = cluster.fork({ HTTP_PORT: String(port === 0 ? 0 : port + index) });
    const closed = (code: number | null, signal: string | null): void => {
      if (stopping) return;
      logger.error({ index, code, signal }, 'A door ended; it is opened again');
      void pause(AGAIN_AFTER_MS).then(() => stopping || open(index));
    };
    door.once('listening', () => door.once('exit', closed));
    return door;
  };
  onStop(async () => {
    stopping = true;
    await Promise.all(
      Object.values(cluster.workers ?? {})
        .flatMap((door) => door ?? [])
        .map(end),
    );
  });
  await Promise.all(Array.from({ length: count }, (_, index) => listening(open(index))));
  logger.info({ doors: count }, 'All doors listen');
}

async function listening(door: Worker): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(door, 'exit', { signal }).then(() => {
    throw new StartError(
      'Một cửa MQTT không khởi động được; lý do ở ngay trên. / A door did not start; the reason stands above.',
    );
  });
  await Promise.race([once(door, 'listening', { signal }), ended]).finally(() => {
    ended.catch(() => undefined); // Only the first to settle is of interest.
    settled.abort();
  });
}

async function end(door: Worker): Promise<void> {
  if (door.isDead()) return;
  const gone = once(door, 'exit');
  door.process.kill('SIGTERM');
  await gone;
}
