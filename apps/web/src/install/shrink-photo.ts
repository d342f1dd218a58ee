import type { KeptPhoto } from './draft.ts';

const TYPE = 'image/jpeg';
/** Below what the server takes (400 KB), so that two hundred of them are 60 MB at most. */
const HEAVIEST = 300 * 1024;
/** Longest side in pixels and quality, tried in this order. */
const TRIES = [
  [1280, 0.8],
  [1280, 0.6],
  [960, 0.6],
  [640, 0.5],
] as const;

/** The photo turned the right way up and small enough to be sent over a bad line; drawn anew, it says nothing of the phone. */
export async function shrinkPhoto(file: Blob): Promise<KeptPhoto> {
  const picture = await createImageBitmap(file);
  try {
    for (const [side, quality] of TRIES) {
      const blob = await drawn(picture, side, quality);
      if (blob.size <= HEAVIEST) return { type: TYPE, bytes: await blob.arrayBuffer() };
    }
  } finally {
    picture.close();
  }
  throw new Error('the photo cannot be made small enough');
}

function drawn(picture: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came out'))), TYPE, quality);
  });
}
