import { foldForSearch } from '../fold.ts';
import type { Language } from '../unit.ts';
import { textOfCell, type SheetRow } from './sheet.ts';

/** The columns of a table of devices, in the order in which templates and exports have them. */
export const IMPORT_FIELDS = [
  'code',
  'kind',
  'name',
  'unit',
  'siteCode',
  'siteName',
  'landmark',
  'latitude',
  'longitude',
  'position',
  'siteUnit',
  'serial',
  'mac',
  'manufacturer',
  'model',
  'cameraUrl',
  'cameraUser',
  'cameraPassword',
  'powerSource',
  'uplink',
  'intervalSeconds',
  'offlineAfterSeconds',
  'payer',
  'funding',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

interface Column {
  readonly vi: string;
  readonly en: string;
  /** Other headings, folded: lower case, no diacritics, words separated by one space. */
  readonly also: readonly string[];
}

export const IMPORT_COLUMNS: Readonly<Record<ImportField, Column>> = {
  code: { vi: 'Mã thiết bị', en: 'Device code', also: ['ma', 'ma tb', 'code', 'ma so thiet bi', 'device'] },
  kind: { vi: 'Loại', en: 'Kind', also: ['loai thiet bi', 'loai tb', 'type', 'device type', 'device kind'] },
  name: { vi: 'Tên thiết bị', en: 'Name', also: ['ten', 'ten tb', 'device name', 'ten camera', 'ten den'] },
  unit: {
    vi: 'Tổ phụ trách',
    en: 'Responsible unit',
    also: [
      ...['to', 'to tu quan', 'don vi', 'don vi phu trach', 'to quan ly', 'don vi quan ly', 'thon', 'nhom'],
      ...['unit', 'group', 'responsible', 'responsible group', 'ma don vi', 'unit code'],
    ],
  },
  siteCode: {
    vi: 'Mã điểm lắp đặt',
    en: 'Site code',
    also: ['ma diem', 'ma cot', 'ma vi tri', 'ma nhan', 'ma tem', 'sticker', 'sticker code', 'pole code', 'site'],
  },
  siteName: { vi: 'Tên điểm lắp đặt', en: 'Site name', also: ['ten diem', 'ten cot', 'diem lap dat', 'pole name'] },
  landmark: {
    vi: 'Vị trí',
    en: 'Landmark',
    also: ['mo ta vi tri', 'vi tri lap dat', 'dia diem', 'noi lap dat', 'location', 'place', 'description'],
  },
  latitude: { vi: 'Vĩ độ', en: 'Latitude', also: ['lat', 'vi do lat', 'latitude lat', 'y'] },
  longitude: { vi: 'Kinh độ', en: 'Longitude', also: ['lon', 'lng', 'long', 'kinh do long', 'kinh do lng', 'x'] },
  position: {
    vi: 'Tọa độ',
    en: 'Coordinates',
    also: ['gps', 'toa do gps', 'position', 'vi do kinh do', 'lat long', 'lat lng'],
  },
  siteUnit: { vi: 'Đơn vị của điểm', en: 'Unit of the site', also: ['don vi diem lap dat', 'site unit'] },
  serial: {
    vi: 'Số sê-ri',
    en: 'Serial number',
    also: ['serial', 'so seri', 'so serial', 'seri', 's n', 'sn', 'serial no', 'so may'],
  },
  mac: { vi: 'Địa chỉ MAC', en: 'MAC address', also: ['mac', 'dia chi vat ly'] },
  manufacturer: {
    vi: 'Hãng',
    en: 'Manufacturer',
    also: ['hang san xuat', 'nha san xuat', 'nhan hieu', 'brand', 'vendor'],
  },
  model: { vi: 'Mẫu máy', en: 'Model', also: ['model may', 'kieu may', 'doi may', 'dong may'] },
  cameraUrl: {
    vi: 'Địa chỉ camera',
    en: 'Camera address',
    also: ['ip', 'dia chi ip', 'ip camera', 'ip address', 'onvif', 'onvif url', 'camera url', 'dia chi onvif', 'url'],
  },
  cameraUser: {
    vi: 'Tên đăng nhập camera',
    en: 'Camera user',
    also: ['tai khoan', 'tai khoan camera', 'ten dang nhap', 'user', 'username', 'camera username', 'onvif username'],
  },
  cameraPassword: {
    vi: 'Mật khẩu camera',
    en: 'Camera password',
    also: ['mat khau', 'password', 'pass', 'onvif password'],
  },
  powerSource: { vi: 'Nguồn điện', en: 'Power source', also: ['nguon', 'power'] },
  uplink: {
    vi: 'Nối mạng qua',
    en: 'Uplink device',
    also: ['thiet bi noi mang', 'ma thiet bi noi mang', 'qua thiet bi', 'uplink', 'uplink code'],
  },
  intervalSeconds: {
    vi: 'Chu kỳ (giây)',
    en: 'Interval (seconds)',
    also: ['chu ky', 'chu ky bao', 'interval', 'interval seconds', 'intervalseconds'],
  },
  offlineAfterSeconds: {
    vi: 'Hạn mất liên lạc (giây)',
    en: 'Offline after (seconds)',
    also: ['han mat lien lac', 'offline after', 'offlineafterseconds'],
  },
  payer: {
    vi: 'Người đóng góp',
    en: 'Paid by',
    also: ['nguoi tra tien', 'nha tai tro', 'don vi tai tro', 'payer', 'donor', 'nguon kinh phi'],
  },
  funding: { vi: 'Ghi chú kinh phí', en: 'Funding', also: ['kinh phi', 'xa hoi hoa', 'funding note', 'ghi chu'] },
};

const BY_HEADING: ReadonlyMap<string, ImportField> = new Map(
  IMPORT_FIELDS.flatMap((field) => {
    const { vi, en, also } = IMPORT_COLUMNS[field];
    return [vi, en, field, ...also].map((heading) => [foldForSearch(heading), field] as const);
  }),
);

export const columnTitle = (field: ImportField, language: Language): string => IMPORT_COLUMNS[field][language];

/** `Vĩ độ (*)`, `VI DO`, `vi_do` and `Latitude` are one column; null: not one of ours. */
export function fieldOfHeading(heading: string): ImportField | null {
  const folded = foldForSearch(heading);
  return BY_HEADING.get(folded) ?? BY_HEADING.get(foldForSearch(heading.replace(/[([*].*$/u, ''))) ?? null;
}

export interface Header {
  readonly line: number;
  readonly titles: readonly string[];
  /** What each column holds; null: nobody knows, it is left alone. */
  readonly fields: readonly (ImportField | null)[];
  /** Fields that two columns claim. */
  readonly twice: readonly ImportField[];
}

/** Lists begin with the name of the commune, a title, an empty line: the headings are looked for in so many lines. */
const LOOKED_THROUGH = 30;
/** Fewer known headings than this may be chance. */
const ENOUGH = 2;

/** The line of headings: the one that names most columns. Null: none does. */
export function findHeader(rows: readonly SheetRow[]): Header | null {
  let best: Header | null = null;
  let known = ENOUGH - 1;
  for (const row of rows.slice(0, LOOKED_THROUGH)) {
    const header = headerOf(row);
    const count = header.fields.filter((field) => field !== null).length;
    if (count > known) [best, known] = [header, count];
  }
  return best;
}

function headerOf({ line, cells }: SheetRow): Header {
  const titles = cells.map(textOfCell);
  const seen = new Set<ImportField>();
  const twice: ImportField[] = [];
  const fields = titles.map((title) => {
    const field = title === '' ? null : fieldOfHeading(title);
    if (field === null || !seen.has(field)) {
      if (field !== null) seen.add(field);
      return field;
    }
    twice.push(field);
    return null;
  });
  return { line, titles, fields, twice };
}
