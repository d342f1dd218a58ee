import { useTranslation } from 'react-i18next';
import type { IncidentSummary } from '../api/shapes.ts';
import { useWords } from '../health/words.ts';
import { extentOf } from './extent.ts';

type Named = Pick<IncidentSummary, 'cause' | 'devices' | 'deviceCount' | 'unitName' | 'uplink' | 'carrier'>;

/** What happened, and to what, in words a villager uses. */
export function useIncidentText() {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const number = new Intl.NumberFormat(i18n.language);
  const counted = (group: 'counted' | 'countedUnit', kind: string, count: number): string =>
    i18n.exists(`${group}.${kind}`, { count })
      ? t(`${group}.${kind}` as never, { count, number: number.format(count) })
      : '';
  const what = (incident: Pick<IncidentSummary, 'cause' | 'faultCode' | 'likely'>): string => {
    if (incident.cause === 'device') return incident.faultCode ? words.fault(incident.faultCode) : t('sign.down');
    const cause = t(`cause.${incident.cause}`);
    return incident.likely ? t('incident.likely', { what: lower(cause) }) : cause;
  };
  /** The device; of a cause its place, with what everything hangs on. */
  const devices = (incident: Named): string => {
    if (incident.cause !== 'device')
      return [incident.carrier, incident.uplink?.name, incident.unitName].filter(Boolean).join(' · ');
    const first = incident.devices[0]?.name ?? '';
    const others = incident.deviceCount - 1;
    return others > 0 ? t('incident.andOthers', { first, count: others }) : first;
  };
  return {
    /** "Mất kết nối", "Mất điện". */
    what,
    /** "Camera cổng đình"; of a cause "Vùng Đan Phượng". */
    devices,
    /** One line: the device, or "Mất điện · Vùng Đan Phượng". */
    title: (incident: Named & Parameters<typeof what>[0]): string =>
      incident.cause === 'device' ? devices(incident) || what(incident) : `${what(incident)} · ${devices(incident)}`,
    /** "2.700 camera, 156 điểm Wi-Fi"; empty of a device. */
    counts: (incident: Pick<IncidentSummary, 'counts'>): string =>
      extentOf(incident.counts)
        .map(([kind, count]) => counted('counted', kind, count))
        .filter(Boolean)
        .join(', '),
    /** "101 thôn, 36 tổ": kinds of units of which there is more than one. */
    reaches: (incident: Pick<IncidentSummary, 'reaches'>): string =>
      extentOf(incident.reaches, 2)
        .map(([kind, count]) => counted('countedUnit', kind, count))
        .filter(Boolean)
        .join(', '),
  };
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
