import { BackupError, EmbeddedPostgresError, RecordingError } from '#libs/database';
import { StartError } from '#libs/runtime';

/** To a person; standard output is for what a script reads. */
export const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const COUNT = new Intl.NumberFormat('en');

/** One line a table, several for a large one; nothing for empty ones. */
export function tellProgress({ table, rows, bytes }: { table: string; rows: number; bytes: number }): void {
  if (rows > 0) tell(`  ${table}: ${COUNT.format(rows)} rows, ${megabytes(bytes)}`);
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Reasons are sentences of ours, printed alone with exit code 1; anything else is a defect and shows where. */
export async function withReasons<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isSentence = [BackupError, EmbeddedPostgresError, RecordingError].some((kind) => error instanceof kind);
    throw isSentence ? new StartError((error as Error).message, { cause: error }) : reachable(error);
  }
}

/** What a server says that is away, goes away, or has no room. */
function reachable(error: unknown): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === '53100') return new StartError(`The database has no room on its disk: ${message}`, { cause: error });
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EPIPE|28|3D|57P)/.test(code) || /Connection terminated/.test(message)) {
    return new StartError(`The database cannot be reached: ${message}`, { cause: error });
  }
  return error;
}

/** Ends the process with code 2 and how the command is used. */
export function refuseUsage(reason: string, usage: string): void {
  tell(`${reason}\n\n${usage}`);
  process.exitCode = 2;
}
