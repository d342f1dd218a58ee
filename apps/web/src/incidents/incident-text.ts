import { useTranslation } from 'react-i18next';
import type { IncidentSummary } from '../api/shapes.ts';
import { useWords } from '../health/words.ts';

/** What happened, and to what, in words a villager uses. */
export function useIncidentText() {
  const { t } = useTranslation();
  const words = useWords();
  return {
    /** "Mất kết nối: Camera cổng đình". */
    what: (incident: Pick<IncidentSummary, 'cause' | 'faultCode'>): string => {
      if (incident.cause !== 'device') return t(`cause.${incident.cause}`);
      return incident.faultCode ? words.fault(incident.faultCode) : t('sign.down');
    },
    /** "Camera cổng đình và 3 thiết bị khác". */
    devices: (incident: Pick<IncidentSummary, 'devices' | 'deviceCount'>): string => {
      const first = incident.devices[0]?.name ?? '';
      const others = incident.deviceCount - 1;
      return others > 0 ? t('incident.andOthers', { first, count: others }) : first;
    },
  };
}
