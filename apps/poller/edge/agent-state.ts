import { join } from 'node:path';
import { StartError } from '#libs/runtime';
import { readOwn, writeOwn } from './own-file.ts';

/** What an agent keeps on its disk, in one file that only its user may read. No camera password is among it. */
export interface AgentState {
  /** Where it was claimed; the REST API's address without a slash at its end. */
  readonly server: string;
  readonly deviceId: string;
  /** Of MQTT. */
  readonly password: string;
  readonly door: { readonly host: string; readonly port: number; readonly tlsPort: number | null };
  readonly intervalSeconds: number;
  /** Opens what was sealed for this agent: PKCS #8, base64. */
  readonly privateKey: string;
  /** An authority of one's own that is trusted beside the public ones (PEM). */
  readonly authority?: string;
}

/** Before the answer of a claim has come: with the same nonce and key it may be asked for again. */
export interface PendingClaim {
  readonly nonce: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Who we are stays until a new claim was answered: a mistyped code costs nothing. */
interface Kept {
  readonly pending?: PendingClaim;
  readonly agent?: AgentState;
}

const fileIn = (folder: string): string => join(folder, 'edge-agent.json');

/** Null: nothing is kept there. Throws StartError when the file cannot be read. */
export function readKept(folder: string): Kept | null {
  const file = fileIn(folder);
  try {
    const text = readOwn(file);
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch (error) {
    throw new StartError(`${file} không đọc được / cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Throws StartError when the file cannot be written. */
export function writeKept(folder: string, kept: Kept): void {
  const file = fileIn(folder);
  try {
    writeOwn(file, `${JSON.stringify(kept, null, 2)}\n`);
  } catch (error) {
    throw new StartError(`${file} không ghi được / cannot be written: ${(error as Error).message}`, { cause: error });
  }
}
