import { said } from './words.ts';

/** What became of a message, over any channel. */
export const DELIVERY_WORDS = {
  accepted: said('Nơi nhận đã nhận tin', 'The receiver took the message'),
  redirect_refused: said('Nơi nhận chuyển tin sang địa chỉ khác', 'The receiver points to another address'),
  address_refused: said('Địa chỉ này máy chủ không được phép gọi tới', 'The server may not call this address'),
  address_unusable: said('Địa chỉ nhận tin không dùng được', 'The address cannot be used'),
  secret_unusable: said('Khóa ký tin không dùng được', 'The signing secret cannot be used'),
  certificate_refused: said('Chứng chỉ của nơi nhận không đúng', "The receiver's certificate is wrong"),
  timeout: said('Nơi nhận không trả lời kịp', 'The receiver did not answer in time'),
  connection_lost: said('Đứt kết nối trong lúc gửi', 'The connection broke off'),
  connection_refused: said('Nơi nhận không cho kết nối', 'The receiver refused the connection'),
  channel_not_configured: said('Kênh này chưa được bật trên máy chủ', 'This channel is not switched on'),
  not_accepted_in_time: said(
    'Nơi nhận đầu không nhận tin kịp nên báo qua nơi khác',
    'The first one did not take it in time, so another one is told',
  ),
  cannot_be_delivered: said(
    'Không gửi tới nơi nhận đầu được nên báo qua nơi khác',
    'The first one cannot be reached, so another one is told',
  ),
  asked_to_wait_too_long: said(
    'Kênh của nơi nhận đầu bắt chờ quá lâu nên báo qua nơi khác',
    'The channel of the first one asks for too long a wait, so another one is told',
  ),
  target_switched_off: said(
    'Nơi nhận đầu đã tắt hoặc đã xóa nên báo qua nơi khác',
    'The first one is switched off or removed, so another one is told',
  ),
  target_unusable: said(
    'Địa chỉ của nơi nhận đang hỏng, cần người sửa',
    'The address does not work until somebody repairs it',
  ),
  channel_stopped: said(
    'Kênh của nơi nhận đầu đang dừng, chờ người xử lý, nên báo qua nơi khác',
    'The channel of the first one is stopped until a person acts, so another one is told',
  ),
  channel_budget_spent: said(
    'Hết tiền nhắn tin của tháng, kênh trả tiền chỉ gửi tin khẩn cấp',
    'The money of the month is spent: paid channels carry critical messages only',
  ),
  follows_its_opening: said(
    'Tin báo hỏng đã gửi qua nơi khác nên tin này cũng vậy',
    'What it goes on from was told to another one',
  ),
  fallback_knows: said('Nơi báo thay đã biết rồi', 'The one that is told instead knows it already'),
  still_trying: said('Vẫn đang gửi lại', 'Still being tried'),
  nobody_to_fall_back_to: said('Lúc này không có nơi nào báo thay được', 'There is nobody to tell instead just now'),
  failed_for_days: said('Nhiều ngày liền không gửi tới được', 'Nothing got through for days'),
  may_have_arrived: said('Có thể đã tới, nhưng không ai xác nhận', 'It may have arrived; nobody confirmed it'),
  not_delivered: said(
    'Nhà mạng báo không chuyển được tin tới máy nhận',
    'The carrier says that it could not deliver the message',
  ),
};
