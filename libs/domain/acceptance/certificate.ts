import type { DeviceKind } from '../device.ts';
import { localMoment } from './local-moment.ts';
import type { EpochMs } from '../time.ts';
import { stepInWords, stepName } from './words.ts';
import type { StepResult } from './steps.ts';

/** What is frozen when a test ends. */
export interface Certificate {
  /** Null: the test was not passed. */
  readonly number: string | null;
  /** Over everything below; the same on paper and on the screen, or somebody changed one of them. */
  readonly checkCode: string;
  readonly device: {
    readonly id: string;
    readonly code: string;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly manufacturer: string | null;
    readonly model: string | null;
    readonly serial: string | null;
    readonly mac: string | null;
    readonly firmware: string | null;
  };
  readonly site: {
    readonly code: string;
    readonly landmark: string | null;
    readonly latitude: number | null;
    readonly longitude: number | null;
  };
  /** The responsible unit, then those above it. */
  readonly units: readonly string[];
  readonly timeZone: string;
  readonly startedAt: EpochMs;
  readonly finishedAt: EpochMs;
  readonly startedBy: string | null;
  readonly steps: readonly StepResult[];
}

/** Who was there, as they were written down; nothing of it is proven. */
export interface SigningNames {
  readonly installer: string | null;
  readonly receiver: string | null;
  readonly witness: string | null;
  readonly notes: string | null;
}

/** The n-th acceptance of a device. */
export const certificateNumber = (deviceCode: string, ordinal: number): string => `NT-${deviceCode}-${ordinal}`;

export interface CertificateSheet {
  readonly number: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly steps: readonly { readonly name: string; readonly result: string; readonly at: string }[];
  readonly notes: string | null;
  readonly signatures: readonly { readonly title: string; readonly name: string | null }[];
  readonly check: readonly string[];
}

const KINDS: Readonly<Record<DeviceKind, string>> = {
  camera: 'Camera an ninh',
  solar_light: 'Đèn năng lượng mặt trời',
  wifi_hotspot: 'Điểm Wi-Fi miễn phí',
  edge_agent: 'Máy chuyển tiếp tại thôn',
};
const NOT_GIVEN = 'chưa ghi';

/** The words of a biên bản nghiệm thu. @param page where the same test is shown to whoever is signed in */
export function certificateSheet(test: Certificate, signing: SigningNames, page: string): CertificateSheet {
  const { device, site, units, timeZone } = test;
  const at = (moment: EpochMs): string => localMoment(moment, timeZone);
  const fact = (label: string, value: string | null) => ({ label, value: value ?? NOT_GIVEN });
  const makers = [device.manufacturer, device.model].filter((part) => part !== null).join(' ');
  return {
    number: test.number ?? '',
    facts: [
      fact('Thiết bị', `${KINDS[device.kind]}: ${device.name}`),
      fact('Mã thiết bị', device.code),
      fact('Hãng, kiểu máy', makers === '' ? null : makers),
      fact('Số sê-ri', device.serial),
      fact('Địa chỉ MAC', device.mac),
      fact('Phần mềm', device.firmware),
      fact('Mã điểm lắp đặt', site.code),
      fact('Vị trí', site.landmark),
      fact('Tọa độ', coordinates(site)),
      fact('Đơn vị phụ trách', units.length === 0 ? null : units.join(', ')),
      fact('Người kiểm tra', test.startedBy),
      fact('Thời gian kiểm tra', `${at(test.startedAt)} đến ${at(test.finishedAt)}`),
    ],
    steps: test.steps.map((result) => ({
      name: stepName(result.step, device.kind, 'vi'),
      result: `${result.state === 'not_applicable' ? '–' : 'Đạt:'} ${stepInWords(result, 'vi').text}`,
      at: at(momentOf(result) ?? test.finishedAt),
    })),
    notes: signing.notes,
    signatures: [
      { title: 'Đơn vị lắp đặt', name: signing.installer },
      { title: 'Tổ tự quản', name: signing.receiver },
      { title: 'Người chứng kiến', name: signing.witness },
    ],
    check: [
      `Số biên bản: ${test.number ?? ''} · Mã đối chiếu: ${test.checkCode}`,
      `Để kiểm tra biên bản: đăng nhập, mở ${page}, mục “Nghiệm thu”; số và mã đối chiếu ở đó phải giống trên giấy này.`,
    ],
  };
}

const coordinates = ({ latitude, longitude }: Certificate['site']): string | null =>
  latitude === null || longitude === null ? null : `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;

/** The moment of what was seen. */
function momentOf({ evidence }: StepResult): EpochMs | null {
  for (const name of ['heardAt', 'askedAt', 'answeredAt', 'takenAt']) {
    const at = evidence[name];
    if (typeof at === 'number') return at;
  }
  return null;
}
