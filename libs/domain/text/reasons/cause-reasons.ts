import { said } from './words.ts';

/** What explains many devices at once. */
export const CAUSE_WORDS = {
  explained: said('Một sự cố khác giải thích việc này', 'Another incident explains it'),
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
  little_sun_for_days: said(
    'Đèn trong xã cùng thiếu nắng nhiều ngày và còn ít pin',
    'Lights of the commune have lacked sun together for days and have little battery left',
  ),
  under_the_same_sky: said(
    'Hết pin vì thiếu nắng như các đèn gần đó',
    'Empty for want of sun, like the lights around it',
  ),
  sun_is_back: said('Phần lớn đèn đã được một ngày nắng', 'Most lights have had a sunny day'),
  explained_by_weather: said('Đã báo chung là trời ít nắng', 'Told as a spell of little sun'),
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
};
