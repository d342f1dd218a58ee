import { type Language, reasonWords } from '#libs/domain';

/** Everything an operator may have to be told about the installation itself; `{name}` is filled from the details. */
const NOTICES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  disk_full: {
    vi: 'Ổ đĩa của máy chủ gần đầy (còn {freeMegabytes} MB): vẫn xem được nhưng không lưu được gì, và thiết bị mất tín hiệu chưa được báo. Hãy giải phóng đến khi còn ít nhất {neededMegabytes} MB; sau đó hệ thống tự chạy tiếp.',
    en: 'The disk of the server is nearly full ({freeMegabytes} MB left): reading works, but nothing is stored and no outage is reported. Free at least {neededMegabytes} MB; it then goes on by itself.',
  },
  channel_stopped: {
    vi: 'Kênh {channel} ({account}) đang dừng, cần người xử lý: {reason}. Xử lý xong hãy gửi tin thử; tới được thì kênh chạy lại ngay.',
    en: 'The channel {channel} ({account}) is stopped and needs a person: {reason}. When that is done send a test: when it arrives, the channel goes on.',
  },
  channel_budget_spent: {
    vi: 'Tiền nhắn tin tháng này đã hết ({spentDong} trên {budgetDong} đồng): kênh trả tiền chỉ còn gửi tin khẩn cấp, tin khác đi qua nơi báo thay nếu có. Muốn gửi tiếp hãy tăng CHANNEL_BUDGET_DONG.',
    en: 'The money for messages of this month is spent ({spentDong} of {budgetDong} đồng): paid channels carry critical messages only, others go to whoever is told instead, if anybody. To go on raise CHANNEL_BUDGET_DONG.',
  },
  targets_given_up: {
    vi: '{count} nơi nhận tin không gửi tới được nữa, lâu nhất là “{name}”. Hãy sửa địa chỉ hoặc gửi tin thử.',
    en: 'Nothing is sent any more to {count} targets; “{name}” has been so the longest. Mend the address, or send a test.',
  },
  canary_told_late: {
    vi: 'Bản tự kiểm tra hằng ngày được báo chậm hơn cho phép: sự cố thật lúc này có thể cũng tới chậm. Hãy xem máy chủ và kênh gửi tin.',
    en: 'The daily self-check was told later than allowed: real outages may be late at the moment as well. Look at the server and at the channel.',
  },
  canary_no_incident: {
    vi: 'Tự kiểm tra hằng ngày không đạt: thiết bị thử đã im lặng mà hệ thống không lập sự cố. Sự cố thật lúc này có thể không được báo.',
    en: 'The daily self-check failed: the test device went silent and no incident was opened. Real outages may go untold at the moment.',
  },
  canary_not_announced: {
    vi: 'Tự kiểm tra hằng ngày không đạt: có sự cố của thiết bị thử nhưng không có tin nào được soạn. Hãy xem nơi nhận tin thử có còn bật không.',
    en: 'The daily self-check failed: the test device had an incident and no message was made of it. See whether its target is still switched on.',
  },
  canary_not_accepted: {
    vi: 'Tự kiểm tra hằng ngày không đạt: kênh gửi không nhận tin. Hãy bấm gửi thử tới nơi nhận tin và xem lỗi.',
    en: 'The daily self-check failed: the channel did not accept the message. Send a test to its target and see the error.',
  },
  canary_end_not_told: {
    vi: 'Tự kiểm tra hằng ngày không đạt: không báo được rằng thiết bị thử đã có tín hiệu trở lại.',
    en: 'The daily self-check failed: that the test device is back could not be told.',
  },
  zalo_consent_needed: {
    vi: 'Zalo không gia hạn quyền gửi tin nữa: quản trị OA cần cấp quyền lại ở mục Kênh báo tin, Zalo. Tới lúc khóa cũ hết hạn thì không gửi được qua OA.',
    en: 'Zalo no longer renews the right to send: an administrator of the OA has to consent again under Channels, Zalo. When the old token ends nothing goes by the OA any more.',
  },
  zalo_tokens_old: {
    vi: 'Quyền gửi tin của Zalo đã {days} ngày chưa được gia hạn; sau 90 ngày thì mất. Hãy xem máy chủ có ra được Internet không.',
    en: 'The right to send by Zalo was last renewed {days} days ago; after 90 days it is lost. See whether the server reaches the internet.',
  },
};

export const noticeMessage = (
  code: string,
  language: Language,
  details: Readonly<Record<string, string | number>>,
): string =>
  (NOTICES[code]?.[language] ?? code).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(details[name] ?? '');
    return name === 'reason' ? reasonWords(value, language) : value;
  });

/** Something about the installation itself that its operator should know now. */
export class NoticeView {
  code: string;
  severity: 'critical';
  /** Always `self`: our own system. */
  cause: 'self';
  since: string;
  /** In the language of the caller. */
  message: string;
  details: Record<string, string | number>;
}

export class NoticeList {
  items: NoticeView[];
}
