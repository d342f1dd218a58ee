import { isFaultCode } from '../fault.ts';
import { occurrences, OUTAGE_GRACE } from '../maintenance.ts';
import { MINUTE, SECOND, type EpochMs } from '../time.ts';
import { type Cast, said, type TraceLine } from './cast.ts';
import type { Outage } from './outages.ts';
import { ordinals } from './pseudonyms.ts';
import type { RecordedWindow, Recording } from './recorded.ts';

export interface TimedLine {
  readonly atMs: EpochMs;
  readonly line: TraceLine;
}

/** When devices fall silent and when they speak again. What happens to several at the same second is one line. */
export function silenceLines(outages: readonly Outage[], { span }: Recording, cast: Cast): TimedLine[] {
  const together = new Map<string, { readonly atMs: EpochMs; readonly ids: string[]; readonly line: TraceLine }>();
  const add = (atMs: EpochMs, id: string, what: 'silent' | 'talk', more: TraceLine): void => {
    const at = cast.at(atMs);
    const key = JSON.stringify([at, what, more]);
    const ids = together.get(key)?.ids ?? [];
    ids.push(id);
    if (ids.length === 1) together.set(key, { atMs, ids, line: { at, [what]: { ids }, ...more } });
  };
  for (const { deviceNo, from, until, because, rebooted } of outages) {
    const id = cast.device(deviceNo)?.code ?? '';
    add(from ?? span.from, id, 'silent', { because });
    if (until !== null) add(until, id, 'talk', rebooted ? { rebooted } : {});
  }
  return [...together.values()];
}

/** Those that begin within the span, and their ends. The engine finds out by itself who comes and goes. */
export function faultLines({ changes }: Recording, cast: Cast): TimedLine[] {
  const present = new Set<string>();
  return changes.flatMap(({ kind, deviceNo, faultCode, knownAt }): TimedLine[] => {
    if (kind !== 'fault_on' && kind !== 'fault_off') return [];
    if (faultCode === null || !isFaultCode(faultCode) || faultCode === 'flapping') return [];
    const key = `${deviceNo} ${faultCode}`;
    const on = kind === 'fault_on';
    if (!on && !present.delete(key)) return [];
    if (on) present.add(key);
    const of = { ids: [cast.device(deviceNo)?.code] };
    return [{ atMs: knownAt, line: { at: cast.at(knownAt), fault: faultCode, of, on } }];
  });
}

export function acknowledgementLines({ acknowledgements }: Recording, cast: Cast): TimedLine[] {
  const number = ordinals();
  return acknowledgements.flatMap(({ at, targetId, deviceNo, person, until }): TimedLine[] => {
    const acknowledge = cast.target(targetId);
    if (acknowledge === null) return [];
    const minutes = until === null ? null : Math.max(1, Math.round((until - at) / MINUTE));
    const act = { acknowledge, name: `Người ${number(person)}`, about: cast.device(deviceNo)?.code ?? null, minutes };
    return [{ atMs: at, line: said({ at: cast.at(at), ...act, ifTold: true }) }];
  });
}

/** Each time of a window by itself; a planned power outage without the grace that the engine adds. */
export function windowLines(windows: readonly RecordedWindow[], { span }: Recording, cast: Cast): TimedLine[] {
  return windows.flatMap(({ unitId, deviceNos, window }) => {
    const ids = deviceNos.flatMap((deviceNo) => cast.device(deviceNo)?.code ?? []);
    const of = unitId === null ? { ids } : { unit: cast.unit(unitId)?.code };
    if (unitId === null && ids.length === 0) return [];
    const grace = window.kind === 'power_outage' ? OUTAGE_GRACE : 0;
    const atMs = Math.max(span.from, window.createdAt);
    return occurrences(window, span).map(({ from, until }) => {
      const begins = Math.max(from, span.from);
      const ends = Math.max(begins + SECOND, until - grace);
      const times = { from: cast.at(begins), until: cast.at(ends) };
      return { atMs, line: { at: cast.at(atMs), maintenance: window.kind, of, ...times } };
    });
  });
}
