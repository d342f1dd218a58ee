import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '#libs/contracts';
import type { SheetRow } from '#libs/domain';
import { ApiError } from '../http/api-error.ts';

/** A list of twenty thousand rows takes about two seconds; what takes ten times that is no list. */
const READ_WITHIN_MS = 20_000;
const MEMORY_MB = 160;

type Said = { readonly rows: readonly SheetRow[] } | { readonly end: true } | { readonly refused: ErrorCode };

/**
 * The rows of a CSV or XLSX file that are not empty. Read in a thread with little memory, ended by a deadline: whatever
 * the file is, only its own import fails. Throws an {@link ApiError} that says what is wrong with the file.
 */
export async function readTable(bytes: Uint8Array): Promise<readonly SheetRow[]> {
  const worker = new Worker(new URL('./reading/read-table.worker.mjs', import.meta.url), {
    workerData: bytes,
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
  });
  try {
    return await rowsOf(worker, AbortSignal.timeout(READ_WITHIN_MS));
  } finally {
    await worker.terminate();
  }
}

function rowsOf(worker: Worker, deadline: AbortSignal): Promise<readonly SheetRow[]> {
  return new Promise((resolve, reject) => {
    const rows: SheetRow[] = [];
    const tooLarge = (cause?: unknown) => reject(new ApiError('import_too_large', undefined, { cause }));
    deadline.addEventListener('abort', () => tooLarge(deadline.reason), { once: true });
    worker.on('message', (said: Said) => {
      if ('rows' in said) for (const row of said.rows) rows.push(row);
      else if ('end' in said) resolve(rows);
      else reject(new ApiError(said.refused));
    });
    // Out of memory is the file's doing; anything else is ours.
    worker.once('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge(error) : reject(error),
    );
    worker.once('exit', (code) => reject(new Error(`the reading thread ended with code ${code} and no answer`)));
  });
}
