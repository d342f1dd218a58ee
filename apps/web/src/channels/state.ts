import type { ChannelView } from '../api/shapes.ts';

export type ChannelState = 'unset' | 'needs_person' | 'trouble' | 'works' | 'untried';

/** What a person has to do comes before what mends itself. `accounts`: the worst first. */
export function stateOf({
  configured,
  problem,
  accounts,
}: Pick<ChannelView, 'configured' | 'problem' | 'accounts'>): ChannelState {
  if (!configured) return 'unset';
  const [worst] = accounts;
  if (worst?.state === 'stopped' || problem !== null) return 'needs_person';
  if (worst?.state === 'open') return 'trouble';
  return accounts.some(({ lastSuccessAt }) => lastSuccessAt !== null) ? 'works' : 'untried';
}
