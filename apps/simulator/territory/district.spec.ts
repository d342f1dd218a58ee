import { describe, expect, it } from '@jest/globals';
import { planDistrict } from './district.ts';
import { readSourceFile } from './source-file.ts';

const source = readSourceFile();
const { units, villages } = planDistrict(source);
const ofKind = (kind: string) => units.filter((unit) => unit.kind === kind);

describe('the simulated district', () => {
  it('has one province, one region, three communes, 101 villages and several hundred groups', () => {
    expect(['province', 'region', 'commune', 'village'].map((kind) => ofKind(kind).length)).toEqual([1, 1, 3, 101]);
    expect(ofKind('group').length).toBeGreaterThan(300);
    expect(ofKind('group').length).toBeLessThan(700);
  });

  it('has 36 groups in the four villages of Song Phượng', () => {
    const songPhuong = villages.filter((village) => village.formerCode === '09829');
    expect(songPhuong.map((village) => village.unit.name)).toEqual([
      'Thôn Tháp Thượng',
      'Thôn Thu Quế',
      'Thôn Thuận Thượng',
      'Thôn Thống Nhất',
    ]);
    expect(songPhuong.flatMap((village) => village.groups)).toHaveLength(36);
  });

  it('dates the three communes from 1 July 2025 and keeps the former names', () => {
    const communes = ofKind('commune');
    expect(communes.map(({ code, validFrom }) => [code, validFrom])).toEqual([
      ['09784', '2025-07-01'],
      ['09817', '2025-07-01'],
      ['09787', '2025-07-01'],
    ]);
    expect(communes.flatMap((commune) => commune.formerNames)).toHaveLength(16);
    expect(communes[0]?.formerNames).toContainEqual({ name: 'Xã Song Phượng', validTo: '2025-06-30' });
    expect(ofKind('region')[0]?.formerNames).toEqual([{ name: 'Huyện Đan Phượng', validTo: '2025-06-30' }]);
  });

  it('marks what is made up: 50 villages, said so in their names, and every group', () => {
    const generated = ofKind('village').filter((village) => village.origin === 'generated');
    expect(generated).toHaveLength(50);
    expect(generated.every((village) => village.name.includes('tạo cho bản demo'))).toBe(true);
    expect(ofKind('village').filter((village) => village.origin === 'historic')).toHaveLength(5);
    expect(ofKind('group').every((group) => group.origin === 'generated')).toBe(true);
  });

  it('is the same at every start, its keys are unique and every parent stands before its children', () => {
    expect(planDistrict(source)).toEqual({ units, villages });
    const seen = new Set<string | null>([null]);
    for (const unit of units) {
      expect(seen.has(unit.parentKey)).toBe(true);
      expect(seen.has(unit.key)).toBe(false);
      seen.add(unit.key);
    }
  });

  it('names each former commune by its own letters on stickers', () => {
    const byCode = new Map(villages.map((village) => [village.formerCode, village.sticker]));
    expect(new Set(byCode.values()).size).toBe(16);
    expect(byCode.get('09829')).toBe('SPH');
  });

  it('keeps the sources and licences of its facts', () => {
    expect(Object.keys(source.licences).length).toBeGreaterThan(0);
  });
});
