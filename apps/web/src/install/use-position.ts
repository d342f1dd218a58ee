import { useEffect, useState } from 'react';

export interface Fix {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres, of 95 % as browsers mean it. */
  readonly accuracy: number;
}

export type Position = { readonly state: 'searching' | 'none' } | { readonly state: 'found'; readonly fix: Fix };

const WAIT_MS = 30_000;

/** Where the phone is, as exactly as it can say, renewed as it moves; begun when the wizard opens so that it has time. */
export function usePosition(): Position {
  const [position, setPosition] = useState<Position>({ state: 'searching' });
  useEffect(() => {
    if (!isSecureContext || !('geolocation' in navigator)) {
      setPosition({ state: 'none' });
      return;
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        setPosition({ state: 'found', fix: { latitude, longitude, accuracy } }),
      (error) => {
        // A fix that was found stays; "not yet" is no end.
        if (error.code === error.PERMISSION_DENIED) setPosition({ state: 'none' });
        else setPosition((before) => (before.state === 'found' ? before : { state: 'none' }));
      },
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, []);
  return position;
}
