import type { PublicSiteReport, PublicThing } from '#libs/contracts';
import type { Cause, DeviceKind, Language, PublicState, ReportSubject } from '#libs/domain';

/** Times and sums as people of the place write them. */
export interface Manner {
  readonly language: Language;
  readonly timeZone: string;
}

const SUBJECTS: Readonly<Record<Language, Record<ReportSubject, string>>> = {
  vi: {
    light_dark: 'Đèn không sáng',
    light_flickers: 'Đèn chập chờn, sáng yếu',
    wifi_down: 'Không vào được Wi-Fi',
    camera_broken: 'Camera hỏng, lệch hoặc bị che',
    damaged: 'Cột, dây hoặc hộp bị hư hại',
    other: 'Việc khác',
  },
  en: {
    light_dark: 'The light is dark',
    light_flickers: 'The light flickers or is weak',
    wifi_down: 'The Wi-Fi does not work',
    camera_broken: 'The camera is broken, turned away or covered',
    damaged: 'The pole, a wire or a box is damaged',
    other: 'Something else',
  },
};

const KINDS: Readonly<Record<Language, Record<DeviceKind, string>>> = {
  vi: {
    solar_light: 'Đèn năng lượng mặt trời',
    wifi_hotspot: 'Wi-Fi miễn phí',
    camera: 'Camera an ninh',
    edge_agent: 'Máy trạm',
  },
  en: { solar_light: 'Solar light', wifi_hotspot: 'Free Wi-Fi', camera: 'Security camera', edge_agent: 'Edge agent' },
};

/** In the middle of a sentence. */
const SHORT: Readonly<Record<Language, Record<ReportSubject, string>>> = {
  vi: {
    light_dark: 'đèn',
    light_flickers: 'đèn',
    wifi_down: 'Wi-Fi',
    camera_broken: 'camera',
    damaged: 'chỗ này',
    other: 'chỗ này',
  },
  en: {
    light_dark: 'the light',
    light_flickers: 'the light',
    wifi_down: 'the Wi-Fi',
    camera_broken: 'the camera',
    damaged: 'this place',
    other: 'this place',
  },
};

const CAUSES: Readonly<Record<Language, Partial<Record<Cause, string>>>> = {
  vi: {
    power_cut: 'Cả khu vực đang mất điện.',
    uplink: 'Đường mạng của thôn đang đứt.',
    carrier: 'Nhà mạng đang gặp sự cố.',
    planned: 'Đang cắt điện theo lịch.',
    self: 'Máy chủ đang được kiểm tra lại.',
    weather: 'Trời ít nắng mấy ngày nay.',
  },
  en: {
    power_cut: 'The power is out in the whole area.',
    uplink: 'The network line of the village is cut.',
    carrier: 'The mobile network has a fault.',
    planned: 'A planned power outage.',
    self: 'Our server is being checked.',
    weather: 'There has been little sun for days.',
  },
};

export const subjectWords = (subject: ReportSubject, language: Language): string => SUBJECTS[language][subject];
export const kindWords = (kind: DeviceKind, language: Language): string => KINDS[language][kind];
export const causeWords = (cause: Cause, language: Language): string => CAUSES[language][cause] ?? '';

/** "19:42 ngày 21/11/2026", "19:42 on 21 November 2026". */
export function moment(at: string, { language, timeZone }: Manner): string {
  const when = new Date(at);
  const time = when.toLocaleTimeString('vi-VN', { timeZone, hour: '2-digit', minute: '2-digit' });
  if (language === 'vi') return `${time} ngày ${when.toLocaleDateString('vi-VN', { timeZone })}`;
  return `${time} on ${when.toLocaleDateString('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** `2026-11-21` → "21/11/2026". */
export const day = (date: string): string => date.split('-').reverse().join('/');

/** "1.500.000 đồng". */
export const dong = (amount: number, language: Language): string =>
  `${amount.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')} ${language === 'vi' ? 'đồng' : 'VND'}`;

export function stateWords({ state, since, kind }: PublicThing, manner: Manner): string {
  const from = since === null ? '' : moment(since, manner);
  const vi: Record<PublicState, string> = {
    works: `Đang hoạt động, từ ${from}.`,
    unsteady: `Lúc được lúc mất, từ ${from}.`,
    silent: `Đang hỏng hoặc mất kết nối, từ ${from}.`,
    maintenance: 'Đang bảo trì.',
    unknown: 'Mới lắp, chưa có tín hiệu.',
    hidden: 'Trang này không cho biết camera còn chạy hay không. Thấy hỏng, xin bà con báo giúp.',
  };
  const en: Record<PublicState, string> = {
    works: `Works, since ${from}.`,
    unsteady: `Comes and goes, since ${from}.`,
    silent: `Broken or out of contact, since ${from}.`,
    maintenance: 'Under maintenance.',
    unknown: 'New, no signal yet.',
    hidden: `This page does not say whether the ${kind === 'camera' ? 'camera' : 'device'} works. If you see damage, please report it.`,
  };
  return (manner.language === 'vi' ? vi : en)[state];
}

export function doingWords(doing: PublicThing['doing'], language: Language): string {
  if (doing === null) return '';
  const vi = { known: 'Tổ phụ trách đã biết, chờ người đi kiểm tra.', somebody_goes: 'Đang có người đi kiểm tra.' };
  const en = { known: 'The group knows; nobody has gone yet.', somebody_goes: 'Somebody is going to check.' };
  return (language === 'vi' ? vi : en)[doing];
}

/** What became of a report, without thanks. */
export function outcomeWords(report: PublicSiteReport, manner: Manner): string {
  const { language } = manner;
  const at = report.closedAt === null ? '' : moment(report.closedAt, manner);
  const short = SHORT[language][report.what];
  const big = short.charAt(0).toUpperCase() + short.slice(1);
  if (report.closedBecause === 'device_works')
    return language === 'vi' ? `${big} đã hoạt động lại lúc ${at}.` : `${big} works again since ${at}.`;
  if (report.closedBecause === 'person')
    return language === 'vi' ? `Tổ đã xem và xử lý lúc ${at}.` : `The group has dealt with it at ${at}.`;
  const vi = {
    joined_incident: 'Việc này tổ đã biết; đã ghi thêm lời báo của bà con.',
    device_talks: `Máy báo ${short} vẫn chạy; đã chuyển phản ánh cho tổ.`,
    passed_on: 'Đã chuyển phản ánh cho tổ.',
  };
  const en = {
    joined_incident: 'The group knows of it already; your report was added.',
    device_talks: `By its own signals ${short} works; your report went to the group all the same.`,
    passed_on: 'The report went to the group.',
  };
  return (language === 'vi' ? vi : en)[report.outcome];
}

/** The words of the pages themselves. */
export const PAGE = {
  vi: {
    other: 'English',
    report: 'Báo hỏng',
    choose: 'Chỗ này hỏng gì? Bấm một ô là gửi.',
    note: 'Muốn nói rõ hơn? Ghi vào đây trước, rồi bấm một ô ở trên. Không cần ghi tên, số điện thoại.',
    thanks: 'Cảm ơn bà con đã báo.',
    reports: 'Bà con đã báo trong 7 ngày qua',
    repairs: 'Đã sửa chữa',
    paidBy: (who: string) => `${who} trả tiền`,
    doneBy: (who: string) => `${who} sửa`,
    paid: 'Ai góp tiền, góp công',
    noGifts: 'Chưa ghi khoản đóng góp nào cho chỗ này.',
    household: 'Một hộ dân',
    households: (count: number) => `${count} hộ dân`,
    total: 'Cộng',
    village: 'Trang của thôn',
    code: 'Mã điểm',
    keeper: 'Đơn vị phụ trách',
    nothing: 'Ở đây chưa có thiết bị nào.',
    works: (working: number, total: number) => `${working} trên ${total} đang hoạt động`,
    hiddenCount: (total: number) => `${total}`,
    stands: 'Thôn có gì',
    repaired: 'Sự cố đã khắc phục trong một năm qua',
    links: 'Liên kết của thôn',
    none: 'Chưa có.',
    notSent: 'Chưa gửi được',
    back: 'Quay lại trang của chỗ này',
    made: 'Canh Thôn: trông coi camera, đèn và mạng của thôn',
  },
  en: {
    other: 'Tiếng Việt',
    report: 'Report a fault',
    choose: 'What is wrong here? One tap sends it.',
    note: 'Something to add? Write it here first, then tap above. No name or phone number needed.',
    thanks: 'Thank you for the report.',
    reports: 'Reported in the last 7 days',
    repairs: 'Repairs',
    paidBy: (who: string) => `paid by ${who}`,
    doneBy: (who: string) => `done by ${who}`,
    paid: 'Who paid, who worked',
    noGifts: 'No contribution is on record for this place.',
    household: 'One household',
    households: (count: number) => `${count} households`,
    total: 'Total',
    village: 'Page of the village',
    code: 'Code of the place',
    keeper: 'Looked after by',
    nothing: 'Nothing stands here yet.',
    works: (working: number, total: number) => `${working} of ${total} work`,
    hiddenCount: (total: number) => `${total}`,
    stands: 'What the village has',
    repaired: 'Faults mended in the last year',
    links: 'Links of the village',
    none: 'None yet.',
    notSent: 'Not sent',
    back: 'Back to the page of this place',
    made: 'Canh Thôn keeps watch over cameras, lights and networks of the village',
  },
} as const;
