import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { FieldProblem } from '#libs/contracts';
import type { Language } from '#libs/domain';
import type { RawProblem } from './api-error.ts';

/** class-validator's names of checks → our stable codes. */
const CODES: Readonly<Record<string, string>> = {
  isDefined: 'required',
  isString: 'not_text',
  isLength: 'length',
  maxLength: 'length',
  matches: 'pattern',
  isIn: 'not_one_of',
  isInt: 'not_whole_number',
  isNumber: 'not_number',
  min: 'range',
  max: 'range',
  isLatitude: 'latitude',
  isLongitude: 'longitude',
  isBoolean: 'not_boolean',
  isUuid: 'not_id',
  isEmail: 'email',
  isUrl: 'url',
  isIso8601: 'date',
  isObject: 'not_object',
  isArray: 'not_list',
  arrayMaxSize: 'too_many',
  nestedValidation: 'not_object',
};

const WORDS: Readonly<Record<string, Record<Language, string>>> = {
  required: { vi: 'Còn thiếu.', en: 'Missing.' },
  not_text: { vi: 'Phải là chữ.', en: 'Must be text.' },
  length: { vi: 'Độ dài từ {min} đến {max} ký tự.', en: 'Must have {min} to {max} characters.' },
  pattern: { vi: 'Viết chưa đúng mẫu.', en: 'Is not written as expected.' },
  characters: { vi: 'Có ký tự không dùng được.', en: 'Contains characters that cannot be used.' },
  not_one_of: { vi: 'Phải là một trong: {values}.', en: 'Must be one of: {values}.' },
  not_whole_number: { vi: 'Phải là số nguyên.', en: 'Must be a whole number.' },
  not_number: { vi: 'Phải là số.', en: 'Must be a number.' },
  range: { vi: 'Phải từ {min} đến {max}.', en: 'Must be from {min} to {max}.' },
  latitude: { vi: 'Vĩ độ phải từ -90 đến 90.', en: 'A latitude is from -90 to 90.' },
  longitude: { vi: 'Kinh độ phải từ -180 đến 180.', en: 'A longitude is from -180 to 180.' },
  not_boolean: { vi: 'Phải là true hoặc false.', en: 'Must be true or false.' },
  not_id: { vi: 'Mã định danh không đúng.', en: 'Is not an id.' },
  email: { vi: 'Địa chỉ email không đúng.', en: 'Is not an e-mail address.' },
  url: {
    vi: 'Địa chỉ phải bắt đầu bằng http:// hoặc https://.',
    en: 'Must be an address that begins with http:// or https://.',
  },
  url_userinfo: {
    vi: 'Đừng ghi mật khẩu trong địa chỉ: hãy dùng ô riêng.',
    en: 'No password inside the address: use its own field.',
  },
  date: { vi: 'Ngày không đúng (ví dụ 2026-11-21).', en: 'Is not a date (such as 2026-11-21).' },
  instant: {
    vi: 'Thời điểm phải có ngày, giờ và múi giờ (ví dụ 2026-11-21T19:00:00+07:00).',
    en: 'Must be a moment with its zone (such as 2026-11-21T19:00:00+07:00).',
  },
  not_before_end: { vi: 'Phải trước thời điểm kết thúc.', en: 'Must lie before the end.' },
  period_too_long: { vi: 'Khoảng thời gian dài nhất là {days} ngày.', en: 'The period is at most {days} days.' },
  month: { vi: 'Tháng viết theo mẫu 2026-11.', en: 'A month is written 2026-11.' },
  month_not_begun: { vi: 'Tháng này chưa tới.', en: 'This month has not begun.' },
  one_place: {
    vi: 'Hãy chọn đúng một nơi: đơn vị, điểm lắp đặt hoặc thiết bị.',
    en: 'Name exactly one place: a unit, a site or a device.',
  },
  one_schedule: {
    vi: 'Hãy chọn một lần (từ, đến) hoặc hằng tuần.',
    en: 'Either once (from, until) or every week.',
  },
  twice: { vi: 'Ghi trùng.', en: 'Named twice.' },
  future: {
    vi: 'Ngày này chưa tới: hãy làm khi đến ngày.',
    en: 'This day has not come: do it on the day.',
  },
  past: { vi: 'Thời điểm này đã qua.', en: 'This moment has passed.' },
  not_object: { vi: 'Phải gồm các ô bên trong.', en: 'Must be an object.' },
  not_list: { vi: 'Phải là danh sách.', en: 'Must be a list.' },
  not_flat: { vi: 'Chỉ được là chữ, số hoặc true/false.', en: 'Must be text, a number or true/false.' },
  too_many: { vi: 'Quá nhiều mục.', en: 'Too many entries.' },
  range_of_box: { vi: 'Khung bản đồ không đúng.', en: 'Is not a box on the map.' },
  wrong_password: { vi: 'Mật khẩu hiện tại không đúng.', en: 'The current password is wrong.' },
  not_for_kind: { vi: 'Loại thiết bị này không có ô này.', en: 'This kind of device does not have it.' },
  by_the_browser: {
    vi: 'Kênh này chỉ bật được từ trình duyệt của người nhận.',
    en: 'This channel is switched on in the recipient’s browser.',
  },
  boundary_not_polygon: {
    vi: 'Ranh giới phải là Polygon hoặc MultiPolygon của GeoJSON.',
    en: 'A boundary is a Polygon or MultiPolygon of GeoJSON.',
  },
  boundary_empty: { vi: 'Ranh giới chưa có điểm nào.', en: 'The boundary is empty.' },
  boundary_not_numbers: {
    vi: 'Mỗi điểm phải gồm hai số: kinh độ rồi vĩ độ.',
    en: 'Each point is two numbers: longitude, then latitude.',
  },
  boundary_range: {
    vi: 'Tọa độ phải là độ theo WGS84: kinh độ trước (-180 đến 180), vĩ độ sau (-90 đến 90). Tọa độ VN-2000 cần đổi trước.',
    en: 'Coordinates are degrees (WGS84): longitude first (-180 to 180), then latitude (-90 to 90). Convert VN-2000 first.',
  },
  boundary_ring_short: { vi: 'Mỗi vòng phải có ít nhất 4 điểm.', en: 'A ring has at least 4 points.' },
  boundary_ring_open: {
    vi: 'Vòng chưa khép kín: điểm cuối phải trùng điểm đầu.',
    en: 'The ring is not closed: its last point is its first.',
  },
  boundary_too_fine: {
    vi: 'Ranh giới quá chi tiết (tối đa 20.000 điểm): hãy làm đơn giản bớt.',
    en: 'The boundary is too detailed (at most 20,000 points): simplify it.',
  },
  boundary_unit_missing: {
    vi: 'Thiếu unitId hoặc code của đơn vị trong properties.',
    en: 'The properties name no unit (unitId or code).',
  },
  boundary_twice: { vi: 'Đơn vị này đã có ở trên.', en: 'This unit is already named above.' },
  unit_not_found: { vi: 'Không tìm thấy đơn vị này.', en: 'This unit was not found.' },
  unit_code_ambiguous: {
    vi: 'Mã này có ở nhiều đơn vị: hãy dùng unitId.',
    en: 'Several units carry this code: use unitId.',
  },
  invalid: { vi: 'Chưa đúng.', en: 'Is wrong.' },
};

/** Every problem of every field, in depth. A missing field says `required` and nothing else. */
export function problemsOf(errors: readonly ValidationError[], parent = ''): RawProblem[] {
  return errors.flatMap((error) => {
    const path = parent === '' ? error.property : `${parent}.${error.property}`;
    return [...ownProblems(error, path), ...problemsOf(error.children ?? [], path)];
  });
}

function ownProblems(error: ValidationError, path: string): RawProblem[] {
  const names = Object.keys(error.constraints ?? {});
  if (names.length === 0) return [];
  if (error.value === undefined || error.value === null) return [{ path, code: 'required' }];
  // One line a field: the first check that failed, in the order they are written.
  const [name = ''] = orderedByDeclaration(error, names);
  return [{ path, code: CODES[name] ?? 'invalid', values: valuesOf(error, name) }];
}

interface Check {
  readonly name: string | undefined;
  readonly constraints: readonly unknown[];
}

function checksOf(error: ValidationError): Check[] {
  const target = error.target?.constructor;
  if (!target) return [];
  return getMetadataStorage()
    .getTargetValidationMetadatas(target, '', true, false)
    .filter((metadata) => metadata.propertyName === error.property)
    .map((metadata) => ({ name: metadata.name, constraints: (metadata.constraints as unknown[] | undefined) ?? [] }));
}

function orderedByDeclaration(error: ValidationError, names: readonly string[]): string[] {
  // A value of the wrong kind fails the finer checks too; the kind is what to tell.
  const kinds = ['nestedValidation', 'isString', 'isNumber', 'isInt', 'isBoolean', 'isObject', 'isArray'];
  const place = (name: string) => {
    const kind = kinds.indexOf(name);
    return kind === -1 ? kinds.length : kind;
  };
  return [...names].sort((a, b) => place(a) - place(b));
}

function valuesOf(error: ValidationError, name: string): Record<string, unknown> {
  const checks = checksOf(error);
  const of = (wanted: string) => checks.find((check) => check.name === wanted)?.constraints ?? [];
  switch (name) {
    case 'isIn':
      return { values: (of('isIn')[0] as readonly string[]).join(', ') };
    case 'min':
    case 'max':
      return { min: of('min')[0], max: of('max')[0] };
    case 'isLength':
      return { min: of('isLength')[0], max: of('isLength')[1] };
    case 'maxLength':
      return { min: 0, max: of('maxLength')[0] };
    default:
      return {};
  }
}

export function inWords(problem: RawProblem, language: Language): FieldProblem {
  const words = (WORDS[problem.code] ?? WORDS['invalid'])?.[language] ?? '';
  const message = words.replace(/\{(\w+)\}/g, (_, name: string) => String(problem.values?.[name] ?? ''));
  return { path: problem.path, code: problem.code, message };
}
