import type { AcceptanceWords } from './words-shape.ts';

const WAIT = 'Chờ thêm, máy đang thử lại.';
const AGAIN = 'Sửa xong thì bấm “Kiểm tra lại”.';

export const ACCEPTANCE_VI: AcceptanceWords = {
  steps: {
    talks: 'Liên lạc được với thiết bị',
    signs_in: 'Đăng nhập bằng mật khẩu riêng',
    clock: 'Đồng hồ của thiết bị',
    picture: 'Hình ảnh',
    lamp: 'Thử bật đèn',
    uplink: 'Đường truyền phía trên',
    channel: 'Kênh báo tin của tổ',
  },
  internet: 'Internet',
  reasons: {
    heard: { says: 'Máy chủ đã nhận được tín hiệu' },
    nothing_heard: {
      says: 'Chưa nhận được tín hiệu nào',
      act: `Xem thiết bị đã có điện, có sóng hoặc mạng chưa; địa chỉ máy chủ và mã thiết bị đã nhập đúng chưa. Tắt rồi bật lại thiết bị. ${AGAIN}`,
    },
    refused_at_door: {
      says: 'Thiết bị có gọi tới nhưng bị từ chối',
      act: 'Xem dòng “Đăng nhập” bên dưới.',
    },
    camera_answers: { says: 'Camera trả lời' },
    being_asked: { says: 'Máy chủ đang hỏi camera' },
    not_asked_yet: {
      says: 'Máy chủ chưa hỏi camera',
      act: 'Lỗi này ở phía máy chủ, không phải ở camera. Chờ ít phút rồi bấm “Kiểm tra lại”; nếu vẫn vậy, báo cán bộ CNTT.',
    },
    camera_silent: {
      says: 'Camera không trả lời',
      act: `Xem camera đã có điện và cắm dây mạng chưa (đèn cổng mạng có nháy không); địa chỉ IP và cổng đã nhập có đúng không. ${AGAIN}`,
    },
    agent_silent: {
      says: 'Máy trạm của camera này đang mất liên lạc, nên chưa thử được camera',
      act: `Kiểm tra điện và đường mạng của máy trạm trước. ${AGAIN}`,
    },
    address_not_allowed: {
      says: 'Máy chủ không được phép gọi tới địa chỉ này',
      act: 'Nhập lại địa chỉ IP trong mạng nội bộ của camera, hoặc nhờ cán bộ CNTT cho phép dải địa chỉ này.',
    },
    not_onvif: {
      says: 'Có máy trả lời ở địa chỉ này nhưng không phải camera ONVIF',
      act: `Vào trang cài đặt của camera, bật ONVIF; xem lại địa chỉ và cổng. ${AGAIN}`,
    },
    waits_for_contact: { says: 'Chờ liên lạc được với thiết bị' },
    not_reached: { says: 'Chưa thử được vì chưa vào được thiết bị', act: 'Xử lý các dòng chưa đạt phía trên trước.' },
    signed_in: { says: 'Mật khẩu đúng' },
    open_to_all: { says: 'Camera không hỏi mật khẩu' },
    wrong_password: {
      says: 'Sai mật khẩu',
      act: `Nhập lại đúng tên và mật khẩu (camera: nút Sửa trên trang thiết bị; đèn, Wi-Fi: mật khẩu MQTT đã cấp, mất thì cấp lại). ${AGAIN}`,
    },
    locked_out: {
      says: 'Camera đang khóa đăng nhập vì sai mật khẩu nhiều lần',
      act: 'Chờ khoảng 30 phút hoặc tắt mở lại camera, nhập lại mật khẩu đúng rồi kiểm tra lại.',
    },
    login_rests: { says: 'Máy chủ đang chờ lượt đăng nhập', act: WAIT },
    login_unclear: { says: 'Camera chưa trả lời rõ mật khẩu đúng hay sai', act: WAIT },
    login_not_possible: {
      says: 'Camera chỉ nhận kiểu đăng nhập không an toàn',
      act: 'Trong cài đặt camera, chọn xác thực “Digest”, rồi kiểm tra lại.',
    },
    no_password_registered: {
      says: 'Chưa khai mật khẩu cho thiết bị này',
      act: `Camera: bấm Sửa, nhập tên và mật khẩu. Đèn, Wi-Fi: cấp mật khẩu mới ở cuối trang thiết bị. ${AGAIN}`,
    },
    secret_revoked: {
      says: 'Mật khẩu của thiết bị đã bị thu hồi',
      act: `Cấp mật khẩu mới ở cuối trang thiết bị và nhập vào thiết bị. ${AGAIN}`,
    },
    clock_right: { says: 'Giờ đúng' },
    clock_wrong: {
      says: 'Giờ của thiết bị sai',
      act: `Đặt lại ngày giờ, bật tự chỉnh giờ qua mạng (NTP). Giờ sai thì hình ghi lại không dùng làm chứng được. ${AGAIN}`,
    },
    time_zone_wrong: {
      says: 'Sai múi giờ',
      act: `Chọn múi giờ Hà Nội (GMT+7) trong cài đặt thiết bị. ${AGAIN}`,
    },
    clock_not_told: {
      says: 'Camera không cho biết giờ của nó',
      act: `Cập nhật phần mềm camera hoặc đặt lại ngày giờ trong trang cài đặt. ${AGAIN}`,
    },
    tells_no_time: { says: 'Thiết bị không gửi giờ kèm theo nên không cần thử' },
    no_report: {
      says: 'Thiết bị đã kết nối nhưng chưa gửi bản tin',
      act: `Chờ hết một chu kỳ gửi; nếu vẫn không có, xem mục “bản tin bị từ chối” trên trang thiết bị. ${AGAIN}`,
    },
    picture_received: { says: 'Lấy được một ảnh' },
    no_snapshot_service: {
      says: 'Camera không cho lấy ảnh qua ONVIF',
      act: `Bật “ảnh chụp (snapshot)” trong cài đặt ONVIF của camera. ${AGAIN}`,
    },
    picture_behind_plain_password: {
      says: 'Camera chỉ cho lấy ảnh bằng kiểu đăng nhập không an toàn',
      act: 'Trong cài đặt camera, chọn xác thực web là “Digest”, rồi kiểm tra lại.',
    },
    picture_refused: {
      says: 'Camera không cho tài khoản này lấy ảnh',
      act: `Cho tài khoản quyền xem hình trong cài đặt camera. ${AGAIN}`,
    },
    not_a_picture: { says: 'Camera trả lời nhưng không phải ảnh', act: `Tắt mở lại camera. ${AGAIN}` },
    picture_too_large: {
      says: 'Ảnh quá lớn (trên 4 MB)',
      act: `Giảm độ phân giải ảnh chụp trong cài đặt camera. ${AGAIN}`,
    },
    picture_missing: { says: 'Chưa lấy được ảnh', act: `Xem đường mạng tới camera có chập chờn không. ${AGAIN}` },
    lamp_answered: { says: 'Đèn đã bật theo lệnh và báo lại' },
    lamp_waiting: { says: 'Đã gửi lệnh bật đèn 20 giây, đang chờ đèn báo lại' },
    lamp_never_delivered: {
      says: 'Đèn không nhận lệnh',
      act: `Bộ điều khiển phải đăng ký nhận lệnh (commands); xem cài đặt hoặc hỏi nhà cung cấp. ${AGAIN}`,
    },
    lamp_never_answered: {
      says: 'Đã gửi lệnh bật đèn nhưng đèn không báo lại',
      act: `Nhìn xem đèn có sáng không; xem dây bóng đèn và bộ điều khiển. ${AGAIN}`,
    },
    lamp_refused: { says: 'Đèn từ chối lệnh thử', act: `Xem bộ điều khiển có cho thử đèn không. ${AGAIN}` },
    lamp_failed: { says: 'Đèn báo không bật được', act: `Xem bóng, dây nối và ắc quy. ${AGAIN}` },
    lamp_faulty: { says: 'Đèn nhận lệnh nhưng đang báo hỏng bóng', act: `Thay bóng hoặc nối lại dây. ${AGAIN}` },
    lamp_withdrawn: { says: 'Lệnh thử đèn đã bị hủy giữa chừng', act: 'Bấm “Kiểm tra lại”.' },
    too_many_commands: {
      says: 'Đèn còn quá nhiều lệnh chờ',
      act: 'Hủy bớt lệnh chờ trên trang thiết bị rồi kiểm tra lại.',
    },
    internet_ok: { says: 'Vào được internet' },
    reached_us: { says: 'Gửi được tín hiệu về máy chủ qua internet' },
    no_internet: {
      says: 'Điểm Wi-Fi chưa vào được internet',
      act: `Xem dây mạng phía nhà cung cấp, cước thuê bao, đăng nhập PPPoE. ${AGAIN}`,
    },
    uplink_up: { says: 'Thiết bị mạng phía trên đang chạy' },
    uplink_down: {
      says: 'Thiết bị mạng phía trên không chạy',
      act: `Kiểm tra điện và đường truyền của thiết bị mạng đó trước. ${AGAIN}`,
    },
    uplink_out_of_service: {
      says: 'Thiết bị mạng phía trên đã ngừng sử dụng',
      act: 'Bấm Sửa, chọn đúng thiết bị mạng đang dùng.',
    },
    no_uplink_named: { says: 'Không khai thiết bị mạng phía trên nên không cần thử' },
    message_accepted: { says: 'Kênh đã nhận tin thử' },
    message_delivered: { says: 'Tin thử đã tới người nhận' },
    message_on_its_way: { says: 'Đang gửi tin thử tới người phụ trách' },
    message_not_accepted: {
      says: 'Gửi tin thử mà kênh chưa nhận',
      act: `Nhờ người quản lý mở mục “Nơi nhận tin” xem kênh của tổ còn dùng được không. ${AGAIN}`,
    },
    message_failed: {
      says: 'Kênh báo tin không nhận tin thử',
      act: `Nhờ người quản lý sửa kênh của tổ ở mục “Nơi nhận tin” (nhóm Zalo bị xóa, số sai, hết hạn…). ${AGAIN}`,
    },
    no_target: {
      says: 'Chưa có ai nhận tin khi thiết bị hỏng',
      act: `Nhờ người quản lý thêm nơi nhận tin cho tổ phụ trách. ${AGAIN}`,
    },
  },
  figures: {
    drift: (seconds) =>
      seconds === 0 ? 'không lệch' : `${seconds > 0 ? 'nhanh' : 'chậm'} ${spanVi(Math.abs(seconds))}`,
    zone: (minutes) => `lệch ${Math.abs(minutes) / 60} giờ`.replace('.', ','),
    picture: (width, height, kilobytes) => `${width} × ${height} điểm ảnh, ${kilobytes} KB`,
    attemptsLeft: (count) => `còn ${count} lần thử`,
    lampCurrent: (ampere) => `dòng đèn ${String(ampere).replace('.', ',')} A`,
  },
};

function spanVi(seconds: number): string {
  if (seconds < 120) return `${seconds} giây`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} phút`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} giờ`;
  return seconds < 63_072_000 ? `${Math.round(seconds / 86_400)} ngày` : `${Math.round(seconds / 31_557_600)} năm`;
}
