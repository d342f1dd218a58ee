import type { Language } from '../unit.ts';
import type { ImportField } from './columns.ts';
import { CHOICES } from './hints.ts';

/** What is wrong with one cell or row, and what to do about it: `{name}` is filled from the values. */
const WORDS = {
  required: { vi: 'Còn thiếu.', en: 'Missing.' },
  too_long: { vi: 'Dài quá {most} ký tự.', en: 'Longer than {most} characters.' },
  characters: {
    vi: 'Có ký tự không dùng được: hãy gõ lại ô này.',
    en: 'Has characters that cannot be used: type it again.',
  },
  cell_failed: {
    vi: 'Công thức trong ô báo lỗi {found}: hãy gõ giá trị vào thay công thức.',
    en: 'The formula in this cell failed with {found}: type the value instead.',
  },
  became_day: {
    vi: 'Excel đã đổi ô này thành ngày {found}: hãy định dạng cột là Văn bản (Text) rồi gõ lại.',
    en: 'Excel turned this into the day {found}: format the column as Text and type it again.',
  },
  lost_digits: {
    vi: 'Excel đã làm mất các chữ số cuối ({found}): hãy định dạng cột là Văn bản (Text) rồi gõ lại.',
    en: 'Excel has lost the last digits ({found}): format the column as Text and type it again.',
  },
  not_code: {
    vi: 'Mã gồm 2 đến 40 chữ không dấu, số, gạch ngang, gạch dưới hoặc dấu chấm.',
    en: 'A code has 2 to 40 letters, digits, hyphens, underscores or dots.',
  },
  not_kind: {
    vi: 'Không rõ loại: hãy ghi Camera, Đèn, Wi-Fi hoặc Trạm.',
    en: 'Unknown kind: write camera, solar light, wifi hotspot or edge agent.',
  },
  not_power: {
    vi: 'Hãy ghi: điện lưới, năng lượng mặt trời, ắc quy, PoE hoặc để trống.',
    en: 'Write mains, solar, battery, PoE, or leave it empty.',
  },
  not_mac: {
    vi: 'Địa chỉ MAC có 12 chữ số hệ 16, như A4:12:42:00:1B:9C.',
    en: 'A MAC address has 12 hexadecimal digits, such as A4:12:42:00:1B:9C.',
  },
  not_whole: { vi: 'Phải là số nguyên.', en: 'Must be a whole number.' },
  range: { vi: 'Phải từ {min} đến {max}.', en: 'Must be from {min} to {max}.' },
  not_angle: {
    vi: 'Không đọc được tọa độ (ví dụ 21.0865 hoặc 21°05\'11"N).',
    en: 'Is no coordinate (such as 21.0865 or 21°05\'11"N).',
  },
  not_position: {
    vi: 'Không đọc được tọa độ (ví dụ 21.0865, 105.6682).',
    en: 'Are no coordinates (such as 21.0865, 105.6682).',
  },
  swapped: {
    vi: 'Vĩ độ và kinh độ bị đổi chỗ: ở Việt Nam vĩ độ từ 8 đến 24, kinh độ từ 102 đến 118.',
    en: 'Latitude and longitude have changed places: in Viet Nam a latitude is 8 to 24, a longitude 102 to 118.',
  },
  zero_position: {
    vi: 'Tọa độ 0, 0 nằm giữa biển: hãy đo lại.',
    en: 'Coordinates 0, 0 lie in the ocean: measure again.',
  },
  url: {
    vi: 'Địa chỉ camera viết như 192.168.1.20 hoặc http://192.168.1.20:8080.',
    en: 'Write a camera address such as 192.168.1.20 or http://192.168.1.20:8080.',
  },
  url_userinfo: {
    vi: 'Đừng ghi mật khẩu trong địa chỉ: hãy dùng cột riêng.',
    en: 'No password inside the address: use its own column.',
  },
  address_refused: { vi: 'Máy chủ không được phép gọi tới địa chỉ này.', en: 'The server may not call this address.' },
  not_for_kind: { vi: 'Chỉ camera mới có ô này.', en: 'Only cameras have this.' },
  unit_unknown: {
    vi: 'Không có đơn vị nào mang tên hoặc mã này trong {within}.',
    en: 'No unit in {within} has this name or code.',
  },
  unit_ended: {
    vi: 'Đơn vị này đã chia tách hoặc sáp nhập: hãy ghi {by}.',
    en: 'This unit was split or merged: write {by}.',
  },
  unit_ambiguous: {
    vi: 'Có {count} đơn vị cùng tên này: hãy ghi rõ, ví dụ “{example}”.',
    en: '{count} units have this name: write, for example, “{example}”.',
  },
  site_elsewhere: {
    vi: 'Mã điểm này đã dùng ở nơi khác: hãy kiểm tra lại nhãn.',
    en: 'This site code is used somewhere else: check the sticker.',
  },
  site_differs: {
    vi: 'Khác với dòng {line} về cùng điểm lắp đặt: hãy ghi giống nhau ở cả hai dòng.',
    en: 'Differs from row {line} about the same site: write the same in both rows.',
  },
  kind_differs: {
    vi: 'Thiết bị {code} đang được ghi là {kind}: hãy sửa loại, hoặc để trống mã để thêm thiết bị mới.',
    en: 'Device {code} is registered as {kind}: correct the kind, or leave the code empty to add a new device.',
  },
  decommissioned: {
    vi: 'Thiết bị {code} đã ngừng sử dụng: hãy để trống mã để đăng ký thiết bị mới.',
    en: 'Device {code} is decommissioned: leave the code empty to register a new one.',
  },
  code_elsewhere: {
    vi: 'Mã này đã dùng ở nơi khác: hãy để trống để máy chủ cấp mã.',
    en: 'This code is used somewhere else: leave it empty and one is made up.',
  },
  mac_taken: {
    vi: 'Địa chỉ MAC này là của {code} “{name}”: nếu là thiết bị đó, hãy ghi mã {code} vào cột Mã thiết bị; nếu không, hãy xem lại địa chỉ MAC.',
    en: 'This MAC address belongs to {code} “{name}”: if it is that device, write {code} as its device code; if not, check the MAC address.',
  },
  mac_elsewhere: {
    vi: 'Địa chỉ MAC này đã được đăng ký ở nơi khác: hãy xem lại.',
    en: 'This MAC address is registered somewhere else: check it.',
  },
  serial_taken: {
    vi: 'Số sê-ri này là của {code} “{name}”: nếu là thiết bị đó, hãy ghi mã {code} vào cột Mã thiết bị; nếu không, hãy xem lại số sê-ri.',
    en: 'This serial number belongs to {code} “{name}”: if it is that device, write {code} as its device code; if not, check the number.',
  },
  serial_elsewhere: {
    vi: 'Số sê-ri này đã được đăng ký ở nơi khác: hãy xem lại.',
    en: 'This serial number is registered somewhere else: check it.',
  },
  twice_in_file: {
    vi: 'Đã có ở dòng {line}: hãy xóa một trong hai dòng, hoặc sửa ô này.',
    en: 'Already in row {line}: delete one of the two, or correct this.',
  },
  near_twin: {
    vi: 'Cách {code} “{name}” chỉ {metres} m. Nếu là chính nó: ghi mã {code} vào cột Mã thiết bị. Nếu treo cùng cột: ghi mã điểm {site} vào cột Mã điểm lắp đặt. Nếu là cột khác: ghi một mã điểm mới.',
    en: 'Only {metres} m from {code} “{name}”. If it is that one: write {code} as its device code. If it hangs on the same pole: write {site} as its site code. If it is another pole: write a new site code.',
  },
  near_row: {
    vi: 'Cách thiết bị cùng loại ở dòng {line} chỉ {metres} m. Nếu treo cùng cột: ghi cùng một mã điểm ở cả hai dòng. Nếu là cột khác: ghi hai mã điểm khác nhau. Nếu là một: xóa một dòng.',
    en: 'Only {metres} m from the device of the same kind in row {line}. On one pole: write the same site code in both rows. On two poles: write two site codes. If they are one device: delete a row.',
  },
  uplink_unknown: { vi: 'Không có thiết bị nào mang mã này.', en: 'No device has this code.' },
  uplink_refused: {
    vi: 'Thiết bị này ở dòng {line}, mà dòng đó còn lỗi.',
    en: 'That device is in row {line}, which has errors.',
  },
  uplink_cycle: {
    vi: 'Thiết bị không thể nối mạng qua chính nó.',
    en: 'A device cannot reach the network through itself.',
  },
  changed_meanwhile: {
    vi: 'Thiết bị này vừa được người khác sửa: hãy nhập lại tệp.',
    en: 'Somebody else has just changed this device: import the file again.',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type RowProblemCode = keyof typeof WORDS;
export const ROW_PROBLEMS = Object.keys(WORDS) as readonly RowProblemCode[];

export interface RowProblem {
  /** The column; null: the row as a whole. */
  readonly field: ImportField | null;
  readonly code: RowProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export const rowProblem = (
  field: ImportField | null,
  code: RowProblemCode,
  values: RowProblem['values'] = {},
): RowProblem => ({ field, code, values });

/** A kind is said as it is written in a list. */
const said = (name: string, value: string | number, language: Language): string =>
  (name === 'kind' ? CHOICES.kind[value]?.[language] : undefined) ?? String(value);

export const rowProblemWords = ({ code, values }: RowProblem, language: Language): string =>
  WORDS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => said(name, values[name] ?? '', language));
