/** A number as people type it: `21.0865`, `21,0865`, `1.234,5`, `1,234.5`, a space between thousands. Null: none. */
export function readDecimal(text: string): number | null {
  const plain = text.trim().replace(/(?<=\d)[\s\u00A0](?=\d{3}(\D|$))/gu, '');
  const [commas, dots] = [plain.split(',').length - 1, plain.split('.').length - 1];
  let canonical = plain;
  if (commas > 0 && dots > 0) {
    const decimal = plain.lastIndexOf(',') > plain.lastIndexOf('.') ? ',' : '.';
    canonical = plain.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.');
  } else if (commas === 1) canonical = plain.replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(canonical) ? Number(canonical) : null;
}

/** `21°05'11.4"N`, `105 40 05.5 E`, `21,0865`: degrees, west and south negative. Null: no angle. */
export function readAngle(text: string): number | null {
  const decimal = readDecimal(text);
  if (decimal !== null) return decimal;
  const parts =
    /^\s*(-?\d{1,3})\s*[°ºd:\s]\s*(\d{1,2}(?:[.,]\d+)?)\s*['’′m:\s]?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″s]|''|’’)?)?\s*([NSEWBĐDTnsewbđdt])?\s*$/u.exec(
      text,
    );
  if (parts === null) return lettered(text);
  const [, degrees = '', minutes = '0', seconds = '0', side = ''] = parts;
  const [m, s] = [minutes, seconds].map((part) => Number(part.replace(',', '.')));
  if (m === undefined || s === undefined || m >= 60 || s >= 60) return null;
  const size = Math.abs(Number(degrees)) + m / 60 + s / 3600;
  // N (nam) would be south in Vietnamese, but whoever writes N writes English.
  return degrees.startsWith('-') || /[SWsw]/.test(side) ? -size : size;
}

/** `21.0865 N`, `105.6682° E`. */
function lettered(text: string): number | null {
  const match = /^(.*\d)\s*°?\s*([NSEWnsew])\s*$/u.exec(text.trim());
  const size = match?.[1] === undefined ? null : readDecimal(match[1]);
  return size === null ? null : /[SWsw]/.test(match?.[2] ?? '') ? -Math.abs(size) : size;
}

/** `21.0865, 105.6682`, `21,0865; 105,6682`, as maps give them: latitude first. Null: not two angles. */
export function readPosition(text: string): readonly [number, number] | null {
  for (const separator of [/\s*;\s*/u, /,\s+/u, /\s+(?=-?\d{1,3}[°ºd.,])/u, /\s*,\s*/u, /\s+/u]) {
    const parts = text.trim().split(separator);
    if (parts.length !== 2) continue;
    const [first, second] = parts.map((part) => readAngle(part));
    if (first != null && second != null) return [first, second];
  }
  return null;
}

export const METRES_A_DEGREE = 111_320;

/** Metres between two places that are near each other. */
export function metresBetween(
  a: { readonly latitude: number; readonly longitude: number },
  b: { readonly latitude: number; readonly longitude: number },
): number {
  const north = (a.latitude - b.latitude) * METRES_A_DEGREE;
  const east = (a.longitude - b.longitude) * METRES_A_DEGREE * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** Two devices of one kind nearer than this are taken for one, entered twice (metres). */
export const TWIN_METRES = 5;
