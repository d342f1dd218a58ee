import { said } from './words.ts';

/** Who is told of what, and when. */
export const TELLING_WORDS = {
  responsible_for_unit: said('Người nhận phụ trách đơn vị này', 'The recipient is responsible for this unit'),
  no_target_in_unit: said(
    'Đơn vị chưa có nơi nhận tin, đã báo lên cấp trên',
    'The unit has no recipient; the next level was told',
  ),
  no_target_anywhere: said('Chưa có nơi nào nhận tin', 'There is no recipient anywhere'),
  below_minimum_severity: said('Nhẹ hơn mức cần báo', 'Below the severity to tell'),
  healed_within_group_wait: said('Tự hết trước khi kịp báo', 'Over before it had to be told'),
  healed_overnight: said(
    'Tự hết trong đêm, chỉ ghi vào bản tin sáng',
    'Over before the morning; only in the daily digest',
  ),
  quiet_hours: said('Đang giờ nghỉ, sáng sẽ báo', 'Quiet hours: told in the morning'),
  outside_quiet_hours: said('Ngoài giờ nghỉ', 'Outside quiet hours'),
  on_duty: said('Đang trực', 'On duty'),
  critical_at_any_hour: said('Khẩn cấp, báo bất kể giờ nào', 'Critical: told at any hour'),
  heard_tonight: said('Đã được báo trong đêm nay', 'Was told of it tonight'),
  already_told: said('Đã báo trước đó', 'Told before'),
  opening_not_delivered: said(
    'Tin báo hỏng chưa gửi được nên không báo tin đã xong',
    'The first message was never delivered, so the end is not told',
  ),
  was_told: said('Báo cho người đã được báo lúc hỏng', 'Told to those who heard of the failure'),
  minute_limit: said('Mỗi phút chỉ gửi một tin, chờ gửi chung', 'One message a minute: waits, and goes with others'),
  quarter_hour_limit: said(
    'Đã gửi 5 tin trong 15 phút, chờ gửi chung',
    '5 messages in 15 minutes were sent: waits, and goes with others',
  ),
  hour_limit: said(
    'Đã gửi đủ số tin trong một giờ, chờ gửi chung',
    "The hour's messages were sent: waits, and goes with others",
  ),
  three_hour_limit: said(
    'Đã gửi 21 tin trong 3 giờ, chờ gửi chung',
    '21 messages in 3 hours were sent: waits, and goes with others',
  ),
  within_budget: said('Chưa gửi nhiều, gửi ngay', 'Few were sent: at once'),
  bundled: said('Đã gửi chung trong một tin khác', 'Sent together with others'),
  told_together: said('Gộp các tin đang chờ', 'What waited, in one message'),
  healed_before_sent: said('Hết trước khi tin được gửi', 'Over before it was sent'),
  daily_digest: said('Bản tin hằng ngày', 'The daily digest'),
  nothing_to_say: said('Không có gì để báo', 'Nothing to say'),
  digest_off: said('Đơn vị không nhận bản tin hằng ngày', 'The unit wants no daily digest'),
  digest_not_due: said('Chưa tới giờ gửi bản tin', 'Not yet time for the digest'),
  too_late_today: said('Đã quá giờ gửi bản tin hôm nay', "Too late for today's digest"),
  households_told_of_place: said('Báo chung cho các hộ dân', 'Households are told of the place'),
  households_off: said('Đơn vị không báo cho các hộ dân', 'The unit tells its households nothing'),
  target_disabled: said('Nơi nhận này đang tắt', 'This recipient is switched off'),
  cause_tells: said('Tin về sự cố chung đã nói việc này', 'What is told of the common cause says it'),
  opening_never_told: said(
    'Lúc hỏng chưa báo cho ai nên không báo tin đã xong',
    'Nobody was told of the beginning, so nobody is told of the end',
  ),
  asked_for: said('Có người bấm gửi thử', 'Somebody asked for a test'),
  overtaken: said('Không gửi nữa vì tin đã cũ', 'Not sent any more: it is out of date'),
};
