import type { Blame } from '../blame.ts';
import type { DeviceKind } from '../device.ts';
import type { Cause, DeviceTrouble } from '../incident.ts';
import type { UnitKind } from '../unit.ts';
import type { LocalMoment } from '../text/local-time.ts';

/** What reports say, as a village head would say it at the meeting. */
export interface ReportWords {
  readonly locale: string;
  readonly title: (month: number, year: number) => string;
  readonly notOver: (moment: string) => string;
  readonly worked: string;
  readonly noFigures: string;
  readonly noDevices: string;
  readonly kinds: Readonly<Record<DeviceKind, string>>;
  readonly count: Readonly<Record<DeviceKind, (n: string) => string>>;
  readonly devicesTotal: (n: string) => string;
  readonly blames: Readonly<Record<Blame, string>>;
  readonly causes: Readonly<Record<Exclude<Cause, 'device'>, string>>;
  readonly troubles: Readonly<Record<DeviceTrouble, string>>;
  readonly trouble: (kind: string, trouble: string) => string;
  readonly partsOf: Readonly<Record<UnitKind, string>>;
  readonly ownPart: (unit: string) => string;
  readonly total: string;
  readonly column: Readonly<
    Record<
      | 'kind'
      | 'devices'
      | 'worked'
      | 'down'
      | 'working'
      | 'why'
      | 'time'
      | 'share'
      | 'incident'
      | 'times'
      | 'left'
      | 'site'
      | 'landmark'
      | 'mostly'
      | 'unit'
      | 'ownFault'
      | 'payer'
      | 'code'
      | 'name'
      | 'up'
      | 'unwatched'
      | 'unknown'
      | 'retired',
      string
    >
  >;
  readonly block: Readonly<
    Record<'kinds' | 'why' | 'incidents' | 'handling' | 'worst' | 'payers' | 'spending' | 'devices', string>
  >;
  readonly nothingDown: string;
  readonly noIncidents: string;
  readonly noWorst: string;
  readonly noPayers: string;
  readonly payerUnknown: string;
  readonly noSpending: string;
  readonly flow: (flow: { carriedIn: string; opened: string; closed: string; openAtEnd: string }) => string;
  readonly explained: (n: string) => string;
  readonly unknown: (length: string) => string;
  readonly unwatched: (length: string) => string;
  readonly taking: string;
  readonly repair: string;
  readonly takers: string;
  readonly untaken: string;
  readonly nobody: string;
  readonly never: string;
  readonly usually: (median: string, worst: string) => string;
  readonly timesOf: (n: string) => string;
  readonly taker: (name: string, n: string) => string;
  readonly others: (n: string) => string;
  readonly moment: (moment: LocalMoment, year: number) => string;
  readonly duration: (parts: { days: number; hours: number; minutes: number }) => string;
  readonly noTime: string;
  readonly shortTime: string;
  readonly footer: (what: { devices: string; whole: string; up: string; down: string; rest: string }) => string;
  readonly made: (moment: string) => string;
  readonly evidence: {
    readonly criterion: string;
    readonly figure: string;
    readonly wanted: string;
    readonly reached: string;
    readonly yes: string;
    readonly no: string;
    readonly list: string;
    readonly atMonth: (month: number, year: number) => string;
    readonly of: (some: string, all: string, what: string) => string;
    readonly unitsOf: Readonly<Record<UnitKind, string>>;
    readonly devices: string;
    readonly none: string;
    readonly howMade: string;
  };
}

export const reportVi: ReportWords = {
  locale: 'vi-VN',
  title: (month, year) => `Báo cáo tháng ${month}/${year}`,
  notOver: (moment) => `Tháng chưa hết: số liệu tính đến ${moment}.`,
  worked: 'thời gian thiết bị hoạt động',
  noFigures: 'Chưa có số liệu: thiết bị chưa gửi tín hiệu lần nào trong tháng.',
  noDevices: 'Chưa có thiết bị nào.',
  kinds: { camera: 'Camera', solar_light: 'Đèn', wifi_hotspot: 'Điểm wifi', edge_agent: 'Hộp kết nối' },
  count: {
    camera: (n) => `${n} camera`,
    solar_light: (n) => `${n} đèn`,
    wifi_hotspot: (n) => `${n} điểm wifi`,
    edge_agent: (n) => `${n} hộp kết nối`,
  },
  devicesTotal: (n) => `${n} thiết bị`,
  blames: {
    device: 'Thiết bị hỏng',
    grid: 'Mất điện',
    uplink: 'Mất đường mạng',
    planned: 'Bảo trì, cắt theo lịch',
    ours: 'Canh Thôn không theo dõi được',
  },
  causes: {
    power_cut: 'Mất điện',
    uplink: 'Mất đường mạng',
    carrier: 'Nhà mạng gặp sự cố',
    planned: 'Cắt theo lịch',
    self: 'Canh Thôn gặp sự cố',
  },
  troubles: {
    offline: 'mất tín hiệu',
    auth_failed: 'sai mật khẩu',
    auth_locked_out: 'khóa đăng nhập',
    clock_drift: 'sai giờ',
    not_onvif: 'không trả lời đúng',
    flapping: 'chập chờn',
    bad_payload: 'gửi số liệu không đọc được',
  },
  trouble: (kind, trouble) => `${kind} ${trouble}`,
  partsOf: {
    country: 'Từng nước',
    province: 'Từng tỉnh',
    region: 'Từng khu vực',
    commune: 'Từng xã',
    village: 'Từng thôn',
    group: 'Từng tổ',
    team: 'Từng đội',
  },
  ownPart: (unit) => `${unit} (trực tiếp)`,
  total: 'Cộng',
  column: {
    kind: 'Loại',
    devices: 'Số lượng',
    worked: 'Hoạt động',
    down: 'Ngừng',
    working: 'Đang chạy',
    why: 'Vì sao',
    time: 'Thời gian',
    share: 'Phần',
    incident: 'Sự cố',
    times: 'Số lần',
    left: 'Còn lại',
    site: 'Điểm',
    landmark: 'Ở đâu',
    mostly: 'Chủ yếu do',
    unit: 'Đơn vị',
    ownFault: 'Do hỏng',
    payer: 'Nguồn tiền',
    code: 'Mã',
    name: 'Tên',
    up: 'Hoạt động (giờ)',
    unwatched: 'Trong đó không theo dõi (giờ)',
    unknown: 'Chưa có tín hiệu (giờ)',
    retired: 'Đã ngừng dùng (giờ)',
  },
  block: {
    kinds: 'Thiết bị',
    why: 'Vì sao ngừng',
    incidents: 'Sự cố trong tháng',
    handling: 'Xử lý',
    worst: 'Nơi hay hỏng nhất',
    payers: 'Tiền lắp đặt từ đâu',
    spending: 'Thu chi trong tháng',
    devices: 'Từng thiết bị',
  },
  nothingDown: 'Không thiết bị nào ngừng trong tháng.',
  noIncidents: 'Không có sự cố nào.',
  noWorst: 'Không có nơi nào.',
  noPayers: 'Chưa ghi.',
  payerUnknown: 'Chưa ghi',
  noSpending: 'Chưa ghi khoản thu chi nào.',
  flow: ({ carriedIn, opened, closed, openAtEnd }) =>
    `Đầu tháng còn ${carriedIn}, thêm ${opened}, đã xong ${closed}, còn lại ${openAtEnd}.`,
  explained: (n) => `${n} lần thiết bị mất tín hiệu theo những sự cố trên không đếm riêng.`,
  unknown: (length) => `Chưa tính ${length} thiết bị chưa có tín hiệu lần nào.`,
  unwatched: (length) => `Trong thời gian hoạt động có ${length} Canh Thôn không theo dõi được.`,
  taking: 'Từ lúc biết đến lúc có người nhận',
  repair: 'Từ lúc hỏng đến lúc chạy lại',
  takers: 'Người đã nhận đi kiểm tra',
  untaken: 'Sự cố không ai nhận',
  nobody: 'chưa có ai',
  never: 'chưa có lần nào',
  usually: (median, worst) => `thường ${median}, lâu nhất ${worst}`,
  timesOf: (n) => `${n} lần`,
  taker: (name, n) => `${name} (${n} lần)`,
  others: (n) => `và ${n} người khác`,
  moment: ({ hour, minute, day, month }, year) =>
    `${hour}h${String(minute).padStart(2, '0')} ngày ${day}/${month}/${year}`,
  duration: ({ days, hours, minutes }) =>
    [days > 0 && `${days} ngày`, hours > 0 && `${hours} giờ`, minutes > 0 && `${minutes} phút`]
      .filter(Boolean)
      .join(' '),
  noTime: '0',
  shortTime: 'dưới 1 phút',
  footer: ({ devices, whole, up, down, rest }) =>
    `${devices} × thời gian của kỳ = ${whole} giờ: hoạt động ${up}, ngừng ${down}, chưa có tín hiệu hoặc đã ngừng dùng ${rest}.`,
  made: (moment) => `Canh Thôn lập lúc ${moment}. Thiết bị tính theo đơn vị hiện nay.`,
  evidence: {
    criterion: 'Tiêu chí',
    figure: 'Số liệu',
    wanted: 'Cần đạt',
    reached: 'Kết quả',
    yes: 'Đạt',
    no: 'Chưa đạt',
    list: 'Số liệu theo tiêu chí',
    atMonth: (month, year) => `Số liệu tháng ${month}/${year}`,
    of: (some, all, what) => `${some}/${all} ${what}`,
    unitsOf: {
      country: 'nước',
      province: 'tỉnh',
      region: 'khu vực',
      commune: 'xã',
      village: 'thôn',
      group: 'tổ',
      team: 'đội',
    },
    devices: 'thiết bị',
    none: 'Chưa có số liệu',
    howMade: 'Lấy từ sổ thiết bị và nhật ký tín hiệu; “đang chạy” là vào cuối kỳ.',
  },
};

export const reportEn: ReportWords = {
  locale: 'en-GB',
  title: (month, year) => `Report for ${month}/${year}`,
  notOver: (moment) => `The month is not over: figures up to ${moment}.`,
  worked: 'of the time devices worked',
  noFigures: 'No figures yet: no device has reported this month.',
  noDevices: 'There are no devices yet.',
  kinds: { camera: 'Cameras', solar_light: 'Lights', wifi_hotspot: 'Wi-Fi points', edge_agent: 'Edge agents' },
  count: {
    camera: (n) => `${n} cameras`,
    solar_light: (n) => `${n} lights`,
    wifi_hotspot: (n) => `${n} Wi-Fi points`,
    edge_agent: (n) => `${n} edge agents`,
  },
  devicesTotal: (n) => `${n} devices`,
  blames: {
    device: 'Device broken',
    grid: 'Power cut',
    uplink: 'Network line down',
    planned: 'Planned work',
    ours: 'Not watched by Canh Thôn',
  },
  causes: {
    power_cut: 'Power cut',
    uplink: 'Network line down',
    carrier: 'Carrier trouble',
    planned: 'Planned outage',
    self: 'Trouble of Canh Thôn',
  },
  troubles: {
    offline: 'silent',
    auth_failed: 'wrong password',
    auth_locked_out: 'login locked',
    clock_drift: 'wrong clock',
    not_onvif: 'wrong answers',
    flapping: 'unstable',
    bad_payload: 'unreadable data',
  },
  trouble: (kind, trouble) => `${kind}: ${trouble}`,
  partsOf: {
    country: 'By country',
    province: 'By province',
    region: 'By region',
    commune: 'By commune',
    village: 'By village',
    group: 'By group',
    team: 'By team',
  },
  ownPart: (unit) => `${unit} (directly)`,
  total: 'Total',
  column: {
    kind: 'Kind',
    devices: 'Devices',
    worked: 'Worked',
    down: 'Down',
    working: 'Working',
    why: 'Why',
    time: 'Time',
    share: 'Share',
    incident: 'Incident',
    times: 'Times',
    left: 'Left',
    site: 'Site',
    landmark: 'Where',
    mostly: 'Mostly',
    unit: 'Unit',
    ownFault: 'Broken',
    payer: 'Paid by',
    code: 'Code',
    name: 'Name',
    up: 'Up (hours)',
    unwatched: 'Of it not watched (hours)',
    unknown: 'No contact yet (hours)',
    retired: 'Out of service (hours)',
  },
  block: {
    kinds: 'Devices',
    why: 'Why they were down',
    incidents: 'Incidents of the month',
    handling: 'How they were handled',
    worst: 'Worst places',
    payers: 'Who paid for the devices',
    spending: 'Income and spending of the month',
    devices: 'Every device',
  },
  nothingDown: 'No device was down this month.',
  noIncidents: 'There were no incidents.',
  noWorst: 'None.',
  noPayers: 'Nothing written down.',
  payerUnknown: 'Not written down',
  noSpending: 'No entries.',
  flow: ({ carriedIn, opened, closed, openAtEnd }) =>
    `${carriedIn} at the beginning, ${opened} more, ${closed} over, ${openAtEnd} left.`,
  explained: (n) => `${n} silences of devices due to these are not counted apart.`,
  unknown: (length) => `Not counted: ${length} of devices that have never reported.`,
  unwatched: (length) => `Canh Thôn could not watch ${length} of the time that counts as working.`,
  taking: 'From knowing to somebody taking it',
  repair: 'From breaking to working again',
  takers: 'Who went to check',
  untaken: 'Incidents nobody took',
  nobody: 'nobody yet',
  never: 'never yet',
  usually: (median, worst) => `usually ${median}, at most ${worst}`,
  timesOf: (n) => `${n} times`,
  taker: (name, n) => `${name} (${n}×)`,
  others: (n) => `and ${n} others`,
  moment: ({ hour, minute, day, month }, year) =>
    `${hour}:${String(minute).padStart(2, '0')} on ${day}/${month}/${year}`,
  duration: ({ days, hours, minutes }) =>
    [days > 0 && `${days} d`, hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(' '),
  noTime: '0',
  shortTime: 'under 1 min',
  footer: ({ devices, whole, up, down, rest }) =>
    `${devices} × length of the period = ${whole} hours: up ${up}, down ${down}, no contact yet or out of service ${rest}.`,
  made: (moment) => `Made by Canh Thôn at ${moment}. Devices count where they belong today.`,
  evidence: {
    criterion: 'Criterion',
    figure: 'Figure',
    wanted: 'Wanted',
    reached: 'Result',
    yes: 'Reached',
    no: 'Not reached',
    list: 'Figures by criterion',
    atMonth: (month, year) => `Figures of ${month}/${year}`,
    of: (some, all, what) => `${some} of ${all} ${what}`,
    unitsOf: {
      country: 'countries',
      province: 'provinces',
      region: 'regions',
      commune: 'communes',
      village: 'villages',
      group: 'groups',
      team: 'teams',
    },
    devices: 'devices',
    none: 'No figures yet',
    howMade: 'From the register and the log of contacts; “working” means at the end of the period.',
  },
};
