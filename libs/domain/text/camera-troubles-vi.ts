import type { LadderFaultCode } from '../ladder/rung.ts';
import type { TroubleWords } from './phrasebook.ts';

/** What a camera shows, streams and records, as a village head would say it. */
export const cameraTroublesVi: Readonly<Record<LadderFaultCode, TroubleWords>> = {
  stream_unavailable: {
    begins: 'vẫn chạy nhưng không lấy được hình',
    ends: 'đã lấy được hình trở lại',
    advice: 'Cần tắt bật lại camera; không được thì xem phần luồng hình trong camera.',
  },
  image_black: {
    begins: 'vẫn chạy nhưng hình tối đen',
    ends: 'hình đã sáng trở lại',
    advice: 'Cần xem ống kính có bị bịt không và đèn hồng ngoại còn sáng không.',
  },
  image_covered: {
    begins: 'vẫn chạy nhưng ống kính bị che',
    ends: 'ống kính đã hết bị che',
    advice: 'Cần xem có gì che hoặc sơn lên ống kính.',
  },
  image_blurred: {
    begins: 'vẫn chạy nhưng hình bị mờ',
    ends: 'hình đã rõ trở lại',
    advice: 'Cần lau ống kính hoặc chỉnh lại nét.',
  },
  image_frozen: {
    begins: 'vẫn chạy nhưng hình đứng im',
    ends: 'hình đã chạy trở lại',
    advice: 'Cần tắt bật lại camera.',
  },
  image_moved: {
    begins: 'vẫn chạy nhưng bị xoay, không nhìn chỗ cũ nữa',
    ends: 'đã nhìn đúng chỗ cũ',
    advice: 'Cần chỉnh lại hướng camera.',
  },
  not_recording: {
    begins: 'vẫn chạy nhưng không ghi hình',
    ends: 'đã ghi hình trở lại',
    advice: 'Cần xem thẻ nhớ hoặc đầu ghi.',
  },
  storage_failure: {
    begins: 'báo thẻ nhớ hoặc ổ cứng bị hỏng',
    ends: 'báo thẻ nhớ, ổ cứng đã tốt',
    advice: 'Cần thay thẻ nhớ hoặc ổ cứng.',
  },
  camera_tampered: {
    begins: 'báo đang bị che, xoay hoặc phá',
    ends: 'không còn báo bị che, xoay, phá',
    advice: 'Cần người ra xem ngay.',
  },
  certificate_ended: {
    begins: 'dùng chứng thư bảo mật đã hết hạn',
    ends: 'đã có chứng thư bảo mật còn hạn',
    advice: 'Camera vẫn dùng được; khi tiện, nhờ tổ công nghệ số tạo lại chứng thư trong camera.',
  },
  factory_password: {
    begins: 'còn dùng mật khẩu có sẵn của nhà máy',
    ends: 'đã đổi mật khẩu của nhà máy',
    advice: 'Cần đổi mật khẩu camera, rồi khai lại.',
  },
};
