import { decodeQR } from 'qr/decode.js';

/** What a code in these pixels says; null: none is seen. For browsers that cannot read codes themselves. */
export function readPixels({ data, width, height }: ImageData): string | null {
  try {
    return decodeQR({ data, width, height }, { timeLimit: 60 });
  } catch {
    // The library throws when it finds none.
    return null;
  }
}
