/** Cameras of this bench live on loopback, one address each. */
export const addressOf = (index: number): string =>
  `127.${100 + Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}.${(index % 250) + 1}`;

export const CREDENTIAL = { username: 'admin', password: 'Thon-2026' } as const;

/** Three in ten are dead: half of them refuse, half accept and say nothing. Spread evenly. */
export const deathOf = (index: number): 'refuse' | 'hang' | null =>
  index % 10 >= 3 ? null : Math.floor(index / 10 + (index % 10)) % 2 === 0 ? 'refuse' : 'hang';

export const isNasty = (index: number): boolean => index % 2 === 1;
