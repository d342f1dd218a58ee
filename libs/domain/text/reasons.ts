import type { Language } from '../unit.ts';

/** A short clause without a full stop; it stands alone and after a colon. */
type Words = Readonly<Record<Language, string>>;

const said = (vi: string, en: string): Words => ({ vi, en });

/**
 * Every reason that is stored anywhere, in words. The screens carry a copy of it, because they import types only:
 * test/check/reasons.spec keeps both alike, and finds codes of rules that have no words here.
 */
export const REASON_WORDS: Readonly<Record<string, Words>> = {
  registered: said('Mới đăng ký, chưa có tín hiệu', 'Newly registered, no signal yet'),
  first_contact: said('Đã nhận tín hiệu đầu tiên', 'First signal received'),
  came_back: said('Đã có tín hiệu trở lại', 'Signals are back'),
  spoke_in_time: said('Đã có tín hiệu trở lại kịp lúc', 'Signals came back in time'),
  already_online: said('Tín hiệu về đều', 'Signals arrive regularly'),
  deadline_passed: said('Quá lâu không có tín hiệu', 'No signal for too long'),
  secret_changed: said(
    'Không có tín hiệu từ khi đổi mã bí mật của thiết bị',
    'No signal since the device secret was changed',
  ),
  report_late: said('Tín hiệu về trễ', 'The signal is late'),
  hint_received: said('Kết nối bị ngắt đột ngột', 'The connection broke off'),
  never_seen: said('Chưa có tín hiệu lần nào', 'No signal ever'),
  silent_past_deadline: said('Quá lâu không có tín hiệu', 'No signal for too long'),
  fault_found: said('Phát hiện lỗi', 'A fault was found'),
  fault_stands: said('Lỗi vẫn còn khi thiết bị có tín hiệu lại', 'The fault was still there when the signal came back'),
  spoke_again: said('Thiết bị đã có tín hiệu trở lại', 'The device sends again'),
  fault_gone: said('Lỗi đã hết', 'The fault is gone'),
  device_retired: said('Thiết bị đã ngừng dùng', 'The device was retired'),
  closed_by_person: said('Có người đóng sự cố', 'Closed by a person'),
  decided_by_person: said('Do người quyết định', 'Decided by a person'),
  handed_over: said('Được giao đi kiểm tra', 'Was asked to go and look'),
  going_to_check: said('Đi kiểm tra tại chỗ', 'Going to look'),
  link_pressed: said('Bấm nút trong tin nhắn', 'Pressed the button in the message'),
  commented: said('Có ghi chú mới', 'A new note'),
  resident_says_light_dark: said('Đèn không sáng', 'The light is dark'),
  resident_says_light_flickers: said('Đèn chập chờn hoặc sáng yếu', 'The light flickers or is weak'),
  resident_says_wifi_down: said('Không vào được Wi-Fi', 'The Wi-Fi does not work'),
  resident_says_camera_broken: said('Camera hỏng, lệch hoặc bị che', 'The camera is broken, turned away or covered'),
  resident_says_damaged: said('Cột, dây hoặc hộp bị hư hại', 'The pole, a wire or a box is damaged'),
  resident_says_other: said('Việc khác', 'Something else'),
  maintenance_changed: said('Lịch bảo trì thay đổi', 'Maintenance has changed'),
  in_maintenance: said('Thiết bị đang bảo trì', 'The device is under maintenance'),
  calm_for_an_hour: said('Một giờ qua không mất tín hiệu lần nào', 'No outage for an hour'),
  outages_in_an_hour: said('Mất tín hiệu nhiều lần trong một giờ', 'Silent several times within an hour'),
  flapping: said(
    'Thiết bị đang chập chờn, chờ xem có trở lại không',
    'The device comes and goes; waiting whether it returns',
  ),
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
  still_open: said('Sự cố vẫn còn', 'The trouble lasts'),
  over: said('Sự cố đã hết', 'The trouble is over'),
  device_decommissioned: said('Thiết bị đã ngừng dùng', 'The device was taken out of service'),
  device_never_seen: said('Thiết bị chưa có tín hiệu lần nào', 'The device was never heard of'),
  device_silent: said(
    'Thiết bị đang mất tín hiệu, việc đó được báo riêng',
    'The device is silent, which is told by itself',
  ),
  planned_outage: said('Có lịch cắt điện', 'A power outage was planned'),
  opening_never_told: said(
    'Lúc hỏng chưa báo cho ai nên không báo tin đã xong',
    'Nobody was told of the beginning, so nobody is told of the end',
  ),
  device_spoke_again: said(
    'Thiết bị đã có tín hiệu trở lại, xét lại lỗi của thiết bị',
    'The device sends again; its fault is looked at again',
  ),
  only_suspect: said('Mới chậm tín hiệu, chưa quá hạn', 'Only late, not yet too long'),
  fault_only_shown: said('Lỗi này chỉ hiện trên trang, không báo tin', 'This fault is shown, not told'),
  already_open: said('Sự cố này đã mở từ trước', 'This incident was open already'),
  nothing_open: said('Không có sự cố nào đang mở', 'No incident was open'),
  no_trouble: said('Không phải trục trặc', 'No trouble'),
  older_than_silence: said('Tín hiệu này có trước lúc mất tín hiệu', 'This signal is older than the silence'),
  within_deadline: said('Chưa quá hạn tín hiệu', 'The deadline has not passed'),
  door_not_listening: said('Lúc đó máy chủ không nghe được thiết bị', 'The server did not listen at that time'),
  already_known: said('Đã biết từ trước', 'Known before'),
  few_outages: said('Ít lần mất tín hiệu', 'Few outages'),
  asked_for: said('Có người bấm gửi thử', 'Somebody asked for a test'),
  step_due: said(
    'Chưa ai nhận đi kiểm tra, đã đến giờ báo lên cấp trên',
    'Nobody took it in time, so the next level is told',
  ),
  nobody_reachable: said('Không báo được cho ai ở cấp này', 'Nobody at this level could be reached'),
  superseded: said('Đã có bậc sau thay cho bậc này', 'A later step took its place'),
  step_unit_knows: said('Cấp trên đã được báo rồi', 'The next level knows already'),
  step_unit_has_no_target: said('Cấp trên chưa có nơi nhận tin', 'The next level has no recipient'),
  step_not_due: said('Chưa đến giờ báo lên cấp trên', 'The next level is not due yet'),
  no_steps: said('Đơn vị không đặt việc báo lên cấp trên', 'The unit tells no next level'),
  all_steps_done: said('Đã báo hết các cấp', 'All levels were told'),
  cause_not_escalated: said('Việc này không báo lên cấp trên', 'This kind is not told further'),
  repeat_due: said('Đến giờ nhắc lại', 'A reminder is due'),
  repeat_not_due: said('Chưa đến giờ nhắc lại', 'No reminder is due yet'),
  no_repeat: said('Đơn vị không đặt nhắc lại', 'The unit wants no reminders'),
  nobody_told: said('Chưa báo cho ai', 'Nobody was told yet'),
  acknowledged: said('Đã có người đi kiểm tra', 'Somebody is on it'),
  acknowledgement_expired: said('Người nhận đi kiểm tra đã hết giờ giữ việc', 'The time of whoever took it is over'),
  explained: said('Một sự cố khác giải thích việc này', 'Another incident explains it'),
  taken: said('Có người nhận đi kiểm tra', 'Somebody took it'),
  prolonged: said('Người đang giữ việc nhận thêm giờ', 'Whoever has it takes longer'),
  taken_over: said('Người khác nhận thay', 'Somebody else took it over'),
  already_taken: said('Đã có người nhận trước', 'It was taken before'),
  already_over: said('Sự cố đã hết trước đó', 'It was over before'),
  mains_silent_witnesses_talk: said(
    'Thiết bị dùng điện lưới tắt cùng lúc, đèn năng lượng mặt trời vẫn có tín hiệu',
    'Devices on the mains fell silent together while those with power of their own talk',
  ),
  mains_silent_no_witness: said(
    'Thiết bị dùng điện lưới tắt cùng lúc, không có thiết bị nào khác để so',
    'Devices on the mains fell silent together; there is no other to compare with',
  ),
  places_cut_together: said('Nhiều nơi mất điện cùng lúc', 'Several places lost power together'),
  uplink_silent: said('Thiết bị nối mạng cho các thiết bị này mất tín hiệu', 'What connects these devices is silent'),
  carrier_silent: said(
    'Thiết bị của một nhà mạng mất tín hiệu ở nhiều thôn',
    "One carrier's devices are silent in several villages",
  ),
  everything_silent: said(
    'Gần như mọi thiết bị mất tín hiệu cùng lúc, có thể do máy chủ',
    'Nearly everything fell silent at once, perhaps because of the server',
  ),
  too_few_silent: said('Quá ít thiết bị mất tín hiệu', 'Too few devices are silent'),
  many_still_talk: said('Nhiều thiết bị vẫn có tín hiệu', 'Many devices still talk'),
  nobody_offline_yet: said('Chưa có thiết bị nào mất hẳn tín hiệu', 'No device is quite silent yet'),
  behind_one_uplink: said('Các thiết bị này dùng chung một đường mạng', 'These devices share one uplink'),
  witnesses_silent_too: said(
    'Thiết bị có nguồn điện riêng cũng mất tín hiệu',
    'Devices with power of their own are silent, too',
  ),
  uplink_talks: said('Thiết bị nối mạng vẫn có tín hiệu', 'What connects them still talks'),
  nothing_behind_silent: said('Không có gì phía sau mất tín hiệu', 'Nothing behind it is silent'),
  other_carriers_silent: said('Nhà mạng khác cũng mất tín hiệu', 'Other carriers are silent, too'),
  one_kind_of_power_talks: said(
    'Thiết bị dùng một loại nguồn điện vẫn có tín hiệu',
    'Devices with one kind of power still talk',
  ),
  cuts_far_apart: said('Các lần mất điện cách xa nhau', 'The cuts lie too far apart'),
  fell_with_it: said('Mất tín hiệu cùng lúc với sự cố chung', 'It fell silent with the common cause'),
  fell_later: said('Mất tín hiệu trong lúc sự cố chung còn kéo dài', 'It fell silent while the common cause lasted'),
  behind_uplink: said('Nối mạng qua thiết bị đang mất tín hiệu', 'It is connected through what is silent'),
  part_of_larger_cut: said('Nằm trong một vùng mất điện lớn hơn', 'It is part of a larger power cut'),
  held_with_all: said('Giữ lại cùng tất cả, vì có thể do máy chủ', 'Held with everything, for it may be the server'),
  cause_over: said(
    'Sự cố chung đã hết mà thiết bị vẫn chưa có tín hiệu',
    'The common cause is over and the device is still silent',
  ),
  held_too_long: said('Đã giữ lại quá lâu nên phải báo', 'It was held for too long, so it is told'),
  most_talk_again: said('Phần lớn thiết bị đã có tín hiệu trở lại', 'Most devices talk again'),
  returns_have_stopped: said('Không còn thiết bị nào trở lại thêm', 'No more devices come back'),
  all_below_over: said('Mọi nơi bên dưới đều đã có điện', 'All places below are over it'),
  nobody_restarted: said(
    'Không thiết bị nào khởi động lại nên không phải mất điện',
    'No device restarted, so it was no power cut',
  ),
  explained_by_power_cut: said('Đã báo chung là mất điện', 'Told as a power cut'),
  explained_by_uplink: said('Đã báo chung là đứt đường mạng', 'Told as a broken uplink'),
  explained_by_carrier: said('Đã báo chung là nhà mạng gặp sự cố', 'Told as trouble of the carrier'),
  explained_by_self: said(
    'Có thể do máy chủ nên chưa báo từng thiết bị',
    'Perhaps our own server, so single devices are not told',
  ),
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
  clock_wrong: said('Đồng hồ của camera sai giờ', "The camera's clock is wrong"),
  time_zone_wrong: said('Camera đặt sai múi giờ', "The camera's time zone is wrong"),
  clock_right: said('Đồng hồ của camera đúng giờ', "The camera's clock is right"),
  boot_id_changed: said('Thiết bị đã khởi động lại', 'The device restarted'),
  payload_refused: said('Tin gửi về không đọc được', 'What it sent could not be read'),
  payload_accepted: said('Tin gửi về đã đọc được', 'What it sends can be read'),
  monthly_drill: said('Diễn tập hằng tháng', 'The monthly drill'),
  drill_asked_for: said('Có người yêu cầu diễn tập', 'Somebody asked for a drill'),
  incident_open: said(
    'Đơn vị đang có sự cố, chờ xong mới diễn tập',
    'The unit has an open incident; the drill waits for its end',
  ),
  nobody_to_tell: said('Đơn vị chưa có nơi nhận tin nào đang bật', 'The unit has no target that is switched on'),
  drill_waited_too_long: said('Chờ quá một tuần nên thôi', 'Given up after a week of waiting'),
  said_one: said('Trả lời số 1', 'Replied 1'),
  said_going: said('Trả lời “Tôi đi”', 'Replied “Tôi đi”'),
  only_received: said(
    'Mới báo đã nhận tin, chưa nói là đi kiểm tra',
    'Only said that the message arrived, not that he goes',
  ),
  no_words: said('Trả lời không có chữ', 'A reply without words'),
  something_else: said('Trả lời khác, không phải nhận đi kiểm tra', 'Another reply, not that he goes'),
  overtaken: said('Không gửi nữa vì tin đã cũ', 'Not sent any more: it is out of date'),
  somebody_goes: said('Báo cho cả nhóm biết ai đi', 'The group is told who goes'),
  no_longer_taken: said('Không còn ai đang đi kiểm tra', 'Nobody is on it any more'),
  group_was_told: said('Báo cho nhóm đã được báo lúc hỏng', 'Told to the group that heard of it'),
  personal_channel: said('Chỉ báo vào nhóm, không báo vào hộp thư riêng', 'Told to groups, not to a personal mailbox'),
  cause_taken: said('Có người đi kiểm tra nguyên nhân chung', 'Somebody is checking the cause they share'),
  canary_silent: said('Thiết bị thử đang im lặng để tự kiểm tra', 'The test device is silent, to check ourselves'),
  canary_told: said('Đã báo kịp', 'Told in time'),
  canary_told_late: said('Báo chậm hơn cho phép', 'Told later than allowed'),
  canary_no_incident: said('Im lặng mà không lập sự cố', 'Silent, and no incident was opened'),
  canary_not_announced: said('Có sự cố mà không soạn tin', 'An incident, and no message was made'),
  canary_not_accepted: said('Kênh gửi không nhận tin', 'The channel did not accept the message'),
  canary_end_not_told: said('Không báo được lúc có tín hiệu trở lại', 'That it is back could not be told'),
};

/** Codes with a part that is not ours. */
const PATTERNS: readonly (readonly [RegExp, (found: string, language: Language) => string])[] = [
  [
    /^http_(\d{3})$/,
    (status, language) => (language === 'vi' ? `Nơi nhận trả lời lỗi ${status}` : `The receiver answered ${status}`),
  ],
  [
    /^smtp_(\d{3})$/,
    (status, language) => (language === 'vi' ? `Máy chủ thư trả lời ${status}` : `The mail server answered ${status}`),
  ],
  [
    /^gave_up_after_(\w+)$/,
    (code, language) => {
      const why = lowerFirst(reasonWords(code, language));
      return language === 'vi' ? `Thử nhiều lần không được: ${why}` : `Given up after many attempts: ${why}`;
    },
  ],
];

/** What a stored reason means; a code nobody knows is shown as it is, so that it can be asked about. */
export function reasonWords(code: string, language: Language): string {
  const words = Object.hasOwn(REASON_WORDS, code) ? REASON_WORDS[code] : undefined;
  if (words) return words[language];
  for (const [pattern, say] of PATTERNS) {
    const found = pattern.exec(code)?.[1];
    if (found !== undefined) return say(found, language);
  }
  return code;
}

export const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
