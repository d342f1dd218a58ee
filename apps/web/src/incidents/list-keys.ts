import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';

/**
 * `j` and `k` walk through the cards of a list, Enter opens the one that has the focus (it is on its link), `a` presses
 * its button. Keys typed into fields are not taken.
 */
export function useListKeys() {
  const list = useRef<HTMLUListElement>(null);
  const cards = () => [...(list.current?.children ?? [])];
  const step = (by: number) => {
    const all = cards();
    const at = all.findIndex((card) => card.contains(document.activeElement));
    const next = at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next]?.querySelector<HTMLElement>('a[href]')?.focus();
  };
  const act = () => {
    const card = cards().find((one) => one.contains(document.activeElement));
    card?.querySelector<HTMLElement>('[data-act]')?.click();
  };
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
    ['a', act],
  ]);
  return list;
}
