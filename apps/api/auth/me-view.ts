import type { Me } from '#libs/contracts';
import type { Caller } from './caller.ts';

export const meOf = (caller: Caller): Me => ({
  id: caller.id,
  kind: caller.kind,
  email: caller.email,
  name: caller.name,
  language: caller.language,
  grants: caller.grants.map(({ id, role, unitId, unitName }) => ({ id, role, unitId, unitName })),
});
