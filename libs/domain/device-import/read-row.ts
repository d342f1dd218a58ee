import { CODE, DEADLINE_SECONDS, type DeviceKind, INTERVAL_SECONDS, type PowerSource } from '../device.ts';
import { foldForSearch } from '../fold.ts';
import { normalizeMac, normalizeSerial } from '../hardware.ts';
import type { Header, ImportField } from './columns.ts';
import { readAngle, readDecimal, readPosition } from './position.ts';
import { type RowProblem, rowProblem, type RowProblemCode } from './problems.ts';
import { isEmptyCell, type SheetCell, type SheetRow, textOfCell, undefused } from './sheet.ts';

/** What a row says of a device. What it does not say is undefined, and stays as it is. */
export interface SaidOfDevice {
  code?: string;
  kind?: DeviceKind;
  name?: string;
  unit?: string;
  siteCode?: string;
  siteName?: string;
  landmark?: string;
  latitude?: number;
  longitude?: number;
  siteUnit?: string;
  serial?: string;
  mac?: string;
  manufacturer?: string;
  model?: string;
  cameraUrl?: string;
  cameraUser?: string;
  cameraPassword?: string;
  powerSource?: PowerSource;
  /** Code of the device through which it reaches the network. */
  uplink?: string;
  intervalSeconds?: number;
  offlineAfterSeconds?: number;
  payer?: string;
  funding?: string;
}

export interface ReadRow {
  readonly line: number;
  readonly said: SaidOfDevice;
  readonly problems: readonly RowProblem[];
}

const MAC = /^[0-9A-Fa-f]{2}([:\-. ]?[0-9A-Fa-f]{2}){5}$/;
// eslint-disable-next-line no-control-regex -- what must not be in a name is named here
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFD\u202A-\u202E\u2066-\u2069]|\p{Cs}/u;
const LONGEST: Readonly<Partial<Record<ImportField, number>>> = {
  name: 200,
  unit: 500,
  siteUnit: 500,
  siteName: 200,
  landmark: 300,
  payer: 300,
  funding: 300,
  cameraUrl: 500,
  cameraPassword: 200,
  position: 100,
};
const USUAL_LENGTH = 100;

const KIND_WORDS: Readonly<Record<DeviceKind, readonly string[]>> = {
  camera: ['camera', 'cam', 'ip camera', 'camera ip', 'camera an ninh', 'may quay', 'camera giam sat', 'cctv'],
  solar_light: [
    ...['solar light', 'solar', 'light', 'lamp', 'streetlight', 'street light', 'solar streetlight', 'den'],
    ...['den nang luong mat troi', 'den nlmt', 'den mat troi', 'den duong', 'den chieu sang', 'den nang luong'],
  ],
  wifi_hotspot: [
    ...['wifi hotspot', 'wifi', 'wi fi', 'hotspot', 'diem phat wifi', 'diem wifi', 'bo phat wifi', 'modem wifi'],
    ...['diem wi fi', 'wifi cong cong', 'diem truy cap', 'access point', 'ap', 'wi fi hotspot', 'diem phat wi fi'],
  ],
  edge_agent: ['edge agent', 'agent', 'tram', 'tram bien', 'may tram', 'edge', 'tram dau moi'],
};
const POWER_WORDS: Readonly<Record<PowerSource, readonly string[]>> = {
  mains: ['mains', 'dien luoi', 'luoi', 'dien', 'grid', 'dien luoi quoc gia', '220v'],
  solar: ['solar', 'nang luong mat troi', 'mat troi', 'nlmt', 'pin mat troi'],
  battery: ['battery', 'ac quy', 'pin', 'acquy'],
  poe: ['poe'],
  unknown: ['unknown', 'khong ro', 'chua ro'],
};

/** Meanings by what people write, folded. Where two share a way, the first has it. */
function byWay<Word extends string>(words: Readonly<Record<Word, readonly string[]>>): ReadonlyMap<string, Word> {
  const meanings = new Map<string, Word>();
  for (const [word, ways] of Object.entries<readonly string[]>(words))
    for (const way of [foldForSearch(word), ...ways]) if (!meanings.has(way)) meanings.set(way, word as Word);
  return meanings;
}
const KIND_BY_WAY = byWay(KIND_WORDS);
const POWER_BY_WAY = byWay(POWER_WORDS);

/** Longer whole numbers than this are not exact in a workbook. */
const EXACT_DIGITS = 15;
const SCIENTIFIC = /^\d([.,]\d+)?[eE]\+?\d+$/;

/** Reads one row: everything wrong with it is named at once, nothing is guessed and nothing dropped. */
export function readRow({ line, cells }: SheetRow, { fields }: Header): ReadRow {
  const said: SaidOfDevice = {};
  const problems: RowProblem[] = [];
  fields.forEach((field, index) => {
    const cell = cells[index] ?? null;
    if (field === null || isEmptyCell(cell)) return;
    const problem = readCell(field, cell, said);
    if (problem !== null) problems.push(problem);
  });
  return { line, said, problems: [...problems, ...positionProblems(said)] };
}

function readCell(field: ImportField, cell: SheetCell, said: SaidOfDevice): RowProblem | null {
  const no = (code: RowProblemCode, values?: RowProblem['values']) => rowProblem(field, code, values);
  if (typeof cell === 'object' && cell !== null) {
    return 'failed' in cell ? no('cell_failed', { found: cell.failed }) : no('became_day', { found: cell.day });
  }
  // A password is taken to the letter.
  const text = field === 'cameraPassword' && typeof cell === 'string' ? undefused(cell) : undefused(textOfCell(cell));
  if (FORBIDDEN.test(text)) return no('characters');
  const most = LONGEST[field] ?? USUAL_LENGTH;
  if (text.length > most) return no('too_long', { most });
  const number = typeof cell === 'number' ? cell : null;
  const code = set(field, text, number, said);
  if (code === null) return null;
  return no(code, code === 'range' ? rangeOf(field) : code === 'lost_digits' ? { found: text } : {});
}

/** Null: it is in `said` now. */
function set(field: ImportField, text: string, number: number | null, said: SaidOfDevice): RowProblemCode | null {
  switch (field) {
    case 'kind':
      return put(said, 'kind', KIND_BY_WAY.get(foldForSearch(text)) ?? null, 'not_kind');
    case 'powerSource':
      return put(said, 'powerSource', POWER_BY_WAY.get(foldForSearch(text)) ?? null, 'not_power');
    case 'latitude':
    case 'longitude':
      return put(said, field, number ?? readAngle(text), 'not_angle');
    case 'position':
      return setPosition(said, text);
    case 'intervalSeconds':
    case 'offlineAfterSeconds':
      return setSeconds(said, field, number ?? readDecimal(text));
    case 'mac':
      return put(said, 'mac', MAC.test(text) ? normalizeMac(text) : null, 'not_mac');
    case 'serial':
      if (hasLostDigits(text, number)) return 'lost_digits';
      return put(said, 'serial', normalizeSerial(text), 'required');
    case 'code':
    case 'siteCode':
    case 'uplink':
      if (hasLostDigits(text, number)) return 'lost_digits';
      return put(said, field, CODE.test(text) ? text : null, 'not_code');
    default:
      said[field] = text;
      return null;
  }
}

function put<Field extends keyof SaidOfDevice>(
  said: SaidOfDevice,
  field: Field,
  value: SaidOfDevice[Field] | null,
  otherwise: RowProblemCode,
): RowProblemCode | null {
  if (value === null) return otherwise;
  said[field] = value;
  return null;
}

function setPosition(said: SaidOfDevice, text: string): RowProblemCode | null {
  const found = readPosition(text);
  if (found === null) return 'not_position';
  [said.latitude, said.longitude] = found;
  return null;
}

function rangeOf(field: ImportField): { min: number; max: number } {
  const { minimum, maximum } = field === 'intervalSeconds' ? INTERVAL_SECONDS : DEADLINE_SECONDS;
  return { min: minimum, max: maximum };
}

function setSeconds(
  said: SaidOfDevice,
  field: 'intervalSeconds' | 'offlineAfterSeconds',
  value: number | null,
): RowProblemCode | null {
  if (value === null || !Number.isInteger(value)) return 'not_whole';
  const { min, max } = rangeOf(field);
  if (value < min || value > max) return 'range';
  said[field] = value;
  return null;
}

const hasLostDigits = (text: string, number: number | null): boolean =>
  SCIENTIFIC.test(text) || (number !== null && Math.abs(number) >= 10 ** EXACT_DIGITS);

const VIET_NAM = { south: 8, north: 24, west: 102, east: 118 } as const;

function positionProblems(said: SaidOfDevice): RowProblem[] {
  const { latitude, longitude } = said;
  if (latitude === undefined && longitude === undefined) return [];
  if (latitude === undefined) return [rowProblem('latitude', 'required')];
  if (longitude === undefined) return [rowProblem('longitude', 'required')];
  const swapped =
    latitude >= VIET_NAM.west &&
    latitude <= VIET_NAM.east &&
    longitude >= VIET_NAM.south &&
    longitude <= VIET_NAM.north;
  if (swapped) return [rowProblem('latitude', 'swapped')];
  if (latitude === 0 && longitude === 0) return [rowProblem('latitude', 'zero_position')];
  const found: RowProblem[] = [];
  if (Math.abs(latitude) > 90) found.push(rowProblem('latitude', 'range', { min: -90, max: 90 }));
  if (Math.abs(longitude) > 180) found.push(rowProblem('longitude', 'range', { min: -180, max: 180 }));
  return found;
}
