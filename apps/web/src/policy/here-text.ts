import { useTranslation } from 'react-i18next';
import type { PolicyField, PolicyView } from '../api/shapes.ts';

/** What holds in a unit, and whether the unit says so itself: "Đang dùng: 60 giây (theo cấp trên)". */
export function useHere({ effective, from, unitId }: PolicyView): (field: PolicyField) => string {
  const { t } = useTranslation();
  const value = (field: PolicyField): string => {
    switch (field) {
      case 'groupWaitSeconds':
        return t('policy.seconds', { count: effective.groupWaitSeconds ?? 0 });
      case 'repeatMinutes':
        return effective.repeatMinutes === null
          ? t('policy.off')
          : t('policy.minutes', { count: effective.repeatMinutes });
      case 'acknowledgeMinutes':
        return t('policy.minutes', { count: effective.acknowledgeMinutes ?? 0 });
      case 'budget':
        return effective.budget === null ? t('policy.standardBudget') : String(effective.budget.perHour);
      case 'quietHours':
        return effective.quietHours === null
          ? t('policy.off')
          : `${effective.quietHours.from}–${effective.quietHours.to}`;
      case 'digestAt':
        return effective.digestAt === null || effective.digestAt === 'off' ? t('policy.off') : effective.digestAt;
      case 'escalation':
        return (effective.escalation ?? []).length === 0
          ? t('policy.off')
          : (effective.escalation ?? []).map((step) => t('policy.minutes', { count: step.afterMinutes })).join(', ');
      default:
        return t(effective[field] === true ? 'act.yes' : 'act.no');
    }
  };
  return (field) => {
    const source = from[field];
    const where = source === unitId ? 'policy.fromHere' : source === null ? 'policy.fromStandard' : 'policy.fromAbove';
    return t('policy.here', { value: value(field), where: t(where) });
  };
}
