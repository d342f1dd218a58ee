import type { ZaloView } from '../../api/shapes.ts';

/** How a unit can be told in Zalo: a new group of the Official Account, a group it has, or a bot in any group. */
export interface Ways {
  readonly group: boolean;
  readonly ownGroup: boolean;
  readonly bot: boolean;
}

export function waysOf({ oa, bot }: ZaloView): Ways {
  const oaWorks = oa.configured && oa.connected && oa.problem === null;
  // An account that does not say how many groups it may still make is tried.
  const { freeGroupAssets } = oa.facts;
  return {
    group: oaWorks && freeGroupAssets !== 0,
    ownGroup: oaWorks && oa.listens,
    bot: bot.configured && bot.problem === null && bot.listens && bot.facts['canJoinGroups'] !== false,
  };
}
