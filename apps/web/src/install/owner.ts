import { useSyncExternalStore } from 'react';
import { session } from '../api/session.ts';
import { INSTALLER } from './waiting-here.ts';

/** Who works with this phone, also when it starts without network and nobody can be asked. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

/** Signed in: that person, remembered. Not known yet: who it was the last time. Signed out: nobody. */
function current(): string | null {
  const user = session.user();
  if (user !== null) {
    const owner = JSON.stringify({ id: user.id, name: user.name } satisfies Owner);
    remember(owner);
    return owner;
  }
  return session.state() === 'out' ? null : localStorage.getItem(INSTALLER);
}

function remember(owner: string): void {
  try {
    if (localStorage.getItem(INSTALLER) !== owner) localStorage.setItem(INSTALLER, owner);
  } catch {
    // Then it starts only with network.
  }
}

export function useOwner(): Owner | null {
  const text = useSyncExternalStore(session.subscribe, current);
  return text === null ? null : (JSON.parse(text) as Owner);
}
