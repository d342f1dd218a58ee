import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceId, SiteId, UnitId } from '../ids.ts';
import { fieldOfHeading, findHeader, IMPORT_COLUMNS, IMPORT_FIELDS } from './columns.ts';
import { judgeRows } from './judge.ts';
import type { KnownDevice, KnownSite, KnownWorld } from './known.ts';
import { readAngle, readDecimal, readPosition } from './position.ts';
import { ROW_PROBLEMS, rowProblem, rowProblemWords } from './problems.ts';
import { type ReadRow, readRow, type SaidOfDevice } from './read-row.ts';
import { defused, type SheetCell, textOfCell, undefused } from './sheet.ts';
import { UnitFinder } from './units.ts';
import type { RowVerdict } from './verdict.ts';

describe('headings', () => {
  it.each([
    ['Mã thiết bị', 'code'],
    ['MA THIET BI', 'code'],
    ['vi_do', 'latitude'],
    ['Vĩ độ (độ thập phân) *', 'latitude'],
    ['Kinh độ', 'longitude'],
    ['latitude', 'latitude'],
    ['Số sê-ri', 'serial'],
    ['so seri', 'serial'],
    ['Địa chỉ MAC', 'mac'],
    ['Mật khẩu camera', 'cameraPassword'],
    ['Tổ phụ trách', 'unit'],
    ['STT', null],
    ['', null],
  ])('%s is %s', (heading, field) => {
    expect(fieldOfHeading(heading)).toBe(field);
  });

  it('no two fields share a heading', () => {
    for (const field of IMPORT_FIELDS) {
      const { vi, en, also } = IMPORT_COLUMNS[field];
      expect([vi, en, field, ...also].map((heading) => [heading, fieldOfHeading(heading)])).toEqual(
        [vi, en, field, ...also].map((heading) => [heading, field]),
      );
    }
  });

  it('are found below a title, and a column that two claim is named', () => {
    const rows = [
      { line: 1, cells: ['UBND XÃ SONG PHƯỢNG'] },
      { line: 3, cells: ['STT', 'Tên', 'Loại', 'Ghi chú', 'Tên'] },
      { line: 4, cells: [1, 'Đèn 1', 'Đèn', '', ''] },
    ];
    expect(findHeader(rows)).toMatchObject({
      line: 3,
      fields: [null, 'name', 'kind', 'funding', null],
      twice: ['name'],
    });
    expect(findHeader([{ line: 1, cells: ['a', 'b'] }])).toBeNull();
  });
});

describe('numbers and places as people write them', () => {
  it.each([
    ['21.0865', 21.0865],
    ['21,0865', 21.0865],
    ['1,5', 1.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    [' 60 ', 60],
    ['-0,5', -0.5],
    ['12abc', null],
    ['', null],
  ])('%s', (text, value) => {
    expect(readDecimal(text)).toBe(value);
  });

  it.each([
    ['21°05\'11.4"N', 21.086_5],
    ['105°40′05.52″E', 105.668_2],
    ['21 5 11.4', 21.086_5],
    ['21.0865°N', 21.0865],
    ['-21.5', -21.5],
    ['21°65\'00"', null],
    ['bắc', null],
  ])('%s', (text, value) => {
    const angle = readAngle(text);
    if (value === null) expect(angle).toBeNull();
    else expect(angle).toBeCloseTo(value, 4);
  });

  it.each(['21.0865, 105.6682', '21.0865,105.6682', '21,0865; 105,6682', '21.0865 105.6682', '21,0865, 105,6682'])(
    '%s',
    (text) => {
      expect(readPosition(text)).toEqual([21.0865, 105.6682]);
    },
  );
});

describe('formulas', () => {
  it.each(['=1+1', '+84912345678x', '@SUM(A1)', '-cmd', '\tx', "'=1", '＝1'])('%s is no formula any more', (text) => {
    expect(defused(text)).toBe(`'${text}`);
  });
  it.each(['-21.5', '+84912345678', 'Đèn 5', "'tis"])('%s stays', (text) => expect(defused(text)).toBe(text));

  it('comes back to the letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '=', '+', "'", "''=", '@'), (text, sign) => {
        expect(undefused(defused(sign + text))).toBe(sign + text);
      }),
    );
  });
});

const HEADER = { line: 1, titles: [], fields: IMPORT_FIELDS, twice: [] };
const row = (given: Partial<Record<(typeof IMPORT_FIELDS)[number], SheetCell>>, line = 2): ReadRow =>
  readRow({ line, cells: IMPORT_FIELDS.map((field) => given[field] ?? null) }, HEADER);
const codesOf = ({ problems }: ReadRow) => problems.map(({ field, code }) => `${field}: ${code}`);

describe('a row', () => {
  it('is read in Vietnamese and English, with numbers as text and text as numbers', () => {
    expect(
      row({
        ...{ kind: 'Đèn năng lượng mặt trời', name: '  Đèn  ngã\nba ', latitude: '21,0865', longitude: 105.6682 },
        ...{ serial: 20231105, mac: 'A4-12-42-00-1B-9C', powerSource: 'Mặt trời', intervalSeconds: '60' },
      }),
    ).toEqual({
      line: 2,
      said: {
        ...{ kind: 'solar_light', name: 'Đèn ngã ba', latitude: 21.0865, longitude: 105.6682 },
        ...{ serial: '20231105', mac: 'a4:12:42:00:1b:9c', powerSource: 'solar', intervalSeconds: 60 },
      },
      problems: [],
    });
  });

  it.each<[string, Parameters<typeof row>[0], string]>([
    ['a kind nobody knows', { kind: 'tủ lạnh' }, 'kind: not_kind'],
    ['a serial number in scientific notation', { serial: '1.23457E+17' }, 'serial: lost_digits'],
    ['a serial number that lost its last digits', { serial: 123456789012345680 }, 'serial: lost_digits'],
    ['a code that became a day', { code: { day: '2026-10-05' } }, 'code: became_day'],
    ['a formula that failed', { name: { failed: '#REF!' } }, 'name: cell_failed'],
    ['latitude and longitude the wrong way round', { latitude: 105.66, longitude: 21.08 }, 'latitude: swapped'],
    ['half a place', { latitude: 21.08 }, 'longitude: required'],
    ['nowhere', { latitude: 0, longitude: 0 }, 'latitude: zero_position'],
    ['a name with control characters', { name: 'a\u0000b' }, 'name: characters'],
    ['a name that turns the writing round', { name: 'a\u202Eb' }, 'name: characters'],
    ['a name from a wrong encoding', { name: 'Th\uFFFDn' }, 'name: characters'],
    ['a name without end', { name: 'x'.repeat(201) }, 'name: too_long'],
    ['a short MAC', { mac: 'A4-12-42' }, 'mac: not_mac'],
    ['half a second', { intervalSeconds: '1,5' }, 'intervalSeconds: not_whole'],
    ['too often', { intervalSeconds: 1 }, 'intervalSeconds: range'],
    ['a code with spaces', { code: 'CAM 1' }, 'code: not_code'],
  ])('refuses %s', (_, given, problem) => {
    expect(codesOf(row(given))).toEqual([problem]);
  });

  it('takes a defused formula for what it was', () => {
    expect(row({ name: "'=HYPERLINK(1)" }).said.name).toBe('=HYPERLINK(1)');
    expect(textOfCell(123456789012)).toBe('123456789012');
    expect(textOfCell(0.1 + 0.2)).toBe('0.3');
  });
});

const unit = (id: string, name: string, parentId: string | null, more: object = {}) =>
  ({ id, name, parentId, code: null, aliases: [], inside: true, ...more }) as unknown as ConstructorParameters<
    typeof UnitFinder
  >[0][number];

const units = new UnitFinder([
  unit('x', 'Xã Đan Phượng', null, { code: '09784', aliases: ['Xã Song Phượng'], inside: false }),
  unit('t', 'Thôn Tháp Thượng', 'x'),
  unit('h', 'Thôn Thu Quế', 'x'),
  unit('t5', 'Tổ tự quản số 5', 't'),
  unit('h5', 'Tổ tự quản số 5', 'h', { code: 'H-5' }),
]);

describe('a unit', () => {
  it.each([
    ['Thôn Tháp Thượng', 't'],
    ['thap thuong', 't'],
    ['H-5', 'h5'],
    ['Tổ tự quản số 5, Thôn Tháp Thượng', 't5'],
    ['Tổ tự quản số 5, Thôn Thu Quế, Xã Song Phượng', 'h5'],
    ['Xã Đan Phượng - Tháp Thượng - Tổ 5', 't5'],
    ['song phuong / to 5 / thu que', null],
    ['Tổ tự quản số 5', 'several'],
    ['Xã Đan Phượng', null],
    ['Thôn Không Có', null],
  ])('%s', (written, id) => {
    const found = units.find(written);
    expect(found.found === 'one' ? found.id : found.found === 'several' ? 'several' : null).toBe(id);
  });

  it('that has ended is found by nothing but its code and id, which name who took over; who lives has the code', () => {
    const takenOverBy = ['Xã Đông', 'Xã Đoài'];
    const after = new UnitFinder([
      unit('old', 'Xã Liên Hồng', null, { code: '09790', takenOverBy }),
      unit('gone', 'Xã Liên Hà', null, { code: '09791', takenOverBy: ['Xã Đông'] }),
      unit('e', 'Xã Đông', null, { code: '09790', aliases: ['Xã Liên Hồng', 'Xã Liên Hà'] }),
      unit('w', 'Xã Đoài', null, { aliases: ['Xã Liên Hồng'] }),
    ]);
    expect(after.find('old')).toEqual({ found: 'ended', by: takenOverBy });
    expect(after.find('09791')).toEqual({ found: 'ended', by: ['Xã Đông'] });
    expect(after.find('09790')).toEqual({ found: 'one', id: 'e' });
    expect(after.find('Xã Liên Hà')).toEqual({ found: 'one', id: 'e' });
    expect(after.find('Xã Liên Hồng')).toEqual({ found: 'several', count: 2, example: 'Xã Đông' });
  });

  it('registered as another kind is told its kind in words', () => {
    const problem = rowProblem('kind', 'kind_differs', { code: 'CAM-1', kind: 'solar_light' });
    expect(rowProblemWords(problem, 'vi')).toContain('đang được ghi là Đèn:');
    expect(rowProblemWords(problem, 'en')).toContain('as Solar light:');
  });

  it('is written so that it is found again', () => {
    for (const id of ['t', 't5', 'h5'] as UnitId[]) {
      expect(units.find(units.path(id))).toEqual({ found: 'one', id });
    }
  });
});

const knownDevice = (more: Partial<KnownDevice> = {}): KnownDevice => ({
  ...{ id: 'd1' as DeviceId, code: 'CAM-1', kind: 'camera', name: 'Camera cổng đình', lifecycle: 'active' },
  ...{ siteId: 's1' as SiteId, unitId: 't5' as UnitId, manufacturer: null, model: null, serial: 'SN1' },
  ...{ mac: 'a4:12:42:00:1b:9c', uplink: null, powerSource: 'unknown', payer: null, funding: null },
  ...{ intervalSeconds: 60, offlineAfterSeconds: 180, version: 1, visible: true },
  camera: { scheme: 'http', host: '192.168.1.20', port: 80, path: '/', username: 'admin' },
  ...more,
});
const knownSite = (more: Partial<KnownSite> = {}): KnownSite => ({
  ...{ id: 's1' as SiteId, code: 'D-1', name: null, landmark: 'cổng đình', unitId: 't5' as UnitId, version: 1 },
  ...{ latitude: 21.09, longitude: 105.66, visible: true },
  ...more,
});
const world = (more: Partial<KnownWorld> = {}): KnownWorld => ({
  units,
  within: 'Xã Đan Phượng',
  devices: [knownDevice()],
  sites: [knownSite()],
  addressOf: (typed) =>
    typed.startsWith('192.') ? { scheme: 'http', host: typed, port: 80, path: '/' } : ('address_refused' as const),
  isPassword: (_, password) => password === 'cu',
  ...more,
});

const LIGHT: SaidOfDevice = { kind: 'solar_light', name: 'Đèn 1', unit: 't', latitude: 21.1, longitude: 105.6 };
const said = (...rows: SaidOfDevice[]): ReadRow[] =>
  rows.map((one, index) => ({ line: index + 2, said: one, problems: [] }));
const judge = (rows: ReadRow[], known = world()) =>
  [...judgeRows(rows, known).verdicts].sort((a, b) => a.line - b.line);
const outcome = (verdict: RowVerdict | undefined): string =>
  verdict?.state === 'refused'
    ? verdict.problems.map(({ field, code }) => `${field ?? 'row'}: ${code}`).join('; ')
    : verdict?.state === 'changed'
      ? `changed ${verdict.fields.join(' ')}`
      : (verdict?.state ?? 'nothing');
const outcomes = (rows: ReadRow[], known = world()) => judge(rows, known).map(outcome);

describe('what becomes of rows', () => {
  it('makes what is new, and two things at one place hang on one pole', () => {
    const wifi: SaidOfDevice = { ...LIGHT, kind: 'wifi_hotspot', name: 'Wi-Fi' };
    const { verdicts, places } = judgeRows(said(LIGHT, wifi), world());
    expect(verdicts.map(outcome)).toEqual(['made', 'made']);
    expect(places).toHaveLength(1);
  });

  it.each<[string, SaidOfDevice, string]>([
    ['nothing new of a known code', { code: 'CAM-1', name: 'Camera cổng đình' }, 'same'],
    [
      'the same without a code, by its place',
      { ...at(21.09, 105.66), kind: 'camera', name: 'camera cong dinh' },
      'changed name',
    ],
    ['the same without a code, by its MAC', { mac: 'a4:12:42:00:1b:9c', name: 'Camera cổng đình' }, 'same'],
    ['a new name', { code: 'CAM-1', name: 'Camera cây đa' }, 'changed name'],
    ['a better place', { code: 'CAM-1', latitude: 21.0901, longitude: 105.66 }, 'changed latitude'],
    ['another group', { code: 'CAM-1', unit: 'h5' }, 'changed unit'],
    ['the password that it has', { code: 'CAM-1', cameraPassword: 'cu' }, 'same'],
    ['a new password', { code: 'CAM-1', cameraPassword: 'moi' }, 'changed cameraPassword'],
    ['a new address', { code: 'CAM-1', cameraUrl: '192.168.1.21' }, 'changed cameraUrl'],
    ['another kind', { code: 'CAM-1', kind: 'solar_light' }, 'kind: kind_differs'],
    ['somebody’s MAC', { ...LIGHT, mac: 'a4:12:42:00:1b:9c' }, 'mac: mac_taken'],
    ['somebody’s serial number', { ...LIGHT, serial: 'SN1' }, 'serial: serial_taken'],
    [
      'a twin within reach',
      { ...at(21.09002, 105.66), kind: 'camera', name: 'Camera 2', cameraUrl: '192.1' },
      'row: near_twin',
    ],
    [
      'a twin on the same pole, by its code',
      { ...at(21.09002, 105.66), siteCode: 'D-1', kind: 'camera', name: 'Camera 2', cameraUrl: '192.1' },
      'made',
    ],
    ['a unit nobody knows', { ...LIGHT, unit: 'Thôn Mới' }, 'unit: unit_unknown'],
    ['one of several units', { ...LIGHT, unit: 'Tổ tự quản số 5' }, 'unit: unit_ambiguous'],
    ['a camera without an address', { ...LIGHT, kind: 'camera' }, 'cameraUrl: required'],
    [
      'a camera at a forbidden address',
      { ...LIGHT, kind: 'camera', cameraUrl: '10.0.0.1' },
      'cameraUrl: address_refused',
    ],
    ['a light with a camera’s address', { ...LIGHT, cameraUrl: '192.168.1.9' }, 'cameraUrl: not_for_kind'],
    ['nothing but a name', { name: 'x' }, 'kind: required; latitude: required; unit: required'],
    ['a code of nobody', { ...LIGHT, uplink: 'WIFI-9' }, 'uplink: uplink_unknown'],
  ])('%s', (_, one, expected) => {
    expect(outcomes(said(one))).toEqual([expected]);
  });

  it('names who is in the way and what to do, but nobody outside the territory', () => {
    const [verdict] = judge(said({ ...LIGHT, mac: 'a4:12:42:00:1b:9c' }));
    const problem = verdict?.state === 'refused' ? verdict.problems[0] : undefined;
    expect(problem && rowProblemWords(problem, 'vi')).toContain('CAM-1 “Camera cổng đình”');
    const hidden = world({ devices: [knownDevice({ visible: false })], sites: [knownSite({ visible: false })] });
    expect(outcomes(said({ ...LIGHT, mac: 'a4:12:42:00:1b:9c' }), hidden)).toEqual(['mac: mac_elsewhere']);
    expect(outcomes(said({ ...LIGHT, code: 'CAM-1' }), hidden)).toEqual(['code: code_elsewhere']);
    expect(outcomes(said({ ...LIGHT, siteCode: 'D-1' }), hidden)).toEqual(['siteCode: site_elsewhere']);
    expect(outcomes(said({ ...LIGHT, ...at(21.09, 105.66) }), hidden)).toEqual(['made']);
  });

  it('what was taken out of service is not brought back by a list', () => {
    const gone = world({ devices: [knownDevice({ lifecycle: 'decommissioned' })] });
    expect(outcomes(said({ code: 'CAM-1', name: 'x' }), gone)).toEqual(['code: decommissioned']);
    expect(outcomes(said({ ...LIGHT, mac: 'a4:12:42:00:1b:9c' }), gone)).toEqual(['made']);
  });

  it('one thing entered twice is told the first row', () => {
    const twin = { ...LIGHT, name: 'Đèn 2', latitude: 21.10003 };
    expect(outcomes(said({ ...LIGHT, code: 'A1' }, { ...LIGHT, code: 'A1', latitude: 22 }))).toEqual([
      'made',
      'code: twice_in_file',
    ]);
    expect(outcomes(said({ ...LIGHT, mac: 'x' }, { ...LIGHT, mac: 'x', latitude: 22 }))).toEqual([
      'made',
      'mac: twice_in_file',
    ]);
    expect(outcomes(said(LIGHT, twin))).toEqual(['made', 'row: near_row']);
    expect(outcomes(said({ ...LIGHT, siteCode: 'P1' }, { ...twin, siteCode: 'P2' }))).toEqual(['made', 'made']);
    expect(outcomes(said({ code: 'CAM-1', name: 'a' }, { mac: 'a4:12:42:00:1b:9c' }))).toEqual([
      'changed name',
      'row: twice_in_file',
    ]);
  });

  it('rows about one site have to agree', () => {
    const [a, b] = [
      { ...LIGHT, siteCode: 'P1', landmark: 'cây đa' },
      { ...LIGHT, name: 'Đèn 2', siteCode: 'P1', landmark: 'giếng' },
    ];
    expect(outcomes(said(a, b))).toEqual(['made', 'siteCode: site_differs']);
    const [c, d] = [
      { code: 'CAM-1', landmark: 'cây đa' },
      { ...LIGHT, siteCode: 'D-1', ...at(21.09, 105.66), landmark: 'giếng' },
    ];
    expect(outcomes(said(c, d))).toEqual(['changed landmark', 'siteCode: site_differs']);
  });

  it('what others hang on comes first, wherever it stands in the list', () => {
    const wifi: SaidOfDevice = { ...LIGHT, kind: 'wifi_hotspot', name: 'Wi-Fi', code: 'W1', latitude: 21.2 };
    const { verdicts } = judgeRows(said({ ...LIGHT, uplink: 'W1' }, wifi), world());
    expect(verdicts.map(({ line }) => line)).toEqual([3, 2]);
    expect(outcomes(said({ ...LIGHT, uplink: 'W1' }, { ...wifi, unit: 'không' }))).toEqual([
      'uplink: uplink_refused',
      'unit: unit_unknown',
    ]);
    const loop = said(
      { ...LIGHT, code: 'A1', uplink: 'W1' },
      { ...wifi, uplink: 'A1' },
      { ...LIGHT, code: 'C1', uplink: 'C1', latitude: 22 },
    );
    expect(outcomes(loop).map((text) => text.split(';')[0])).toEqual(Array(3).fill('uplink: uplink_cycle'));
  });

  it('is the same for columns in any order', () => {
    const cells: Record<string, SheetCell> = {
      name: 'Đèn 1',
      kind: 'Đèn',
      unit: 'Tháp Thượng',
      position: '21,1; 105,6',
      code: 'A1',
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(cells), { minLength: 5 }), (order) => {
        const header = findHeader([{ line: 1, cells: order.map((field) => IMPORT_COLUMNS[field as 'name'].vi) }]);
        const read = readRow({ line: 2, cells: order.map((field) => cells[field] ?? null) }, header ?? HEADER);
        expect(outcomes([read])).toEqual(['made']);
        expect(read.said).toEqual({
          name: 'Đèn 1',
          kind: 'solar_light',
          unit: 'Tháp Thượng',
          latitude: 21.1,
          longitude: 105.6,
          code: 'A1',
        });
      }),
      { numRuns: 50 },
    );
  });
});

function at(latitude: number, longitude: number): SaidOfDevice {
  return { latitude, longitude, unit: 't5' };
}

it('every problem has words in both languages', () => {
  for (const code of ROW_PROBLEMS) {
    for (const language of ['vi', 'en'] as const) {
      const words = rowProblemWords({ field: null, code, values: {} }, language);
      expect(words).toBe(words.normalize('NFC'));
      expect(words.length).toBeGreaterThan(5);
    }
  }
});
