// Text files as people save them: with and without a mark at the beginning, as Unicode or in the Vietnamese code page.
import { FileRefused } from './limits.mjs';

const UTF16_SAMPLE = 4_000;

/** @param {Uint8Array} bytes @returns {string} */
export function decode(bytes) {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // Zeros are in no text; what they are in is no table.
  if (text.includes('\0')) throw new FileRefused('import_not_a_sheet');
  return text.normalize('NFC');
}

/** @param {Uint8Array} bytes @returns {string} */
function encodingOf(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const [even, odd] = zeros(bytes.subarray(0, UTF16_SAMPLE));
  const half = Math.min(bytes.length, UTF16_SAMPLE) / 2;
  if (odd > half * 0.4 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.1) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1258';
}

/** @param {Uint8Array} bytes @returns {[number, number]} zeros at even and at odd places */
function zeros(bytes) {
  /** @type {[number, number]} */
  const found = [0, 0];
  bytes.forEach((byte, at) => {
    if (byte === 0) found[at % 2 === 0 ? 0 : 1]++;
  });
  return found;
}

/** @param {Uint8Array} bytes */
function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
