import writeExcelFile from 'write-excel-file/node';

/** Villages of the bench; two of them carry real names because searches are typed as people type them. */
export const VILLAGES = [
  'Thôn Tháp Thượng',
  'Thôn Thu Quế',
  ...Array.from({ length: 18 }, (_, n) => `Thôn Mới ${n + 1}`),
];

const HEAD = [
  'STT',
  'Tên',
  'Loại',
  'Tổ',
  'Tọa độ',
  'Vị trí',
  'MAC',
  'Số sê-ri',
  'IP',
  'Tài khoản',
  'Mật khẩu',
  'Nguồn điện',
];

/** A list as a district keeps it: half cameras, half lights, each at a place of its own. */
export async function listOf(from: number, rows: number, format: 'csv' | 'xlsx'): Promise<Uint8Array> {
  const table = Array.from({ length: rows }, (_, index) => row(from + index));
  if (format === 'csv') return Buffer.from([HEAD, ...table].map((cells) => cells.join(';')).join('\r\n'));
  const data = [HEAD, ...table].map((cells) => cells.map((value) => ({ value, type: String })));
  return writeExcelFile([{ sheet: 'Thiết bị', data }]).toBuffer();
}

function row(n: number): string[] {
  const isCamera = n % 2 === 0;
  const village = VILLAGES[Math.floor(n / 2) % VILLAGES.length] ?? '';
  const number = Math.floor(n / (2 * VILLAGES.length)) + 1;
  const hex = n.toString(16).padStart(8, '0');
  const mac = `02:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6)}`;
  const [latitude, longitude] = [21 + (n % 100) / 1_000, 105.6 + Math.floor(n / 100) / 1_000];
  return [
    ...[String(n + 1), `${isCamera ? 'Camera' : 'Đèn'} ${number}`, isCamera ? 'Camera' : 'Đèn'],
    ...[`Tổ ${(n % 5) + 1}, ${village}`, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`, `cổng đình ${n % 50}`],
    ...[
      mac,
      `SN${n}`,
      isCamera ? `192.168.${Math.floor(n / 250) % 250}.${(n % 250) + 1}` : '',
      isCamera ? 'admin' : '',
    ],
    ...[isCamera ? `mk-${n}` : '', isCamera ? 'PoE' : 'Năng lượng mặt trời'],
  ];
}
