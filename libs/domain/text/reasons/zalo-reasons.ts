import { said } from './words.ts';

/** What Zalo says of messages and accounts. */
export const ZALO_WORDS = {
  zalo_token_refused: said(
    'Zalo không nhận khóa truy cập: quản trị OA cần cấp quyền lại',
    'Zalo refuses the access token: an admin of the OA has to consent again',
  ),
  zalo_too_many_calls: said(
    'Gửi quá nhanh so với mức Zalo cho phép, chờ phút sau',
    'More calls than Zalo allows; it goes on the next minute',
  ),
  zalo_attachment_expired: said('Ảnh đính kèm đã hết hạn trên Zalo', 'The attachment has expired at Zalo'),
  zalo_trouble: said('Zalo đang trục trặc', 'Zalo has a trouble of its own'),
  zalo_send_failed: said('Zalo báo gửi không được', 'Zalo could not send it'),
  zalo_unknown_answer: said('Zalo trả lời một mã lạ', 'Zalo answered with an unknown code'),
  zalo_answer_unreadable: said(
    'Zalo trả lời không đọc được, không chắc tin đã tới',
    'The answer of Zalo is unreadable; nobody knows whether it arrived',
  ),
  zalo_message_refused: said('Zalo không nhận nội dung tin này', 'Zalo refuses the content of this message'),
  zalo_oa_missing: said('Không còn tài khoản OA này trên Zalo', 'This Official Account is no longer there'),
  zalo_app_not_ready: said(
    'Ứng dụng Zalo chưa được bật hoặc chưa được OA cấp đủ quyền',
    'The Zalo app is not active or lacks a permission of the OA',
  ),
  zalo_oa_not_verified: said(
    'OA chưa xác thực hoặc chưa được phép gửi loại tin này',
    'The OA is not verified, or may not send this kind of message',
  ),
  zalo_package_missing: said('OA chưa mua gói dịch vụ hoặc gói đã hết', 'The OA has no package, or it has run out'),
  zalo_oa_type: said(
    'Zalo không cho loại OA này gửi kiểu tin này',
    'Zalo does not let this type of OA send this kind of message',
  ),
  zalo_wallet: said('Ví ZCA chưa liên kết hoặc hết tiền', 'The ZCA wallet is not linked or empty'),
  zalo_quota_used: said('Đã hết hạn mức tin hôm nay', 'The quota of today is used up'),
  zalo_does_not_follow: said('Người nhận chưa quan tâm OA', 'The person does not follow the OA'),
  zalo_person_refused: said('Người nhận đã từ chối tin của OA', 'The person has refused messages of the OA'),
  zalo_unreachable: said('Zalo không gửi được tới người này', 'Zalo cannot reach this person'),
  zalo_too_long_ago: said(
    'Đã quá 7 ngày từ lần nhắn cuối với OA',
    'More than 7 days since the person last wrote to the OA',
  ),
  zalo_night: said(
    'Zalo không gửi loại tin này ban đêm, sáng mai gửi',
    'Zalo does not send this kind at night; it follows in the morning',
  ),
  zalo_group_expired: said(
    'Nhóm Zalo đã hết hạn: cần gia hạn gói nhóm GMF',
    'The Zalo group has expired: renew its GMF asset',
  ),
  zalo_asset_used: said('Gói nhóm GMF này đã dùng hoặc bị khóa', 'This GMF asset is used or disabled'),
  zalo_not_in_group: said('OA không có trong nhóm Zalo này', 'The OA is not in this Zalo group'),
  zalo_v2_closed: said('Zalo đã đóng đường gửi cũ', 'Zalo has closed the old way of sending'),
  zalo_policy: said(
    'Zalo cho là tin vi phạm chính sách: cần người xem lại',
    'Zalo says the message breaks its policy: somebody has to look',
  ),
  zalo_phone_refused: said('Zalo không nhận số điện thoại này', 'Zalo does not accept this phone number'),
  zalo_template_missing: said(
    'Mẫu tin Zalo chưa khai báo, chưa duyệt hoặc đã bị tắt',
    'The Zalo template is not set, not approved or switched off',
  ),
  zalo_template_data: said('Dữ liệu không khớp mẫu tin Zalo', 'The data do not fit the Zalo template'),
  zalo_template_trial: said('Mẫu tin Zalo đang ở chế độ thử', 'The Zalo template is in trial mode'),
  zalo_bot_token: said(
    'Zalo không nhận mã của bot: hãy tạo lại mã',
    'Zalo refuses the token of the bot: make a new one',
  ),
  zalo_bot_not_in_chat: said('Bot không còn trong nhóm hoặc bị chặn', 'The bot is no longer in the chat, or blocked'),
  zalo_bot_chat: said('Không có cuộc trò chuyện này với bot', 'The bot knows no such chat'),
  zalo_not_connected: said('Chưa kết nối tài khoản OA Zalo', 'The Zalo OA is not connected yet'),
};
