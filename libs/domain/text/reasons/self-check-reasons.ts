import { said } from './words.ts';

/** How we look whether telling works: drills and the canary. */
export const SELF_CHECK_WORDS = {
  monthly_drill: said('Diễn tập hằng tháng', 'The monthly drill'),
  drill_asked_for: said('Có người yêu cầu diễn tập', 'Somebody asked for a drill'),
  incident_open: said(
    'Đơn vị đang có sự cố, chờ xong mới diễn tập',
    'The unit has an open incident; the drill waits for its end',
  ),
  nobody_to_tell: said('Đơn vị chưa có nơi nhận tin nào đang bật', 'The unit has no target that is switched on'),
  drill_waited_too_long: said('Chờ quá một tuần nên thôi', 'Given up after a week of waiting'),
  canary_silent: said('Thiết bị thử đang im lặng để tự kiểm tra', 'The test device is silent, to check ourselves'),
  canary_told: said('Đã báo kịp', 'Told in time'),
  canary_told_late: said('Báo chậm hơn cho phép', 'Told later than allowed'),
  canary_no_incident: said('Im lặng mà không lập sự cố', 'Silent, and no incident was opened'),
  canary_not_announced: said('Có sự cố mà không soạn tin', 'An incident, and no message was made'),
  canary_not_accepted: said('Kênh gửi không nhận tin', 'The channel did not accept the message'),
  canary_end_not_told: said('Không báo được lúc có tín hiệu trở lại', 'That it is back could not be told'),
};
