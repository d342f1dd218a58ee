/** What a photo of a place may weigh (bytes). */
export const PHOTO_LIMIT = 400 * 1024;

export type PhotoType = 'image/jpeg' | 'image/webp';

export interface Photo {
  readonly type: PhotoType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A photo with nothing in it but the picture: where it was taken, by which phone, when, thumbnails and whatever was
 * hung on at the end are left out. Null: this is no JPEG or WebP, or it is cut off. The picture is not decoded.
 */
export function cleanPhoto(bytes: Uint8Array): Photo | null {
  return cleanJpeg(bytes) ?? cleanWebp(bytes);
}

const MARKER = 0xff;
const [START, END, SCAN] = [0xd8, 0xd9, 0xda];
/** JFIF and Adobe's way of storing colours; every other application's segment may tell of people. */
const KEPT_APPLICATIONS = [0xe0, 0xee];
const COMMENT = 0xfe;

const isKept = (marker: number): boolean =>
  marker !== COMMENT && (marker < 0xe0 || marker > 0xef || KEPT_APPLICATIONS.includes(marker));

/** ITU-T T.81, annex B: segments, each a marker with its length, and after a scan's header its data. */
function cleanJpeg(bytes: Uint8Array): Photo | null {
  if (bytes[0] !== MARKER || bytes[1] !== START) return null;
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  let scans = 0;
  while (bytes[at] === MARKER) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === MARKER) {
      at += 1;
      continue;
    }
    if (marker === END) return scans === 0 ? null : { type: 'image/jpeg', bytes: joined([...parts, END_OF_JPEG]) };
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return null;
    const next = marker === SCAN ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (next > bytes.length) return null;
    if (marker === SCAN) scans += 1;
    if (isKept(marker)) parts.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}

const END_OF_JPEG = Uint8Array.of(MARKER, END);

/** In a scan's data a marker is 0xff with anything but a stuffed zero or a restart behind it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === MARKER && next !== 0 && next !== MARKER && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length + 1;
}

/** RFC 9649: chunks of a picture that stands still; of the header's flags only "has transparency" stays. */
const KEPT_CHUNKS = ['VP8X', 'ALPH', 'VP8 ', 'VP8L'];
const HAS_ALPHA = 0x10;
const RIFF_HEADER = 12;

function cleanWebp(bytes: Uint8Array): Photo | null {
  if (text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WEBP') return null;
  const end = 8 + size(bytes, 4);
  if (end > bytes.length) return null;
  const parts: Uint8Array[] = [];
  let pictures = 0;
  for (let at = RIFF_HEADER; at + 8 <= end;) {
    const name = text(bytes, at);
    const next = at + 8 + size(bytes, at + 4) + (size(bytes, at + 4) % 2);
    if (next > end) return null;
    if (name.startsWith('VP8') && name !== 'VP8X') pictures += 1;
    if (KEPT_CHUNKS.includes(name)) {
      const chunk = bytes.slice(at, next);
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & HAS_ALPHA;
      parts.push(chunk);
    }
    at = next;
  }
  if (pictures !== 1) return null;
  const picture = joined([bytes.subarray(0, RIFF_HEADER), ...parts]);
  new DataView(picture.buffer).setUint32(4, picture.length - 8, true);
  return { type: 'image/webp', bytes: picture };
}

const text = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const size = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((sum, index) => sum + (bytes[at + index] ?? 0) * 256 ** index, 0);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
