import type { PolicyView, Unit, UnitParentView } from '#libs/contracts';
import type { UnitParentRow, UnitPolicy, UnitRow } from '#libs/database';
import type { PolicyRules } from '#libs/domain';
import { iso, isoOrNull } from '../http/page.ts';

export const unitView = (row: UnitRow): Unit => ({
  ...row,
  aliases: [...row.aliases],
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

export const parentView = (row: UnitParentRow): UnitParentView => ({
  ...row,
  validFrom: iso(row.validFrom),
  validTo: isoOrNull(row.validTo),
});

const copied = (rules: PolicyRules): PolicyView['effective'] => ({
  ...rules,
  escalation: rules.escalation?.map((step) => ({ ...step })) ?? null,
});

export const policyView = (policy: UnitPolicy): PolicyView => ({
  unitId: policy.unitId,
  own: policy.own === null ? {} : copied(policy.own),
  effective: copied(policy.rules),
  from: policy.from,
  version: policy.version,
});
