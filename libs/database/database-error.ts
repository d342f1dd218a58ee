import { Refusal, type RefusalCode } from './refusal.ts';

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
}

const driverError = (error: unknown): DriverError => {
  const outer = error as { driverError?: DriverError } | null;
  return outer?.driverError ?? (error as DriverError | null) ?? {};
};

/** PostgreSQL's five characters for what went wrong; undefined when it was not PostgreSQL who said so. */
export const sqlStateOf = (error: unknown): string | undefined => driverError(error).code;

const UNIQUE_VIOLATION = '23505';

/** Turns the violation of a named unique index into a refusal; two callers racing for one code get the same answer. */
export async function refusing<Result>(
  work: Promise<Result>,
  indexes: Readonly<Record<string, RefusalCode>>,
): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const { code, constraint } = driverError(error);
    const refusal = code === UNIQUE_VIOLATION && constraint !== undefined ? indexes[constraint] : undefined;
    if (refusal) throw new Refusal(refusal, undefined, { cause: error });
    throw error;
  }
}

/** Connection classes 08 and 57P, too many or no connections allowed, and what the driver says without a server. */
const UNAVAILABLE = /^(08|57P|53300|55000|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|ENOENT)/;
const LOST =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|connection is closed|Driver not Connected|Cannot use a pool after|not queryable/i;
const STATEMENT_TIMEOUT = '57014';

/** Is this the database being away, too slow or shutting down, rather than a mistake of ours? */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { code = '', message = '' } = driverError(error);
  return UNAVAILABLE.test(code) || code === STATEMENT_TIMEOUT || LOST.test(message);
}

/** Class 22: a value PostgreSQL cannot hold. Class 23: a row that breaks a rule of the schema (a device just removed). */
export const isRefusedValue = (error: unknown): boolean => /^2[23]/.test(sqlStateOf(error) ?? '');

/** Out of room, or kept read-only because it nearly is: what asks for storing is refused, reading works. */
export function isStorageFull(error: unknown): boolean {
  return ['53100', '25006'].includes(driverError(error).code ?? '');
}
