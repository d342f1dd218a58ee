import type { ImportState } from '#libs/contracts';
import type { ImportField, RowProblem, SheetCell } from '#libs/domain';
import type { SecretBox } from '#libs/runtime';

/** What became of one row, and the row itself, so that it can be given back marked. Kept sealed: it may hold passwords. */
export interface ReportedRow {
  readonly line: number;
  readonly state: ImportState;
  readonly code: string | null;
  readonly name: string | null;
  readonly deviceId: string | null;
  readonly fields: readonly ImportField[];
  readonly problems: readonly RowProblem[];
  readonly cells: readonly SheetCell[];
  /** Of a new device that reports by MQTT: shown in the file only, for a day. */
  readonly password?: string;
}

export interface ReportedHead {
  readonly titles: readonly string[];
  readonly fields: readonly (ImportField | null)[];
}

/** Files of the operation, by position: what was sent, its headings, then what became of its rows. */
export const UPLOAD = 0;
export const HEAD = 1;
export const FIRST_PART = 2;

const scopeOf = (operationId: string): string => `operation:${operationId}:file`;

/** Bound to its operation; the key's id stands in front. */
export function sealFile(box: SecretBox, operationId: string, text: string): Buffer {
  const { keyId, ciphertext } = box.seal(text, scopeOf(operationId));
  return Buffer.concat([Buffer.from(`${keyId}\n`), ciphertext]);
}

export function openFile(box: SecretBox, operationId: string, content: Buffer): string {
  const end = content.indexOf('\n');
  const keyId = content.toString('latin1', 0, end);
  return box.open({ keyId, ciphertext: content.subarray(end + 1) }, scopeOf(operationId));
}
