import type { Language } from '#libs/domain';

/** Everything an operator may have to be told about the installation itself; `{name}` is filled from the details. */
const NOTICES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  disk_full: {
    vi: 'Ổ đĩa của máy chủ gần đầy (còn {freeMegabytes} MB): vẫn xem được nhưng không lưu được gì, và thiết bị mất tín hiệu chưa được báo. Hãy giải phóng đến khi còn ít nhất {neededMegabytes} MB; sau đó hệ thống tự chạy tiếp.',
    en: 'The disk of the server is nearly full ({freeMegabytes} MB left): reading works, but nothing is stored and no outage is reported. Free at least {neededMegabytes} MB; it then goes on by itself.',
  },
};

export const noticeMessage = (
  code: string,
  language: Language,
  details: Readonly<Record<string, string | number>>,
): string =>
  (NOTICES[code]?.[language] ?? code).replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));

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
