import type { Span } from '../span.ts';
import type { EpochMs } from '../time.ts';
import type { RecordedChange, RecordedDevice, RecordedWindow } from './recorded.ts';

/** What people said of one device itself ("in maintenance until …"), as windows of it. */
export function maintenanceOf(
  { deviceNo, maintenanceUntil }: RecordedDevice,
  changes: readonly RecordedChange[],
  span: Span,
): RecordedWindow[] {
  const said = changes.filter(({ kind }) => kind === 'maintenance');
  const atFirst = said[0] ? momentOf(said[0].from) : maintenanceUntil;
  const words = [
    { from: span.from, until: atFirst },
    ...said.map(({ knownAt, to }) => ({ from: knownAt, until: momentOf(to) })),
  ];
  return words.flatMap(({ from, until }, index) => {
    const endedAt = words[index + 1]?.from ?? null;
    if (until === null || until <= from || endedAt === from) return [];
    const schedule = { kind: 'once', from, until } as const;
    const window = { id: '', kind: 'work', schedule, createdAt: from, endedAt } as const;
    return [{ unitId: null, deviceNos: [deviceNo], window }];
  });
}

const momentOf = (iso: string | null): EpochMs | null => (iso === null ? null : Date.parse(iso));
