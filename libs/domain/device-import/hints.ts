import type { Language } from '../unit.ts';
import type { ImportField } from './columns.ts';

interface Hint {
  readonly vi: string;
  readonly en: string;
  readonly example: string;
}

/** What the template says of each column. */
const HINTS: Readonly<Record<Exclude<ImportField, 'position'>, Hint>> = {
  code: {
    vi: 'Để trống thì máy chủ cấp. Có mã đã đăng ký: sửa thiết bị đó.',
    en: 'Left empty, one is made up. A known code changes that device.',
    example: '',
  },
  kind: {
    vi: 'Bắt buộc: Camera, Đèn, Wi-Fi, Trạm.',
    en: 'Required: camera, solar light, wifi hotspot, edge agent.',
    example: 'Camera',
  },
  name: { vi: 'Bắt buộc.', en: 'Required.', example: 'Camera cổng đình' },
  unit: {
    vi: 'Bắt buộc: tên hoặc mã. Trùng tên thì ghi thêm thôn, xã.',
    en: 'Required: name or code. When several share a name, add village and commune.',
    example: 'Tổ tự quản số 5, Thôn Tháp Thượng',
  },
  siteCode: {
    vi: 'Mã trên nhãn của cột. Các thiết bị cùng cột ghi cùng một mã.',
    en: 'The code on the pole’s sticker. Devices on one pole carry the same.',
    example: '',
  },
  siteName: { vi: 'Tên gọi của điểm lắp đặt, nếu có.', en: 'What the place is called, if anything.', example: '' },
  landmark: {
    vi: 'Tả bằng lời để người đi sửa tìm được.',
    en: 'In words, so that whoever repairs it finds it.',
    example: 'cạnh cổng đình',
  },
  latitude: {
    vi: 'Bắt buộc khi chưa có điểm. Dấu chấm hay dấu phẩy đều được.',
    en: 'Required for a new place. A decimal point or comma.',
    example: '21.0865',
  },
  longitude: {
    vi: 'Như vĩ độ. Cũng có thể ghi cả hai vào một cột “Tọa độ”.',
    en: 'Like latitude. Both may stand in one column “Coordinates”.',
    example: '105.6682',
  },
  siteUnit: {
    vi: 'Chỉ khi điểm thuộc đơn vị khác tổ phụ trách.',
    en: 'Only when the place belongs to another unit than the responsible one.',
    example: '',
  },
  serial: {
    vi: 'Không trùng nhau. Định dạng ô là Văn bản (Text).',
    en: 'Unique. Format the cells as Text.',
    example: 'DS2CD2043G2',
  },
  mac: { vi: '12 chữ số hệ 16.', en: '12 hexadecimal digits.', example: 'A4:12:42:00:1B:9C' },
  manufacturer: { vi: '', en: '', example: 'Hikvision' },
  model: { vi: '', en: '', example: 'DS-2CD2043' },
  cameraUrl: {
    vi: 'Bắt buộc với camera: địa chỉ IP hoặc http://….',
    en: 'Required for cameras: an IP address or http://….',
    example: '192.168.1.20',
  },
  cameraUser: { vi: 'Chỉ camera.', en: 'Cameras only.', example: 'admin' },
  cameraPassword: {
    vi: 'Chỉ camera. Được mã hóa ngay, không bao giờ hiện lại.',
    en: 'Cameras only. Sealed at once, never shown again.',
    example: '',
  },
  powerSource: {
    vi: 'Điện lưới, Năng lượng mặt trời, Ắc quy, PoE.',
    en: 'Mains, solar, battery, PoE.',
    example: 'Điện lưới',
  },
  uplink: {
    vi: 'Mã của thiết bị mà thiết bị này nối mạng qua.',
    en: 'Code of the device through which it reaches the network.',
    example: '',
  },
  intervalSeconds: { vi: 'Từ 5 đến 86400; để trống là 60.', en: '5 to 86400; empty means 60.', example: '60' },
  offlineAfterSeconds: {
    vi: 'Từ 15 đến 604800; để trống là 3 chu kỳ.',
    en: '15 to 604800; empty means 3 intervals.',
    example: '',
  },
  payer: {
    vi: 'Đơn vị, hộ dân, doanh nghiệp hoặc chương trình.',
    en: 'A unit, household, business or programme.',
    example: 'Nhân dân thôn Tháp Thượng',
  },
  funding: { vi: '', en: '', example: '' },
};

/** The columns of templates and exports, in their order; coordinates stand in two. */
export const TABLE_FIELDS = Object.keys(HINTS) as readonly (keyof typeof HINTS)[];
export type TableField = (typeof TABLE_FIELDS)[number];

export const columnHint = (field: TableField, language: Language): string => HINTS[field][language];
export const columnExample = (field: TableField): string => HINTS[field].example;

/** The words that a cell of this column is chosen from. */
export const CHOICES: Readonly<
  Record<'kind' | 'powerSource', Readonly<Record<string, Readonly<Record<Language, string>>>>>
> = {
  kind: {
    camera: { vi: 'Camera', en: 'Camera' },
    solar_light: { vi: 'Đèn', en: 'Solar light' },
    wifi_hotspot: { vi: 'Wi-Fi', en: 'Wi-Fi hotspot' },
    edge_agent: { vi: 'Trạm', en: 'Edge agent' },
  },
  powerSource: {
    mains: { vi: 'Điện lưới', en: 'Mains' },
    solar: { vi: 'Năng lượng mặt trời', en: 'Solar' },
    battery: { vi: 'Ắc quy', en: 'Battery' },
    poe: { vi: 'PoE', en: 'PoE' },
    unknown: { vi: 'Không rõ', en: 'Unknown' },
  },
};
