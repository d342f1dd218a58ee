import { cameraTroublesVi } from './camera-troubles-vi.ts';
import { causesVi } from './cause-vi.ts';
import { hotspotTroublesVi } from './hotspot-troubles-vi.ts';
import { lightTroublesVi } from './light-troubles-vi.ts';
import { twoDigits } from './local-time.ts';
import type { Phrasebook } from './phrasebook.ts';

/** As a village head would say it: what, which pole, since when, what to do. */
export const vi: Phrasebook = {
  kinds: {
    camera: { one: 'camera', count: (n) => `${n} camera`, namesBeginWith: ['camera', 'cam'] },
    solar_light: { one: 'đèn', count: (n) => `${n} đèn`, namesBeginWith: ['đèn'] },
    wifi_hotspot: { one: 'điểm wifi', count: (n) => `${n} điểm wifi`, namesBeginWith: ['wifi', 'điểm wifi'] },
    edge_agent: { one: 'hộp kết nối', count: (n) => `${n} hộp kết nối`, namesBeginWith: ['hộp'] },
  },
  troubles: {
    ...lightTroublesVi,
    ...hotspotTroublesVi,
    ...cameraTroublesVi,
    offline: { begins: 'mất tín hiệu', ends: 'đã hoạt động trở lại', advice: null },
    auth_failed: {
      begins: 'vẫn chạy nhưng mật khẩu không đúng',
      ends: 'đã nhận đúng mật khẩu',
      advice: 'Cần khai lại mật khẩu của camera.',
    },
    auth_locked_out: {
      begins: 'vẫn chạy nhưng đang khóa đăng nhập vì bị nhập sai mật khẩu nhiều lần',
      ends: 'đã cho đăng nhập lại',
      advice: 'Xin đừng thử mật khẩu thêm, chờ camera tự mở khóa.',
    },
    clock_drift: {
      begins: 'vẫn chạy nhưng đồng hồ bị sai giờ',
      ends: 'đã đúng giờ trở lại',
      advice: 'Cần chỉnh lại ngày giờ trong camera.',
    },
    not_onvif: {
      begins: 'không trả lời như một camera (địa chỉ đã khai có thể là của máy khác)',
      ends: 'đã trả lời đúng là camera',
      advice: 'Cần xem lại địa chỉ đã khai.',
    },
    flapping: {
      begins: 'chập chờn (mất tín hiệu rồi có lại nhiều lần)',
      ends: 'đã ổn định trở lại',
      advice: 'Cần xem lại nguồn điện, pin hoặc sóng.',
    },
    bad_payload: { begins: 'vẫn chạy nhưng gửi số liệu không đọc được', ends: 'đã gửi số liệu đúng', advice: null },
  },
  causes: causesVi,
  time: ({ hour, minute }) => `${hour}h${twoDigits(minute)}`,
  moment: ({ hour, minute, day, month }) => `${hour}h${twoDigits(minute)} ngày ${day}/${month}`,
  duration: ({ days, hours, minutes }) => {
    const parts = [
      days > 0 ? `${days} ngày` : '',
      hours > 0 ? `${hours} giờ` : '',
      minutes > 0 ? `${minutes} phút` : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? 'chưa đầy 1 phút' : parts.join(' ');
  },
  code: (code) => `mã ${code}`,
  place: (landmark, siteCode) => (landmark === null ? `tại cột ${siteCode}` : `ở ${landmark}, cột ${siteCode}`),
  since: (moment) => `từ ${moment}`,
  after: (moment, duration) => `lúc ${moment}, sau ${duration}`,
  lasted: (duration) => `sau ${duration}`,
  manySilent: 'mất tín hiệu',
  inTrouble: 'gặp sự cố',
  recovered: 'đã trở lại bình thường',
  others: (n) => `và ${n} thiết bị khác`,
  digest: {
    head: (unit, day, month) => `${unit}, bản tin ngày ${day}/${month}.`,
    lasting: (n) => `Còn ${n} sự cố chưa xong`,
    healed: (n) => `Trong đêm ${n} thiết bị gặp sự cố rồi tự hết`,
    causes: {
      power_cut: 'mất điện',
      uplink: 'đứt đường mạng',
      carrier: 'nhà mạng gặp sự cố',
      planned: 'cắt theo lịch',
      weather: 'trời ít nắng',
      self: 'hệ thống Canh Thôn gặp sự cố',
    },
  },
  moreNews: (n) => `Còn ${n} tin khác, xem trên trang Canh Thôn.`,
  goingLink: (link) => `Ai đi kiểm tra xin bấm “Tôi đi kiểm tra”: ${link}`,
  taken: (name) => `${name} đang đi kiểm tra.`,
  drill: (unitName, link) =>
    `Diễn tập, không có sự cố: Canh Thôn thử xem tin báo của ${unitName} có tới nơi không` +
    (link === null
      ? '. Nhận được tin này là được, không cần đi đâu.'
      : `, ai nhận được xin bấm “Tôi đi kiểm tra”: ${link}`),
  takes: (name) => (name === null ? 'Đã có người đi kiểm tra:' : `${name} đang đi kiểm tra:`),
  note: (text) => `Ghi chú: ${text}`,
  andOthers: (n) => ` và ${n} thiết bị khác`,
  reminds: (unit) => `Nhắc lại, ${unit} chưa ai nhận:`,
  nobodyTook: (unit) => (unit === null ? 'Chưa ai nhận:' : `${unit}, chưa ai nhận:`),
  notReached: (unit) => `Chưa báo được cho ${unit}:`,
  notFinished: (unit, name) => `${unit}: ${name} đã nhận đi kiểm tra nhưng quá giờ mà chưa xong.`,
  wasTold: (unit, moment) => `${unit} đã được báo lúc ${moment}.`,
  test: (targetName) =>
    `Đây là tin thử của Canh Thôn gửi tới “${targetName}”. Nhận được tin này nghĩa là kênh báo đã thông. Không cần làm gì thêm.`,
};
