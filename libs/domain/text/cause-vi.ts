import type { CauseWords } from './cause-words.ts';

const KINDS: Readonly<Record<string, string>> = { village: 'thôn', group: 'tổ', commune: 'xã', team: 'tổ' };

export const causesVi: CauseWords = {
  unitWords: ['Thôn', 'Tổ', 'Xã', 'Huyện', 'Phường', 'Thị', 'Xóm', 'Ấp', 'Bản', 'Làng', 'Khu', 'Cụm', 'Quận', 'Tỉnh'],
  places: (count, kind, where) => `${count} ${KINDS[kind ?? ''] ?? 'nơi'} của ${where}`,
  at: (where) => `ở ${where}`,
  whole: (where) => `cả ${where}`,
  of: (counts, unit) => `${counts} của ${unit}`,
  begins: {
    weather: ({ where, what, moment }) =>
      `Trời ít nắng ở ${where} từ ${moment}: ${what} còn ít pin, đêm có thể tắt sớm. Đèn không hỏng, chờ nắng lên; tạm chưa báo từng đèn hết pin.`,
    power_cut: ({ where, what, moment, likely }) =>
      `${likely ? 'Có thể đang mất điện' : 'Mất điện'} ${where} từ ${moment}${what === '' ? '.' : `: ${what} ngừng hoạt động.`}`,
    uplink: ({ who, what, moment }) => `${who} mất tín hiệu từ ${moment}, nên ${what} nối qua đó cũng mất tín hiệu.`,
    carrier: ({ who, where, what, moment }) =>
      `Mạng ${who} có vấn đề ở ${where} từ ${moment}${what === '' ? '.' : `: ${what} không gửi được tín hiệu.`}`,
    self: ({ where, what, moment }) =>
      `Từ ${moment}, Canh Thôn mất tín hiệu của gần như tất cả thiết bị ở ${where}: ${what}. Có thể máy chủ hoặc đường mạng của hệ thống gặp sự cố, cần kiểm tra ngay. Tạm chưa báo cho các tổ.`,
  },
  ends: {
    weather: ({ where }) => `Trời ở ${where} đã có nắng lại.`,
    power_cut: ({ where, moment, duration, likely, corrected }) => {
      if (corrected)
        return `${where} có tín hiệu lại lúc ${moment}, sau ${duration}. Nguyên nhân là đường mạng, không phải mất điện.`;
      return `${where} ${likely ? 'hoạt động trở lại' : 'có điện lại'} lúc ${moment}, sau ${duration}.`;
    },
    uplink: ({ who, moment, duration }) => `${who} đã hoạt động trở lại lúc ${moment}, sau ${duration}.`,
    carrier: ({ who, where, moment, duration }) =>
      `Mạng ${who} ở ${where} đã thông trở lại lúc ${moment}, sau ${duration}.`,
    self: ({ where, moment, duration, heldTooLong }) =>
      heldTooLong
        ? `Gần như tất cả thiết bị ở ${where} vẫn mất tín hiệu sau ${duration}. Từ bây giờ Canh Thôn báo cho các tổ như thường.`
        : `Canh Thôn đã nhận lại tín hiệu của các thiết bị ở ${where} lúc ${moment}, sau ${duration}.`,
  },
  remaining: (counts) => `Còn ${counts} chưa hoạt động lại.`,
};
