/** What the wizard keeps on the phone: IndexedDB, because it holds pictures and keys and survives closing the app. */
const NAME = 'canh-thon-install';
const VERSION = 1;

export type StoreName = 'queue' | 'photos' | 'keys' | 'drafts' | 'places';

/** The phone keeps nothing: its store is full, switched off, or gone. */
export class NotKept extends Error {
  readonly isFull: boolean;

  constructor(cause: unknown) {
    super('this phone keeps nothing', { cause });
    this.isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  }
}

/** Kept means on the phone's disk, not on its way there; the rest may be lost with a battery that falls out. */
const DEAR: readonly StoreName[] = ['queue', 'photos', 'keys'];

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const queue = request.result.createObjectStore('queue', { keyPath: 'id' });
      queue.createIndex('owner', 'owner');
      queue.createIndex('state', 'state');
      // Pictures apart: the queue is read often.
      for (const name of ['photos', 'keys', 'drafts', 'places']) request.result.createObjectStore(name);
    };
    request.onsuccess = () => {
      // The browser took it away (storage cleared): opened anew at the next call.
      request.result.onclose = () => (opening = null);
      resolve(request.result);
    };
    request.onerror = () => reject(asError(request.error));
  });
  opening.catch(() => (opening = null));
  return opening;
}

/** One statement in a transaction of its own; resolved when it is kept for good. Rejects with {@link NotKept}. */
export async function inStore<Result>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  try {
    const database = await open();
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(name, mode, { durability: DEAR.includes(name) ? 'strict' : 'relaxed' });
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(asError(transaction.error));
    });
  } catch (error) {
    throw new NotKept(error);
  }
}

const asError = (error: DOMException | null): Error => error ?? new Error('the store gave up without a reason');
