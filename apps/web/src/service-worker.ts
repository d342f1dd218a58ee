/**
 * Lets the phone start without network (dist/web/sw.js, made by the build). Browsers allow it on https and on the machine
 * itself only; over plain http in a village network the product works without.
 */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js', { scope: '/' }).catch(reportError);
  });
}

/** After an update of the server a screen of the old build may be gone: load the new one. Once, not for ever. */
export function reloadWhenOutdated(): void {
  addEventListener('vite:preloadError', (event) => {
    if (sessionStorage.getItem(RELOADED) !== null) return;
    sessionStorage.setItem(RELOADED, '1');
    event.preventDefault();
    location.reload();
  });
}

const RELOADED = 'canh-thon-reloaded';
