/** The browser's own reader of codes, where there is one (Chrome on Android). */
interface Detector {
  detect(image: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Looks for a QR code in a picture; null: none is seen. */
export type ReadCode = (picture: ImageBitmap | HTMLVideoElement) => Promise<string | null>;

/** Larger pictures are looked at smaller: a code that fills a sticker is large enough. */
const LONGEST_SIDE = 960;

export async function codeReader(): Promise<ReadCode> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own !== undefined && (await own.getSupportedFormats()).includes('qr_code')) {
    const detector = new own({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
  }
  const { readPixels } = await import('./qr-reader.ts');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (picture) => {
    const [width, height] = sizeOf(picture);
    if (context === null || width === 0 || height === 0) return Promise.resolve(null);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return Promise.resolve(readPixels(context.getImageData(0, 0, canvas.width, canvas.height)));
  };
}

const sizeOf = (picture: ImageBitmap | HTMLVideoElement): readonly [number, number] =>
  picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];

/** From a photo of the code, for phones whose camera the page may not use. */
export async function codeInFile(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file);
  try {
    return await (
      await codeReader()
    )(picture);
  } finally {
    picture.close();
  }
}
