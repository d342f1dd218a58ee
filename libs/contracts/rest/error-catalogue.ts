import type { Language } from '#libs/domain';

interface ErrorDefinition {
  readonly status: number;
  readonly vi: string;
  readonly en: string;
}

const error = (status: number, vi: string, en: string): ErrorDefinition => ({ status, vi, en });

/** Every refusal of the REST API: a code never changes its meaning; `{name}` in a text is filled from the details. */
export const ERRORS = {
  // What was sent cannot be read.
  validation_failed: error(400, 'Có ô còn thiếu hoặc chưa đúng.', 'Some fields are missing or wrong.'),
  malformed_json: error(400, 'Nội dung gửi lên không phải JSON đúng.', 'The body is not valid JSON.'),
  malformed_request: error(400, 'Yêu cầu không đọc được.', 'The request cannot be read.'),
  body_too_large: error(
    413,
    'Nội dung gửi lên quá lớn (tối đa {limitKiB} KiB).',
    'The body is too large (at most {limitKiB} KiB).',
  ),
  unsupported_media_type: error(
    415,
    'Hãy gửi nội dung dạng JSON (application/json).',
    'Send the body as JSON (application/json).',
  ),
  invalid_cursor: error(
    400,
    'Dấu trang không dùng được: hãy tải lại danh sách từ đầu.',
    'The cursor is not usable: read the list from its beginning.',
  ),

  invalid_tile: error(
    400,
    'Không có ô bản đồ này: z từ 0 đến 22, x và y từ 0 đến 2^z − 1.',
    'There is no such tile: z is from 0 to 22, x and y from 0 to 2^z − 1.',
  ),

  // Who is calling.
  unauthenticated: error(401, 'Bạn cần đăng nhập.', 'You need to sign in.'),
  token_expired: error(401, 'Phiên đăng nhập đã hết hạn.', 'The session has expired.'),
  session_ended: error(401, 'Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.', 'The session has ended. Sign in again.'),
  wrong_credentials: error(401, 'Sai email hoặc mật khẩu.', 'Wrong e-mail or password.'),
  too_many_attempts: error(
    429,
    'Sai mật khẩu quá nhiều lần. Hãy thử lại sau {retryAfterSeconds} giây.',
    'Too many wrong passwords. Try again in {retryAfterSeconds} seconds.',
  ),
  forbidden: error(403, 'Bạn không có quyền làm việc này.', 'You are not allowed to do this.'),
  grant_too_wide: error(
    403,
    'Không thể giao quyền lớn hơn quyền của bạn.',
    'You cannot give more rights than you have.',
  ),

  // Not there, or not for this caller: one answer for both.
  not_found: error(404, 'Không có địa chỉ này.', 'There is nothing at this address.'),
  unit_not_found: error(404, 'Không tìm thấy đơn vị này.', 'This unit was not found.'),
  site_not_found: error(404, 'Không tìm thấy điểm lắp đặt này.', 'This site was not found.'),
  photo_not_found: error(404, 'Điểm lắp đặt này chưa có ảnh.', 'This site has no photo yet.'),
  thumbnail_not_found: error(404, 'Không có ảnh mờ nào được giữ.', 'No blurred picture is kept.'),
  device_not_found: error(404, 'Không tìm thấy thiết bị này.', 'This device was not found.'),
  user_not_found: error(404, 'Không tìm thấy người dùng này.', 'This user was not found.'),
  grant_not_found: error(404, 'Không tìm thấy quyền này.', 'This grant was not found.'),
  api_key_not_found: error(404, 'Không tìm thấy khóa API này.', 'This API key was not found.'),
  target_not_found: error(404, 'Không tìm thấy nơi nhận tin này.', 'This target was not found.'),
  incident_not_found: error(404, 'Không tìm thấy sự cố này.', 'This incident was not found.'),
  operation_not_found: error(404, 'Không tìm thấy công việc này.', 'This operation was not found.'),
  file_not_found: error(
    404,
    'Không tìm thấy tệp này, hoặc tệp đã quá một ngày nên đã bị xóa.',
    'This file was not found, or it was deleted after a day.',
  ),
  import_not_a_sheet: error(
    422,
    'Không đọc được tệp này: hãy lưu thành Excel (.xlsx) hoặc CSV rồi thử lại.',
    'This file cannot be read: save it as Excel (.xlsx) or CSV and try again.',
  ),
  import_old_excel: error(
    422,
    'Tệp Excel đời cũ (.xls) hoặc có mật khẩu: hãy lưu thành .xlsx không mật khẩu.',
    'An old Excel file (.xls), or one with a password: save it as .xlsx without a password.',
  ),
  import_too_large: error(
    422,
    'Tệp quá lớn: tối đa 20.000 dòng, 200 cột, 10 MB. Hãy chia thành nhiều tệp.',
    'The file is too large: at most 20,000 rows, 200 columns, 10 MB. Cut it into several.',
  ),
  import_no_header: error(
    422,
    'Không thấy dòng tiêu đề: hãy tải tệp mẫu và giữ nguyên tên các cột.',
    'No line of headings was found: take the template and keep the names of its columns.',
  ),
  import_column_twice: error(
    422,
    'Có hai cột cùng một nội dung (ví dụ hai cột “Tên”): hãy xóa bớt một cột.',
    'Two columns hold the same thing (such as two columns “Name”): delete one.',
  ),
  import_overtaken: error(
    409,
    'Có người đang sửa các thiết bị này cùng lúc: hãy nhập lại tệp.',
    'Somebody is changing the same devices at the same time: import the file again.',
  ),
  template_not_found: error(404, 'Không có bộ tiêu chí này.', 'There is no such set of criteria.'),
  report_too_large: error(
    422,
    'Đơn vị có {devices} thiết bị, báo cáo chỉ làm được tới {most}. Hãy chọn đơn vị nhỏ hơn.',
    'The unit has {devices} devices, a report takes at most {most}. Choose a smaller unit.',
  ),
  not_an_edge_agent: error(
    422,
    'Thiết bị này không phải máy trạm đang dùng.',
    'This device is no village gateway in service.',
  ),
  agent_silent: error(
    409,
    'Máy trạm tại thôn đang mất liên lạc. Hãy kiểm tra điện và đường mạng của máy rồi thử lại.',
    'The village gateway cannot be heard. Check its power and network, then try again.',
  ),
  operation_expired: error(
    410,
    'Công việc này chờ quá lâu nên đã bị bỏ. Hãy thử lại.',
    'This operation waited too long and was given up. Try again.',
  ),
  operation_failed: error(500, 'Không làm được công việc này. Hãy thử lại.', 'This operation failed. Try again.'),
  acceptance_test_not_found: error(404, 'Không tìm thấy lần nghiệm thu này.', 'This acceptance test was not found.'),
  command_not_found: error(404, 'Không tìm thấy lệnh này.', 'This command was not found.'),
  maintenance_not_found: error(404, 'Không tìm thấy lịch bảo trì này.', 'This maintenance window was not found.'),
  zalo_link_not_found: error(404, 'Không có mã liên kết Zalo này.', 'There is no such Zalo link.'),
  too_many_link_codes: error(
    409,
    'Đơn vị đang có nhiều mã chưa dùng: hãy dùng mã đã lấy, hoặc chờ 15 phút.',
    'The unit has several unused codes: use one of them, or wait 15 minutes.',
  ),
  link_not_found: error(404, 'Liên kết này không đúng hoặc đã hết hạn.', 'This link is wrong or has expired.'),

  sticker_not_found: error(
    404,
    'Không có điểm nào với nhãn này. Xin xem lại địa chỉ, hoặc quét lại mã trên cột.',
    'No place has this label. Check the address, or scan the code on the pole again.',
  ),
  sticker_replaced: error(
    410,
    'Nhãn này đã được thay. Xin quét nhãn mới.',
    'This label has been replaced. Scan the new one.',
  ),
  sticker_unknown: error(
    404,
    'Không có nhãn này trong địa bàn của bạn. Hãy xem lại mã, hoặc dùng nhãn do đơn vị của bạn in.',
    'There is no such sticker in your territory. Check the code, or take a sticker that your unit printed.',
  ),
  sticker_misread: error(
    422,
    'Mã nhãn chưa đúng: hãy so lại từng chữ, từng số với nhãn, hoặc quét mã.',
    'The code of the sticker is not right: compare every letter and digit with the sticker, or scan it.',
  ),
  sticker_free: error(404, 'Nhãn {code} chưa được gắn vào điểm nào.', 'Sticker {code} is not stuck to any place yet.'),
  sticker_void: error(
    410,
    'Nhãn này đã hủy vì mất hoặc hỏng. Hãy lấy nhãn khác.',
    'This sticker was declared lost or damaged. Take another one.',
  ),
  sticker_roll_not_found: error(404, 'Không tìm thấy cuộn nhãn này.', 'This roll of stickers was not found.'),
  village_page_not_found: error(404, 'Không có trang này.', 'There is no such page.'),
  repair_not_found: error(404, 'Không tìm thấy lần sửa chữa này.', 'This repair was not found.'),
  contribution_not_found: error(404, 'Không tìm thấy khoản đóng góp này.', 'This contribution was not found.'),
  public_report_not_found: error(404, 'Không tìm thấy phản ánh này.', 'This report was not found.'),

  // In the way of what is there.
  public_report_is_closed: error(409, 'Phản ánh này đã đóng.', 'This report is closed.'),
  village_page_not_for_kind: error(
    409,
    'Chỉ tổ, thôn và xã có trang cho bà con.',
    'Only groups, villages and communes have a page for residents.',
  ),
  too_many_labels: error(
    409,
    'Quá {most} nhãn: hãy chọn một đơn vị nhỏ hơn.',
    'More than {most} labels: choose a smaller unit.',
  ),
  not_reportable_here: error(409, 'Ở đây không có thứ đó để báo.', 'There is no such thing here to report.'),
  reported_too_fast: error(
    429,
    'Bà con vừa báo rồi. Xin chờ {minutes} phút nữa hãy báo tiếp.',
    'You have just reported. Please wait {minutes} minutes before the next report.',
  ),
  reported_often_today: error(
    429,
    'Hôm nay đã có nhiều người báo chỗ này. Tổ đã biết, bà con không cần báo thêm.',
    'Many have reported this place today. The group knows; no further report is needed.',
  ),
  unit_code_taken: error(
    409,
    'Mã đơn vị này đã dùng cho cùng ngày bắt đầu.',
    'This unit code is already used with the same first day.',
  ),
  unit_cycle: error(409, 'Không thể chuyển một đơn vị vào bên trong chính nó.', 'A unit cannot be moved below itself.'),
  claim_code_not_found: error(
    404,
    'Mã nhận này không đúng, đã dùng hoặc đã quá một ngày. Hãy tạo mã mới.',
    'This claim code is wrong, was used, or is more than a day old. Make a new one.',
  ),
  claim_other_hardware: error(
    409,
    'Mã này dành cho thiết bị khác: số sê-ri hoặc địa chỉ MAC không khớp.',
    'This code is for another thing: the serial number or MAC address differs.',
  ),
  claimed_too_often: error(
    429,
    'Sai mã quá nhiều lần. Hãy thử lại sau {retryAfterSeconds} giây.',
    'Too many wrong codes. Try again in {retryAfterSeconds} seconds.',
  ),
  light_profile_not_found: error(404, 'Không tìm thấy loại đèn này.', 'This lamp profile was not found.'),
  bulk_change_not_found: error(404, 'Không tìm thấy thay đổi hàng loạt này.', 'This bulk change was not found.'),
  bulk_change_is_over: error(
    409,
    'Thay đổi này đã làm xong hoặc đã quá một ngày.',
    'This change was carried out already, or is more than a day old.',
  ),
  second_person_needed: error(
    409,
    'Trên {most} thiết bị: cần một người khác xác nhận.',
    'More than {most} devices: another person has to confirm.',
  ),
  nothing_to_change: error(409, 'Không có thiết bị nào để thay đổi.', 'There is no device to change.'),
  too_many_devices: error(
    409,
    'Mỗi lần tối đa {most} thiết bị: hãy lọc bớt.',
    'At most {most} devices at once: filter further.',
  ),
  unit_has_ended: error(
    409,
    'Đơn vị này đã chia tách hoặc sáp nhập. Nay là: {names}.',
    'This unit was split or merged. In its place now: {names}.',
  ),
  parts_not_exact: error(
    409,
    'Mỗi đơn vị, điểm lắp, thiết bị, nơi nhận tin phải thuộc đúng một phần: còn {left} chưa chia, {wrong} chia sai.',
    'Every unit, site, device and target has to belong to exactly one part: {left} are left, {wrong} are wrong.',
  ),
  sticker_bound_elsewhere: error(
    409,
    'Nhãn {code} đã dán ở điểm khác. Hãy lấy nhãn mới; nếu bạn đang đứng ở đúng điểm đó thì chọn điểm có sẵn.',
    'Sticker {code} is stuck at another place. Take a new one; if you stand at that very place, choose the place that exists.',
  ),
  sticker_not_bound: error(
    409,
    'Nhãn {code} chưa dán ở đâu: hãy cho biết đơn vị và vị trí của điểm lắp đặt.',
    'Sticker {code} is not stuck anywhere yet: tell the unit and the position of the place.',
  ),
  place_near: error(
    409,
    'Cách đây chưa tới 5 m đã có điểm {nearest}. Nếu là cùng một cột hay bức tường, hãy chọn điểm đó; nếu không, xác nhận đây là điểm khác.',
    'There is a place less than 5 m from here: {nearest}. If it is the same pole or wall, choose it; if not, say that this is another place.',
  ),
  site_code_taken: error(409, 'Mã điểm lắp đặt này đã dùng.', 'This site code is already used.'),
  device_code_taken: error(409, 'Mã thiết bị này đã dùng.', 'This device code is already used.'),
  registration_taken: error(
    409,
    'Mã đăng ký (registrationId) này đã dùng cho một thiết bị khác.',
    'This registrationId was used for another device.',
  ),
  serial_taken: error(
    409,
    'Số sê-ri này đã được đăng ký. Hãy xem lại số; nếu đây là thay thiết bị hoặc chuyển chỗ, hãy mở thiết bị đã có.',
    'This serial number is already registered. Check it; to replace or move that device, open the one that exists.',
  ),
  mac_taken: error(
    409,
    'Địa chỉ MAC này đã được đăng ký. Hãy xem lại địa chỉ; nếu đây là thay thiết bị hoặc chuyển chỗ, hãy mở thiết bị đã có.',
    'This MAC address is already registered. Check it; to replace or move that device, open the one that exists.',
  ),
  email_taken: error(409, 'Email này đã được dùng.', 'This e-mail address is already used.'),
  grant_exists: error(409, 'Người này đã có quyền này.', 'This person already has this grant.'),
  last_administrator: error(409, 'Phải còn ít nhất một quản trị viên.', 'At least one administrator must remain.'),
  device_has_history: error(
    409,
    'Thiết bị đã có lịch sử: hãy cho ngừng sử dụng thay vì xóa.',
    'The device has a history: decommission it instead of deleting it.',
  ),
  device_decommissioned: error(409, 'Thiết bị đã ngừng sử dụng.', 'The device is decommissioned.'),
  device_in_maintenance: error(
    409,
    'Thiết bị đang bảo trì: hãy kết thúc bảo trì rồi nghiệm thu.',
    'The device is under maintenance: end that, then test it.',
  ),
  acceptance_test_running: error(
    409,
    'Thiết bị đang được kiểm tra: hãy chờ lần này xong.',
    'The device is being tested: wait until that is over.',
  ),
  acceptance_test_not_passed: error(
    409,
    'Chỉ lập biên bản khi tất cả các bước đều đạt: hãy xử lý các dòng chưa đạt rồi kiểm tra lại.',
    'There is a certificate only when every step is green: mend those that are not and test again.',
  ),
  device_has_no_secret: error(409, 'Camera không dùng mật khẩu MQTT.', 'Cameras have no MQTT secret.'),
  device_takes_no_commands: error(
    409,
    'Camera không nhận lệnh: máy chủ chỉ hỏi xem camera còn chạy không.',
    'Cameras take no commands: they are only asked whether they run.',
  ),
  command_not_for_kind: error(
    409,
    'Loại thiết bị này không làm được lệnh này.',
    'This kind of device cannot do this command.',
  ),
  command_is_over: error(409, 'Lệnh này đã kết thúc.', 'This command is over.'),
  interval_too_long: error(
    409,
    'Chu kỳ dài hơn hạn báo mất liên lạc của thiết bị ({offlineAfterSeconds} giây).',
    'The interval is longer than the device’s offline deadline ({offlineAfterSeconds} seconds).',
  ),
  too_many_commands: error(
    409,
    'Thiết bị còn {most} lệnh đang chờ. Hãy chờ hoặc hủy bớt.',
    'The device has {most} commands waiting. Wait, or cancel some.',
  ),
  uplink_cycle: error(
    409,
    'Thiết bị không thể nối mạng qua chính nó.',
    'A device cannot reach the network through itself.',
  ),
  maintenance_is_over: error(409, 'Lịch bảo trì này đã kết thúc.', 'This maintenance window is over.'),
  fallback_cycle: error(
    409,
    'Nơi báo thay lại báo ngược về chính nơi này: hãy chọn nơi khác.',
    'The target to tell instead leads back to this one: choose another.',
  ),
  fallback_not_above: error(
    409,
    'Nơi báo thay phải thuộc cùng đơn vị hoặc đơn vị cấp trên.',
    'The target to tell instead has to belong to the same unit or to one above it.',
  ),
  fallback_other_audience: error(
    409,
    'Nơi báo thay phải dành cho cùng người nhận: người phụ trách hoặc người dân.',
    'The target to tell instead has to be for the same people: those responsible, or households.',
  ),
  target_has_no_secret: error(409, 'Nơi nhận này không dùng khóa ký tin.', 'This target has no signing secret.'),
  nobody_to_tell: error(
    409,
    'Đơn vị này chưa có nơi nhận tin nào đang bật.',
    'This unit has no target that is switched on.',
  ),
  drill_too_soon: error(
    409,
    'Vừa có một buổi diễn tập, hoặc một buổi đang chờ. Hãy đợi một giờ.',
    'There has just been a drill, or one is waiting. Leave an hour between them.',
  ),
  incident_resolved: error(409, 'Sự cố này đã kết thúc.', 'This incident is over.'),
  channel_not_available: error(
    409,
    'Kênh này chưa được bật trên máy chủ.',
    'This channel is not configured on the server.',
  ),
  stale_version: error(
    412,
    'Người khác vừa sửa. Hãy tải lại rồi sửa tiếp.',
    'Somebody else has just changed it. Load it again first.',
  ),
  idempotency_conflict: error(
    409,
    'Khóa Idempotency-Key này đã dùng cho nội dung khác.',
    'This Idempotency-Key was used with another body.',
  ),
  idempotency_in_progress: error(409, 'Yêu cầu này đang được xử lý.', 'This request is being worked on.'),
  photo_not_readable: error(
    422,
    'Không đọc được ảnh này: cần ảnh JPEG hoặc WebP, tối đa 400 KB.',
    'This photo cannot be read: it has to be JPEG or WebP, of at most 400 KB.',
  ),
  address_refused: error(422, 'Máy chủ không được phép gọi tới địa chỉ này.', 'The server may not call this address.'),

  // Ours.
  overloaded: error(
    503,
    'Máy chủ đang bận. Hãy thử lại sau ít giây.',
    'The server is busy. Try again in a few seconds.',
  ),
  database_unavailable: error(
    503,
    'Máy chủ tạm thời không đọc được dữ liệu. Hãy thử lại sau ít phút.',
    'The server cannot reach its data at the moment. Try again in a few minutes.',
  ),
  storage_full: error(
    503,
    'Ổ đĩa của máy chủ gần đầy: vẫn xem được, nhưng tạm thời chưa lưu được gì.',
    'The disk of the server is nearly full: reading works, but nothing can be stored at the moment.',
  ),
  internal_error: error(500, 'Máy chủ gặp lỗi. Mã lỗi: {id}', 'The server ran into an error. Error id: {id}'),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

export function errorMessage(
  code: ErrorCode,
  language: Language,
  details: Readonly<Record<string, unknown>> = {},
): string {
  return ERRORS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}
