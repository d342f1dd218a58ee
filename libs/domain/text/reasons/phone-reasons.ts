import { said } from './words.ts';

/** What push services and carriers say of messages. */
export const PHONE_WORDS = {
  push_gone: said(
    'Máy này không còn nhận thông báo: cần bật lại trên máy đó',
    'This device takes no more notifications: switch them on again there',
  ),
  push_other_key: said(
    'Máy này đăng ký với khóa cũ của máy chủ: cần bật lại thông báo trên máy đó',
    'This device subscribed with another key of ours: switch notifications on again there',
  ),
  push_signature_refused: said(
    'Dịch vụ thông báo không nhận chữ ký của máy chủ: kiểm tra giờ của máy chủ',
    'The push service refuses our signature: check the clock of this server',
  ),
  push_key_unusable: said(
    'Khóa thông báo đẩy của máy chủ không đọc được',
    'The push key of this server cannot be read',
  ),
  push_too_long: said('Tin quá dài cho thông báo đẩy', 'Too long for a push message'),
  sms_login_refused: said('eSMS không nhận khóa của tài khoản', 'eSMS refuses the keys of the account'),
  sms_account_not_ready: said('Tài khoản eSMS chưa có bảng giá', 'The eSMS account has no price list'),
  sms_balance: said('Tài khoản eSMS hết tiền', 'The eSMS account is out of money'),
  sms_brandname: said('Tên gửi (brandname) chưa đăng ký', 'The brandname is not registered'),
  sms_address_not_allowed: said(
    'eSMS chưa cho phép địa chỉ mạng của máy chủ này',
    'eSMS does not allow the network address of this server',
  ),
  sms_phone_refused: said('Số điện thoại không đúng', 'The phone number is not right'),
  sms_carrier_not_registered: said(
    'Tên gửi chưa đăng ký với nhà mạng của số này',
    'The brandname is not registered with the carrier of this number',
  ),
  sms_template_refused: said(
    'Nội dung không khớp mẫu tin đã đăng ký với nhà mạng',
    'The text does not match the template the carriers know',
  ),
  sms_message_refused: said('eSMS không nhận tin này', 'eSMS refuses this message'),
  sms_not_taken: said('eSMS không gửi được tin này', 'eSMS could not send this message'),
  sms_unknown_answer: said('eSMS trả lời một mã lạ', 'eSMS answered with an unknown code'),
  sms_answer_unreadable: said(
    'eSMS trả lời không đọc được, không chắc tin đã tới',
    'The answer of eSMS is unreadable; nobody knows whether it arrived',
  ),
};
