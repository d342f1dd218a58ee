import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** The first byte: how the rest is written. Stored: a number never changes its meaning. */
const FORMAT = { asItIs: 1, deflated: 2 } as const;
const INFLATED_AT_MOST = 16 * 1024 * 1024;

/** In fewer bytes where deflating helps. */
export function deflated(plain: Uint8Array): Buffer {
  const small = deflateRawSync(plain, { level: 9 });
  return small.length < plain.length
    ? Buffer.concat([Buffer.of(FORMAT.deflated), small])
    : Buffer.concat([Buffer.of(FORMAT.asItIs), plain]);
}

/** Throws for bytes that `deflated` did not write. */
export function inflated(packed: Uint8Array): Uint8Array {
  const rest = packed.subarray(1);
  if (packed[0] === FORMAT.asItIs) return rest;
  if (packed[0] === FORMAT.deflated) return inflateRawSync(rest, { maxOutputLength: INFLATED_AT_MOST });
  throw new Error(`packed history of an unknown format: ${packed[0]}`);
}
