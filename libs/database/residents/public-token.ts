import { createHash, randomBytes } from 'node:crypto';

/** 128 random bits for an address that may be known only by who was shown it: a sticker, a link of the village. */
export const newPublicToken = (): string => randomBytes(16).toString('base64url');

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whether the unit in this column shows how its cameras are: its own word or that of the nearest unit above. */
export const camerasShown = (unitColumn: string): string => `coalesce((
  SELECT p.show_camera_state FROM unit_closure c JOIN unit_policy p ON p.unit_id = c.ancestor_id
  WHERE c.descendant_id = ${unitColumn} AND p.show_camera_state IS NOT NULL ORDER BY c.depth LIMIT 1), false)`;
